import type { Knex } from "knex";

/** What a query may bind. Lists are bound one by one: see `marks`. */
export type Binding = string | number | boolean | null;

/** A piece of SQL and what its question marks stand for, in order. */
export type Sql = { readonly sql: string; readonly bindings: readonly Binding[] };

/** A compiled TypeBox schema of one row. */
export type RowShape<Row> = { Check(value: unknown): value is Row };

/**
 * The rows of a query, each checked to be of the shape the caller relies on, so that both databases must answer alike.
 * Numbers wider than 32 bits and dates are cast to text in the SQL.
 * @throws Error when a row has another shape
 */
export async function selectRows<Row>(knex: Knex, shape: RowShape<Row>, query: Sql): Promise<Row[]> {
  const answer: unknown = await knex.raw(query.sql, [...query.bindings]);
  if (typeof answer !== "object" || answer === null || !("rows" in answer) || !Array.isArray(answer.rows)) {
    throw new Error("the database answered without rows");
  }
  const rows: unknown[] = answer.rows;
  return rows.map((row) => {
    if (!shape.Check(row)) throw new Error(`unexpected row of columns ${Object.keys(row ?? {}).join(", ")}`);
    return row;
  });
}

/** Question marks for a list: `IN (${marks(list)})`. An empty list matches nothing. */
export function marks(list: readonly unknown[]): string {
  return list.length === 0 ? "NULL" : list.map(() => "?").join(", ");
}
