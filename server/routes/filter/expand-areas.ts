import type { Knex } from "knex";
import type { Static } from "typebox";
import type { AskedAreaGroup } from "../../api/area-groups.ts";
import { knownAreaCodes, listAreaGroups } from "../../db/area-group-queries.ts";
import { shippedGroups } from "../../ingest/area-group-table.ts";
import { splitList } from "./parse-filter.ts";

/** A group of areas that a query named, with the areas it stands for. */
export type AskedGroup = Static<typeof AskedAreaGroup>;

/** The entries of a comma list of area codes. */
export type NamedAreas = {
  /** As they were written, each once. */
  readonly asked: readonly string[];
  /** The same with the areas of each group in its place, each once. */
  readonly codes: readonly string[];
  readonly groups: readonly AskedGroup[];
};

/** As ids of groups are written; a code of an area mostly is not, and then nothing is looked up. */
const GROUP_ID = /^[a-z0-9][a-z0-9-]{1,60}$/;

/**
 * Read a comma list of area codes and of groups of areas, shipped or saved. An area of a group's id is the area: a group saved
 * today never changes what was asked yesterday.
 * @throws DomainError invalid_query for an empty entry; an unknown code is left for whoever looks it up
 */
export async function expandAreas(knex: Knex, text: string): Promise<NamedAreas> {
  const asked = splitList("area", text);
  const groups = await findGroups(knex, asked);
  if (groups.length === 0) return { asked, codes: asked, groups };
  const codes = asked.flatMap((code) => groups.find(({ id }) => id === code)?.codes ?? [code]);
  return { asked, codes: [...new Set(codes)], groups };
}

/** Whether a comma list may name a group. What a group stands for is part of no dataset's version. */
export function mayNameGroup(text: string): boolean {
  return text.split(",").some((entry) => GROUP_ID.test(entry.trim()));
}

/** For an answer: the groups that were asked for, where there are any. */
export function echoGroups(groups: readonly AskedGroup[]): { areaGroups?: AskedGroup[] } {
  return groups.length === 0 ? {} : { areaGroups: [...groups] };
}

async function findGroups(knex: Knex, asked: readonly string[]): Promise<AskedGroup[]> {
  const ids = asked.filter((code) => GROUP_ID.test(code));
  if (ids.length === 0) return [];
  const areas = await knownAreaCodes(knex, ids);
  const known = [...shippedGroups(), ...(await listAreaGroups(knex))];
  return ids.flatMap((code) => {
    const group = areas.has(code) ? undefined : known.find(({ id }) => id === code);
    return group === undefined ? [] : [{ id: group.id, name: group.name, codes: [...group.codes] }];
  });
}
