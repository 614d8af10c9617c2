import type { Resolution } from "../../server/api/types.ts";
import { datasetOf, hashOf, matching, paramsOf } from "./address-text.ts";

/** Everything that is on screen and travels in the address; null = the dataset's own default. */
export type Query = {
  readonly dataset: string | null;
  readonly category: string | null;
  /** First day (inclusive) and end (exclusive), months in steps: YYYY-MM-DD. */
  readonly from: string | null;
  readonly to: string | null;
  /** Borough codes; empty = everywhere. */
  readonly area: readonly string[];
  /** Pinned resolution; null follows the zoom. */
  readonly res: Resolution | null;
  readonly show: Show;
  /** What the hexagons say: their counts, or the answer of a statistic. */
  readonly mode: Mode;
  /** Ring of the disk that hot areas are tested with. */
  readonly ring: Ring;
  /** What drugs are set beside on the joint map. */
  readonly partner: Partner;
  /** First day of the months that the change is taken from; null = those just before. */
  readonly compare: string | null;
  /** Where the swipe between the two periods stands, in per cent from the left; null = the difference. */
  readonly swipe: number | null;
  /** Single incidents, close by. */
  readonly points: boolean;
  /** Zones in force at the end of the period. */
  readonly zones: boolean;
  /** What the right panel lists; null follows the data. */
  readonly list: ListName | null;
  /** The place of the ranked list whose profile is open: its id. */
  readonly place: string | null;
  /** A cell id or an area code whose profile is open. */
  readonly selected: string | null;
  readonly view: View | null;
  /** Lower class bounds kept while months are stepped, so that frames compare; null = from the data shown. */
  readonly breaks: readonly number[] | null;
  readonly panel: Panel | null;
};
export type Mode = "count" | "hot" | "emerging" | "markets" | "joint" | "change";
export type Ring = 1 | 2 | 3;
export type Partner = "asb" | "violence";
export type ListName = "places" | "table" | "spikes" | "spread";
export type Panel = "import" | "method";
export type Show = "hexagons" | "wards" | "boroughs";
export type View = { readonly zoom: number; readonly lat: number; readonly lng: number };

export const SHOWS: readonly Show[] = ["hexagons", "wards", "boroughs"];
export const MODES: readonly Mode[] = ["count", "hot", "emerging", "markets", "joint", "change"];
export const RINGS: readonly Ring[] = [1, 2, 3];
export const PARTNERS: readonly Partner[] = ["asb", "violence"];
export const LISTS: readonly ListName[] = ["places", "table", "spikes", "spread"];
const PANELS: readonly Panel[] = ["import", "method"];
export const EMPTY_QUERY: Query = {
  dataset: null,
  category: null,
  from: null,
  to: null,
  area: [],
  res: null,
  show: "hexagons",
  mode: "count",
  ring: 1,
  partner: "asb",
  compare: null,
  swipe: null,
  points: false,
  zones: false,
  list: null,
  place: null,
  selected: null,
  view: null,
  breaks: null,
  panel: null,
};

/** Read a hash such as `#/analyse?dataset=demo&from=2019-01-01&map=11.20/51.530000/-0.010000`. What it cannot read is left at its default. */
export function parseQuery(hash: string): Query {
  const params = paramsOf(hash);
  const [from, to] = parsePeriod(params.get("from"), params.get("to"));
  return {
    dataset: datasetOf(params),
    category: matching(params.get("category"), /^[a-z_]+(,[a-z_]+)*$/),
    from,
    to,
    area: (params.get("area") ?? "").split(",").filter((code) => /^[\w-]+$/.test(code)),
    res: parseResolution(params.get("res")),
    show: SHOWS.find((show) => show === params.get("show")) ?? "hexagons",
    mode: MODES.find((mode) => mode === params.get("mode")) ?? "count",
    ring: RINGS.find((ring) => String(ring) === params.get("ring")) ?? 1,
    partner: PARTNERS.find((partner) => partner === params.get("with")) ?? "asb",
    compare: matching(params.get("compare"), /^\d{4}-(0[1-9]|1[0-2])-01$/),
    swipe: parsePercent(params.get("swipe")),
    points: params.get("points") === "on",
    zones: params.get("zones") === "on",
    list: LISTS.find((list) => list === params.get("list")) ?? null,
    place: matching(params.get("place"), /^8[0-9a-f]{14}$/),
    selected: matching(params.get("selected"), /^[\w-]{1,64}$/),
    view: parseView(params.get("map")),
    breaks: parseBreaks(params.get("breaks")),
    panel: PANELS.find((panel) => panel === params.get("panel")) ?? null,
  };
}

/** The hash of a query; only what differs from the default is written. `parseQuery(formatQuery(q))` equals q. */
export function formatQuery(query: Query): string {
  return hashOf("analyse", [
    ["dataset", query.dataset],
    ["category", query.category],
    ["from", query.from],
    ["to", query.to],
    ["area", query.area.join(",")],
    ["res", query.res],
    ["show", query.show === "hexagons" ? null : query.show],
    ["mode", query.mode === "count" ? null : query.mode],
    ["ring", query.ring === 1 ? null : query.ring],
    ["with", query.partner === "asb" ? null : query.partner],
    ["compare", query.compare],
    ["swipe", query.swipe],
    ["points", query.points ? "on" : null],
    ["zones", query.zones ? "on" : null],
    ["list", query.list],
    ["place", query.place],
    ["selected", query.selected],
    ["breaks", query.breaks?.join(",") ?? null],
    ["map", query.view && formatView(query.view)],
    ["panel", query.panel],
  ]);
}

/** A view as the address keeps it: 2 decimals of zoom, 6 of a degree (about 10 cm). */
export function roundView(view: View): View {
  return { zoom: round(view.zoom, 2), lat: round(view.lat, 6), lng: round(view.lng, 6) };
}

function formatView(view: View): string {
  return `${view.zoom.toFixed(2)}/${view.lat.toFixed(6)}/${view.lng.toFixed(6)}`;
}

function parseView(text: string | null): View | null {
  const found = /^(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(text ?? "");
  if (!found) return null;
  const [zoom, lat, lng] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180 ? roundView({ zoom, lat, lng }) : null;
}

/** A period is read whole or not at all: half a period would silently be another one. */
function parsePeriod(from: string | null, to: string | null): [string | null, string | null] {
  const month = /^\d{4}-(0[1-9]|1[0-2])-01$/;
  return from !== null && to !== null && month.test(from) && month.test(to) && from < to ? [from, to] : [null, null];
}

function parseResolution(text: string | null): Resolution | null {
  const choices: readonly Resolution[] = [7, 8, 9, 10];
  return choices.find((res) => String(res) === text) ?? null;
}

function parsePercent(text: string | null): number | null {
  return text !== null && /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : null;
}

function parseBreaks(text: string | null): number[] | null {
  if (text === null || !/^\d{1,9}(,\d{1,9}){0,5}$/.test(text)) return null;
  const breaks = text.split(",").map(Number);
  return breaks.every((value, i) => value > (breaks[i - 1] ?? 0)) ? breaks : null;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
