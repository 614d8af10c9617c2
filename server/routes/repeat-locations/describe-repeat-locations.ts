import type { Static } from "typebox";
import type { RepeatLocationsQuery } from "../../api/repeat-locations.ts";
import type { RepeatLocationsBody } from "../../api/types.ts";
import { CATEGORIES, type Category } from "../../api/vocabulary.ts";
import type { KnownDataset } from "../../db/dataset-catalogue.ts";
import {
  type CoveringZone,
  countRepeatRecords,
  listRepeatPlaces,
  listRepeatStatuses,
  listZonesOver,
  type RepeatRecordRow,
  type RepeatRow,
  type RepeatStatusRow,
} from "../../db/repeat-location-queries.ts";
import { suggestRoute } from "../../statistics/repeat-route.ts";
import type { RouteContext } from "../context.ts";
import { checkVersion } from "../dataset-version.ts";
import { type ResolvedFilter, resolveFilter } from "../filter/resolve-filter.ts";
import { methodCard } from "../statistics/method-card.ts";
import { readPlaceName } from "./place-name.ts";

type Location = RepeatLocationsBody["locations"][number];

const FEWEST_INCIDENTS = 3;
const FEWEST_SOURCES = 2;
const SHOWN = 200;
const DEFAULT_FLAGS = ["police_station", "custody_suite", "default_point"];
const DRUGS: readonly Category[] = CATEGORIES.slice(0, CATEGORIES.indexOf("drug_search"));
const GROUPED = {
  location_key: "Grouped by the source's own key of the address.",
  snapped_point: "Grouped by the point the source gives: it may stand for several addresses.",
} as const;
/** Listed while somebody works on it, whether or not it still fits the rule. */
const UNDER_WAY = ["under_review", "action_agreed", "action_taken", "monitoring"];

/** The list, with the dataset it was read from. */
export async function describeRepeatLocations(
  context: RouteContext,
  query: Static<typeof RepeatLocationsQuery>,
): Promise<{ dataset: KnownDataset; body: RepeatLocationsBody }> {
  const { knex } = context.db;
  const asked = { ...query, category: query.category ?? DRUGS.join(",") };
  const resolved = await resolveFilter({ knex, catalogue: context.catalogue }, asked, { chosenSetsToo: true });
  const { dataset, filter } = resolved;
  checkVersion(query, dataset);
  const statuses = new Map((await listRepeatStatuses(knex, dataset.id)).map((row) => [row.place, row]));
  const named = [...statuses.values()].filter(({ status }) => UNDER_WAY.includes(status)).map(({ place }) => place);
  const rule = { incidents: FEWEST_INCIDENTS, sources: FEWEST_SOURCES, named, limit: query.limit ?? SHOWN };
  const rows = await listRepeatPlaces(knex, filter, rule);
  const places = rows.map(({ place }) => place);
  const records = Map.groupBy(await countRepeatRecords(knex, filter, places), ({ place }) => place);
  const zones = Map.groupBy(await listZonesOver(knex, filter, rows), ({ place }) => place);
  const known = (place: string) => ({
    records: records.get(place) ?? [],
    zones: zones.get(place) ?? [],
    status: statuses.get(place) ?? null,
  });
  const body: RepeatLocationsBody = {
    ...{ dataset: dataset.code, marking: "OFFICIAL-SENSITIVE", synthetic: dataset.synthetic },
    ...{ from: filter.from, to: filter.to, found: rows[0]?.found ?? 0 },
    locations: rows.map((row) => describeLocation(row, known(row.place))),
    method: describeMethod(resolved),
  };
  return { dataset, body };
}

type Known = {
  readonly records: readonly RepeatRecordRow[];
  readonly zones: readonly CoveringZone[];
  readonly status: RepeatStatusRow | null;
};

function describeLocation(row: RepeatRow, { records, zones, status }: Known): Location {
  const { place, sources, borough, ward, flag, found: _, ...shown } = row;
  const name = readPlaceName(place);
  return {
    ...{ ...shown, ...name, groupedBySays: GROUPED[name.groupedBy], borough, ward },
    meetsRule: row.n >= FEWEST_INCIDENTS && sources >= FEWEST_SOURCES,
    sources: sumBy(records, ({ source }) => source).map(([source, n]) => ({ source, n })),
    categories: sumBy(records, ({ category }) => CATEGORIES[category] ?? "other").map(([category, n]) => ({
      category,
      n,
    })),
    zones: zones.map(({ place: __, ...zone }) => zone),
    defaultPoint: DEFAULT_FLAGS.includes(flag) ? flag : null,
    suggestion: suggestRoute({ keyed: name.groupedBy === "location_key", text: row.text, flag, records }),
    status: status?.status ?? "new",
    statusSet: status === null ? null : withoutPlace(status),
  };
}

function withoutPlace({ place: _, ...entry }: RepeatStatusRow): Location["statusSet"] {
  return entry;
}

/** Counts by a name, the most first. */
function sumBy<Name extends string>(
  records: readonly RepeatRecordRow[],
  nameOf: (record: RepeatRecordRow) => Name,
): [Name, number][] {
  const counts = new Map<Name, number>();
  for (const record of records) counts.set(nameOf(record), (counts.get(nameOf(record)) ?? 0) + record.n);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function describeMethod({ dataset, filter, asked }: ResolvedFilter): RepeatLocationsBody["method"] {
  return methodCard({
    ...{ kind: "repeat_locations", dataset, filter, asked },
    exclusions: ["Nothing about a person is kept or shown: a place is what comes back here."],
    parameters: {
      ...{ fewestIncidents: FEWEST_INCIDENTS, fewestSources: FEWEST_SOURCES },
      groupedBy: "the source's key of the address; where it gives none, its point to five decimals of a degree",
      source: "the channel of the record; where it is not known, the kind of file",
      route: "the first rule that fits: default point, licensing, outreach, not an address, closure, warrant, housing",
    },
  });
}
