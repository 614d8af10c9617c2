import { cellArea, cellToLatLng } from "h3-js";
import { expandCell } from "../api/cell-columns.ts";
import type { EvaluationDesignBody } from "../api/types.ts";
import type { Scene } from "./build-scene.ts";
import { type DateCounts, sumUnits } from "./date-counts.ts";
import type { HotPlace, LayoutRow } from "./ground.ts";
import { FEWEST_CONTROLS, suggestControl } from "./measure-layout.ts";
import { drawCells, type OutlinePart, outlineParts } from "./outline.ts";
import { greatCircleMetres, namePlace } from "./place-names.ts";

type DesignBody = EvaluationDesignBody["design"];
export type Refusal = NonNullable<EvaluationDesignBody["refusal"]>;

/** The design as it travels, but for what only the database knows; `parts` are outlines that it must draw. */
export type DescribedDesign = Pick<DesignBody, "target" | "rings" | "strips" | "receiving" | "control" | "geometry"> & {
  readonly parts: readonly OutlinePart[];
  readonly refusal: Refusal | null;
};

/** Fewer incidents before cannot show a fall: even half of twelve is within chance. */
const FEWEST_BEFORE = 12;
/** Fewer in the control are no yardstick. */
const FEWEST_IN_CONTROL = 30;

/** What is tested, and where: fixed before any after-count is looked at. */
export function describeDesign(scene: Scene, counts: DateCounts): DescribedDesign {
  const { own } = scene;
  const receiving = describeReceiving(scene, counts);
  const parts = outlineParts(
    scene,
    receiving.map(({ body: { id, name }, place }) => ({ id, name, place })),
  );
  const before = (units: readonly number[]) => sumUnits(counts.before, units);
  const rows = (of: (row: LayoutRow) => boolean) =>
    own.rows.filter(of).map((row) => ({ row, units: row.pieces, before: before(row.units) }));
  const control = describeControl(scene, counts);
  const target = {
    boroughs: own.homes.map((home) => boroughOf(scene, home)),
    units: scene.cells?.target.length ?? own.target.length,
    hectares: hectaresOf(scene),
    before: before(own.target),
  };
  return {
    target,
    rings: rows(({ k }) => k !== null).map(({ row, ...rest }) => ({
      k: row.k ?? 0,
      borough: boroughOf(scene, row.borough),
      ...rest,
    })),
    strips: rows(({ kind }) => kind === "strip").map(({ row, ...rest }) => ({
      ...boroughOf(scene, row.borough),
      ...rest,
    })),
    receiving: receiving.map(({ body }) => body),
    control,
    geometry: { type: "FeatureCollection", features: drawCells(parts) },
    parts: parts.filter(({ wards }) => wards.length > 0),
    refusal: refusalOf(scene, target.before, control),
  };
}

export function boroughOf({ input }: Scene, borough: number): { code: string; name: string } {
  const found = input.boroughs[borough];
  return { code: found?.code ?? "", name: found?.name ?? "outside every borough" };
}

function hectaresOf({ cells, input: { source }, own }: Scene): number {
  const squareMetres = cells?.target.reduce(
    (sum, cell) => sum + cellArea(expandCell(cells.grid.cells[cell] ?? 0, cells.grid.res), "m2"),
    0,
  );
  if (squareMetres !== undefined) return Math.round(squareMetres / 100) / 100;
  const hectares = source.kind === "published" ? source.hectares : [];
  return Math.round(own.target.reduce((sum, ward) => sum + (hectares[ward] ?? 0), 0) * 100) / 100;
}

/** The receiving places of the layout, in its order. */
function describeReceiving(
  scene: Scene,
  counts: DateCounts,
): { body: DesignBody["receiving"][number]; place: HotPlace }[] {
  const { input, own, places, cells } = scene;
  if (input.source.kind !== "points" || cells === null) return [];
  const { source } = input;
  const target = cells.target.map((cell) => cellToLatLng(expandCell(cells.grid.cells[cell] ?? 0, cells.grid.res)));
  const taken = new Map<string, number>();
  const named = (places[0] ?? []).length - source.named.receiving.length;
  return own.rows.flatMap((row) => {
    const place = row.place === null ? undefined : places[0]?.[row.place];
    if (row.place === null || place === undefined) return [];
    const ids = place.cells.map((cell) => expandCell(source.places.cells[cell] ?? 0, source.places.res));
    const borough = row.borough < 0 ? null : boroughOf(scene, row.borough);
    const given = source.named.receiving[row.place - named]?.name;
    const wanted = given ?? namePlace(ids, borough?.name ?? null, input.namedPlaces);
    const times = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, times);
    const metres = Math.round(
      Math.min(...ids.flatMap((id) => target.map((from) => greatCircleMetres(from, cellToLatLng(id))))),
    );
    const id = `place-${row.place + 1}`;
    const body = { id, name: times === 1 ? wanted : `${wanted} (${times})`, borough, cells: ids, metres };
    return [{ body: { ...body, before: sumUnits(counts.before, row.units), found: place.found }, place }];
  });
}

