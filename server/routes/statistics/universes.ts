import type { Knex } from "knex";
import type { Resolution } from "../../api/vocabulary.ts";
import { listAreaCells } from "../../db/hotspot-queries.ts";
import { expandCells, type Universe } from "../../statistics/universe.ts";

export type UniverseAreas = {
  readonly set: { readonly id: number; readonly code: string; readonly version: number };
  readonly areas: readonly { readonly id: number; readonly code: string }[];
};

export type Universes = { get(of: UniverseAreas, res: Resolution): Promise<Universe> };

const MOST_KEPT = 16;

/** Keeps the cells of the universes asked for, in the state of their area set. */
export function createUniverses(knex: Knex): Universes {
  const kept = new Map<string, Promise<Universe>>();
  return {
    get: ({ set, areas }, res) => {
      const ids = areas.map(({ id }) => id).sort((a, b) => a - b);
      const key = `${set.id}@${set.version}/${res}/${ids.join(",")}`;
      const known = kept.get(key);
      kept.delete(key);
      const universe = known ?? read(knex, { set, areas, ids, res, key });
      kept.set(key, universe);
      universe.catch(() => kept.delete(key));
      for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
      return universe;
    },
  };
}

async function read(
  knex: Knex,
  { set, areas, ids, res, key }: UniverseAreas & { ids: readonly number[]; res: Resolution; key: string },
): Promise<Universe> {
  const compact = await listAreaCells(knex, ids, res);
  return {
    key,
    res,
    compact,
    cells: expandCells(compact, res),
    positions: new Map(Array.from(compact, (cell, position) => [cell, position])),
    set: set.code,
    areas: areas.map(({ code }) => code).sort(),
  };
}
