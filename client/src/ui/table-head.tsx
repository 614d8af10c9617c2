/** A column's title, or the title of a column of numbers, which stand to the right. */
export type Column = string | { readonly number: string };

/** The head of a table: one row of titles. */
export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column, at) =>
          typeof column === "string" ? (
            <th key={at} scope="col">
              {column}
            </th>
          ) : (
            <th key={at} scope="col" class="number">
              {column.number}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}