function describeControl(scene: Scene, counts: DateCounts): DesignBody["control"] {
  const { input, named, cells } = scene;
  const percent = (value: number) => `${value >= 0 ? "+" : "−"}${Math.abs(Math.round(100 * value))} %`;
  if (named !== null) {
    const areas = input.controlBoroughs.map((at) => ({
      ...boroughOf(scene, at),
      before: counts.boroughs.before[at] ?? 0,
      reason: "named by the analyst",
    }));
    const wards =
      input.source.kind === "published"
        ? input.source.controlWards.map((ward) => wardControl(scene, counts, ward))
        : [];
    return {
      ...{ chosen: "named", areas: [...areas, ...wards], cells: [...(cells?.controlCells ?? [])] },
      before: sumUnits(counts.before, named),
      reason: "Named by the analyst. Placebos keep the suggested rule.",
    };
  }
  const chosen = suggestControl(scene.own, counts);
  const home = scene.own.homes.reduce((sum, at) => sum + (counts.boroughs.before[at] ?? 0), 0);
  const areas = chosen.map(({ area, trendApart }) => ({
    ...boroughOf(scene, area),
    before: counts.boroughs.before[area] ?? 0,
    reason: `${counts.boroughs.before[area] ?? 0} before against ${home} in the target's own, trend before it ${percent(Math.expm1(trendApart))} apart`,
  }));
  return {
    ...{ chosen: "suggested", areas, cells: [] },
    before: areas.reduce((sum, { before }) => sum + before, 0),
    reason:
      "The boroughs most like the target's own in level and in trend before the operation, of those that target, rings, strips and receiving places leave untouched.",
  };
}

function wardControl({ input }: Scene, counts: DateCounts, ward: number): DesignBody["control"]["areas"][number] {
  const found = input.source.kind === "published" ? input.source.wards[ward] : undefined;
  return {
    code: found?.code ?? "",
    name: found?.name ?? "",
    before: counts.before[ward] ?? 0,
    reason: "named by the analyst",
  };
}

function refusalOf(scene: Scene, before: number, control: DesignBody["control"]): Refusal | null {
  const touching = overlapOf(scene);
  if (touching !== null) return { field: "control", message: touching, needed: null };
  if (before < FEWEST_BEFORE) {
    const held = before === 0 ? "no incident" : `${before} incident${before === 1 ? "" : "s"}`;
    return {
      field: "target",
      message: `The target has ${held} in the before-window; ${FEWEST_BEFORE} are needed before any fall could be told from chance. Take a longer window, a larger target or another indicator.`,
      needed: FEWEST_BEFORE,
    };
  }
  if (control.chosen === "suggested" && control.areas.length < FEWEST_CONTROLS) {
    return {
      field: "control",
      message: "Fewer than two boroughs are out of the operation's reach: name a control.",
      needed: null,
    };
  }
  if (control.before < FEWEST_IN_CONTROL) {
    return {
      field: "control",
      message: `The control has ${control.before} incidents in the before-window; ${FEWEST_IN_CONTROL} are needed.`,
      needed: FEWEST_IN_CONTROL,
    };
  }
  return null;
}

/** A named control must be out of reach of the operation. */
function overlapOf({ named, own, input }: Scene): string | null {
  if (named === null) return null;
  const reached = [
    ["the target", own.target],
    ...own.rows.map((row) => [rowName(row, input), row.units] as const),
  ] as const;
  const control = new Set(named);
  for (const [what, units] of reached) {
    if (units.some((unit) => control.has(unit)))
      return `The control overlaps ${what}: what the operation can reach is no yardstick.`;
  }
  const home = input.controlBoroughs.find((borough) => own.touched[borough] === 1);
  return home === undefined
    ? null
    : `The control overlaps the target or its zone: they reach into ${input.boroughs[home]?.name ?? "it"}.`;
}

function rowName({ k, kind, borough }: LayoutRow, input: Scene["input"]): string {
  const where = input.boroughs[borough]?.name ?? "no borough";
  if (k !== null) return `ring ${k} in ${where}`;
  return kind === "strip" ? `the border strip of ${where}` : `a receiving place in ${where}`;
}
