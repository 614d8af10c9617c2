import type { ClustersBody, ConcentrationBody, EffortBody, ZoneListBody } from "../../../../server/api/types.ts";
import { type Repeat, routeWords, sourceWords } from "./repeat-part.tsx";
import type { MonthRank, SpikeRow } from "./spike-rows.ts";
import type { YearRow } from "./year-rows.ts";

/** [table, row, measure, value, note]. */
export type CsvRow = readonly [string, string, string, string | number | null, string];

type Tables = {
  readonly months: readonly string[];
  readonly series: readonly { readonly name: string; readonly counts: readonly number[] }[];
  readonly years: readonly YearRow[];
  /** 168, from Monday 00:00; null where the data knows no hours. */
  readonly hours: readonly number[] | null;
  readonly effort: EffortBody | null;
  readonly ranks: ConcentrationBody["ranks"] | null;
  readonly ward: string | null;
  readonly home: MonthRank | null;
  readonly spikes: readonly SpikeRow[];
  readonly clusters: ClustersBody["clusters"];
  readonly zones: readonly { readonly zone: ZoneListBody["zones"][number]; readonly share: number }[];
  readonly repeats: readonly Repeat[];
  readonly notes: readonly string[];
};

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The tables of a profile as rows, in the order of the page. Counts are as counted: nothing scaled. */
export function profileRows(tables: Tables): CsvRow[] {
  const { months, series, years, hours, spikes, clusters, zones, repeats, notes } = tables;
  return [
    ...months.flatMap((month, at) =>
      series.map(({ name, counts }): CsvRow => ["trend", month, name, counts[at] ?? 0, ""]),
    ),
    ...years.flatMap(yearCells),
    ...(hours ?? []).map((n, hour): CsvRow => ["hours", `${DAYS[Math.floor(hour / 24)]} ${hour % 24}:00`, "n", n, ""]),
    ...(hours === null ? [["hours", "", "n", null, "No hours in this data"] as const] : []),
    ...effortCells(tables.effort),
    ...rankCells(tables),
    ...spikes.flatMap(({ month, name, n, mean, q, after }): CsvRow[] => [
      ["spikes", `${month} ${name}`, "n", n, `then ${after.join(" ")}`],
      ["spikes", `${month} ${name}`, "mean before", mean, ""],
      ["spikes", `${month} ${name}`, "q", q, ""],
    ]),
    ...clusters.map(({ name, n, rank }): CsvRow => ["hot spots", name, "n", n, `rank ${rank}`]),
    ...zones.map(({ zone, share }): CsvRow => ["zones", zone.title, "share of the area", share, zone.powers.short]),
    ...repeats.map(
      (row): CsvRow => [
        ...(["repeat locations", row.text ?? row.key, "n", row.n] as const),
        `${sourceWords(row)}; last ${row.lastEvent}; ${routeWords(row)}; ${row.status}`,
      ],
    ),
    ...notes.map((note, i): CsvRow => ["notes", String(i + 1), "note", null, note]),
  ];
}

function yearCells({ category, now, before, change, doubt }: YearRow): CsvRow[] {
  return [
    ["categories", category, "n", doubt !== null && now === 0 ? null : now, doubt ?? ""],
    ["categories", category, "n, 12 months before", before, before === null ? "no whole year before" : ""],
    ...(change.change === null
      ? [["categories", category, "change", null, change.reason] as const]
      : ([
          ["categories", category, "change", change.change, change.withinChance ? "may be chance" : ""],
          ["categories", category, "change, low 95 %", change.low, ""],
          ["categories", category, "change, high 95 %", change.high, ""],
        ] as const)),
  ];
}

function effortCells(effort: EffortBody | null): CsvRow[] {
  if (effort === null) return [];
  const { surfaces, shares, possession, gate } = effort;
  return [
    ...surfaces.flatMap(({ surface, before, after, marking }): CsvRow[] => [
      ["effort", surface, "n", after, marking],
      ["effort", surface, "n, 12 months before", before, marking],
    ]),
    ["effort", "possession per search", "ratio", possession?.ratio ?? null, possession?.says ?? gate?.message ?? ""],
    ...(possession === null
      ? []
      : ([
          ["effort", "possession per search", "low 95 %", possession.interval.low, ""],
          ["effort", "possession per search", "high 95 %", possession.interval.high, ""],
        ] as const)),
    ...shares.map(({ name, n, of, share }): CsvRow => ["effort", name, "possession share", share, `${n} of ${of}`]),
  ];
}

function rankCells({ ranks, ward, home }: Tables): CsvRow[] {
  if (ranks === null || ranks.set === null) return [];
  const row = ranks.wards.find(({ code }) => code === ward);
  const of = `of ${ranks.months.length} months, all wards`;
  const own: CsvRow[] =
    ward === null
      ? []
      : [
          ["ranks", ward, "months first", row?.top1 ?? 0, of],
          ["ranks", ward, "months in the first 3", row?.top3 ?? 0, of],
          ["ranks", ward, "months in the first 10", row?.top10 ?? 0, of],
        ];
  if (home === null || ward === null) return own;
  const near = `of ${home.months} months, ${home.wards} wards of the borough`;
  return [
    ...own,
    ["ranks", ward, "months first in the borough", home.top1, near],
    ["ranks", ward, "months in the first 3 of the borough", home.top3, near],
  ];
}
