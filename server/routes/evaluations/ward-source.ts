import type { Indicator } from "../../api/evaluation-design.ts";
import { INDICATORS } from "../../api/evaluation-design.ts";
import type { AreaNameRow, AreaSetRow } from "../../db/area-queries.ts";
import { monthsBetween } from "../../db/calendar.ts";
import { listOverlaps } from "../../db/evaluation-queries.ts";
import { countPublishedMonths } from "../../db/ward-month-queries.ts";
import { DomainError } from "../../errors.ts";
import { bitOf } from "../../evaluation/indicators.ts";
import type { WardSource as WardScene } from "../../evaluation/scene.ts";
import { expandAreas } from "../filter/expand-areas.ts";
import { refuse } from "../filter/parse-filter.ts";
import { resolveAreas } from "../filter/resolve-areas.ts";
import { resolveWards, type WardSource } from "../statistics/ward-source.ts";
import { controlAreas } from "./named-areas.ts";
import { categoriesOf, type ResolvedSource, type SceneContext, type SourceWanted } from "./source.ts";
import { dayNumber } from "./windows.ts";

/** A ward is in the target when at least so much of it is. */
const LEAST_SHARE = 0.5;

/** Counts as their source published them, per ward and month. */
export async function wardSource(context: SceneContext, wanted: SourceWanted): Promise<ResolvedSource> {
  const source = await resolveWards(context, { dataset: wanted.dataset.code });
  const set = wardSet(source);
  const boroughSet = boroughSetOf(source);
  const { boroughs, neighbours } = await context.grounds.boroughs(boroughSet);
  const boroughAt = new Map(boroughs.map(({ code }, at) => [code, at]));
  const wards = source.wards.map(({ code, name, borough }) => ({
    code,
    name,
    borough: boroughAt.get(borough ?? "") ?? -1,
  }));
  const codes = wards.map(({ code }) => code);
  const near = await context.grounds.wards(set, codes, wanted.stripMetres);
  const { target, hectares } = await readTarget(context, { set, source, geometries: wanted.subject.geometries });
  const control = await readControl(context, { wanted, set, boroughSet, source, boroughs });
  return {
    scene: {
      source: {
        kind: "published",
        wards,
        ...near,
        target,
        hectares,
        controlWards: control.wards,
        counts: await readCounts(context, source, wanted),
      },
      boroughs: boroughs.map(({ code, name }) => ({ code, name })),
      neighbours,
      controlBoroughs: control.boroughs,
    },
    units: { kind: "ward", res: null, set: set.code, setId: set.id, boroughSet: boroughSet.code },
  };
}

function wardSet({ set, dataset }: WardSource): AreaSetRow {
  if (set !== null) return set;
  throw refuse(
    "dataset",
    `The counts of dataset "${dataset.code}" were published for wards of no loaded set: import their boundaries first.`,
  );
}

function boroughSetOf({ sets, dataset }: WardSource): AreaSetRow {
  const set = sets.all.find(({ kind, synthetic }) => kind === "borough" && synthetic === dataset.synthetic);
  if (set !== undefined) return set;
  throw refuse("dataset", "No set of boroughs is loaded: import their boundaries first.");
}

type Placed = { readonly set: AreaSetRow; readonly source: WardSource; readonly geometries: readonly string[] };

/** Wards that lie in the shapes by half or more; else the one that lies in them most. */
async function readTarget(
  { db }: SceneContext,
  { set, source, geometries }: Placed,
): Promise<Pick<WardScene, "target" | "hectares">> {
  const share = new Map<string, number>();
  const size = new Map<string, number>();
  for (const geometry of new Set(geometries)) {
    for (const row of await listOverlaps(db.knex, set.id, geometry)) {
      share.set(row.code, Math.max(share.get(row.code) ?? 0, row.share));
      size.set(row.code, row.hectares);
    }
  }
  const [most] = [...share].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const chosen = new Set([...share].filter(([, part]) => part >= LEAST_SHARE).map(([code]) => code));
  if (chosen.size === 0 && most !== undefined) chosen.add(most[0]);
  const target = source.wards.flatMap(({ code }, ward) => (chosen.has(code) ? [ward] : []));
  return { target, hectares: source.wards.map(({ code }) => size.get(code) ?? 0) };
}

type Control = {
  readonly wanted: SourceWanted;
  readonly set: AreaSetRow;
  readonly boroughSet: AreaSetRow;
  readonly source: WardSource;
  readonly boroughs: readonly AreaNameRow[];
};

/** @throws DomainError mixed_vintages for wards of another set than the counts */
async function readControl(
  { db }: SceneContext,
  { wanted, set, boroughSet, source, boroughs }: Control,
): Promise<{ wards: number[]; boroughs: number[] }> {
  const { areas: codes, cells } = wanted.asked.control ?? {};
  if (cells !== undefined)
    throw refuse("control", "control.cells: counts published per ward know no cells; name wards or boroughs.");
  if (wanted.asked.receiving !== undefined)
    throw refuse("receiving", "receiving: counts published per ward know no places.");
  if (codes === undefined) return { wards: [], boroughs: [] };
  const areas = await expandAreas(db.knex, codes.join(","));
  const area = await controlAreas(() => resolveAreas(db.knex, areas, [set, boroughSet], source.sets));
  const named = new Set(areas.codes);
  if (area.setId === set.id)
    return { wards: source.wards.flatMap(({ code }, at) => (named.has(code) ? [at] : [])), boroughs: [] };
  return { wards: [], boroughs: boroughs.flatMap(({ id }, at) => (area.areaIds.includes(id) ? [at] : [])) };
}

/** One row for each ward, month and indicator that the source counts. */
async function readCounts(
  { db }: SceneContext,
  { wards, filter }: WardSource,
  { window, dataset, indicator }: SourceWanted,
): Promise<WardScene["counts"]> {
  const at = new Map(wards.map(({ code }, ward) => [code, ward]));
  const held = new Set(dataset.facts.counts.map(({ category }) => category));
  const counted = INDICATORS.filter(
    (one) => one !== "public_reports" && one !== "searches" && categoriesOf(one).some((id) => held.has(id)),
  );
  if (!counted.includes(indicator))
    throw new DomainError(
      "points_required",
      `indicator=${indicator} needs incidents, and dataset "${dataset.code}" has counts per ward only.`,
      { field: "indicator" },
    );
  const rows: { ward: number; day: number; bit: number; n: number }[] = [];
  for (const one of counted) {
    const months = monthsBetween(window.from, window.to);
    const found = await countPublishedMonths(
      db.knex,
      { ...filter, ...window, months, categoryIds: categoriesOf(one) },
      "ward",
    );
    for (const { code, month, n } of found) {
      const ward = at.get(code);
      if (ward !== undefined && n > 0)
        rows.push({ ward, day: dayNumber(month), bit: bitOf(one satisfies Indicator), n });
    }
  }
  return {
    ward: Uint32Array.from(rows, ({ ward }) => ward),
    day: Int32Array.from(rows, ({ day }) => day),
    indicators: Uint8Array.from(rows, ({ bit }) => bit),
    n: Uint32Array.from(rows, ({ n }) => n),
  };
}
