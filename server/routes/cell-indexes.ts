import type { Knex } from "knex";
import { listCells } from "../db/cell-queries.ts";
import type { KnownDataset } from "../db/dataset-catalogue.ts";

/** The cells of a dataset at a resolution, ascending and compact (see `compactCell`), and the row of each. */
export type CellIndex = { readonly compact: Float64Array; readonly rows: ReadonlyMap<number, number> };
export type CellIndexes = { get(dataset: KnownDataset, res: number): Promise<CellIndex> };

/** Keeps the index of the current version for each dataset and resolution: every value column is aligned to it. */
export function createCellIndexes(knex: Knex): CellIndexes {
  const kept = new Map<string, { version: string; index: Promise<CellIndex> }>();
  return {
    get: (dataset, res) => {
      const key = `${dataset.id}/${res}`;
      const version = `${dataset.version}@${dataset.updatedAt}`;
      const entry = kept.get(key);
      if (entry?.version === version) return entry.index;
      const index = listCells(knex, dataset.id, res).then(toIndex);
      kept.set(key, { version, index });
      index.catch(() => kept.delete(key));
      return index;
    },
  };
}

function toIndex(compact: Float64Array): CellIndex {
  return { compact, rows: new Map(Array.from(compact, (cell, row) => [cell, row])) };
}
