import type { Knex } from "knex";
import { CATEGORIES } from "../../api/vocabulary.ts";
import type { DatasetName } from "../reading.ts";
import { refuseMixing } from "../refuse-mixing.ts";

/**
 * Codes of the boroughs that make up a force's territory, by prefix, where that is known: only then can a point
 * be called out of force. E09 = the London boroughs (ONS code scheme).
 */
const BOROUGH_PREFIX: Readonly<Record<string, string>> = {
  metropolitan: "E09",
  "city-of-london": "E09",
  "demo-force": "E09",
};

/** The number of a force, registered on first sight. */
export async function ensureForce(knex: Knex, code: string, name: string): Promise<number> {
  const { rows } = await knex.raw(
    `
    INSERT INTO force (code, name, borough_prefix) VALUES (?, ?, ?)
    ON CONFLICT (code) DO UPDATE SET code = EXCLUDED.code
    RETURNING id
    `,
    [code, name, BOROUGH_PREFIX[code] ?? null],
  );
  return rows[0].id;
}

/**
 * The number of a dataset, registered on first sight with version 0.
 * @param synthetic whether the rows that are to go into it are
 * @throws DomainError import_refused for a dataset of the other sort
 */
export async function ensureDataset(knex: Knex, dataset: DatasetName, synthetic: boolean): Promise<number> {
  const { rows } = await knex.raw(
    `
    INSERT INTO dataset (code, title, synthetic) VALUES (?, ?, ?)
    ON CONFLICT (code) DO UPDATE SET code = EXCLUDED.code
    RETURNING id, code, title, synthetic
    `,
    [dataset.code, dataset.title, synthetic],
  );
  const [known] = rows;
  if (known.synthetic !== synthetic) throw refuseMixing(known);
  return known.id;
}

/** Write the category table from the vocabulary; harmless when it is there. */
export async function ensureCategories(knex: Knex): Promise<void> {
  for (const [id, code] of CATEGORIES.entries()) {
    await knex.raw("INSERT INTO category (id, code) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", [id, code]);
  }
}
