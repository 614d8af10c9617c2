import type { Header } from "../csv-header.ts";
import { type FileParser, type RowParser, readRows } from "../read-rows.ts";
import type { PlaceRow } from "../reading.ts";
import { isRefusal, refusal } from "../refusal.ts";
import { pointReader } from "../validate-coordinates.ts";
import { type CsvFormat, columns } from "./csv-format.ts";

/** What kind of place a file lists, and which columns hold name and detail. */
type PlaceList = {
  readonly title: string;
  readonly required: readonly string[];
  readonly name: string;
  /** The kind of every row, or the column that says it. */
  readonly kind: { readonly always: string } | { readonly column: string };
  readonly detail: string | null;
};

const LISTS: readonly PlaceList[] = [
  {
    title: "stations",
    required: ["name", "longitude", "latitude", "network"],
    name: "name",
    kind: { always: "station" },
    detail: "network",
  },
  {
    title: "ward centres",
    required: ["ward_code", "ward", "borough", "longitude", "latitude"],
    name: "ward",
    kind: { always: "ward_centre" },
    detail: "borough",
  },
  {
    title: "river line",
    required: ["longitude", "latitude", "near"],
    name: "near",
    kind: { always: "river" },
    detail: null,
  },
  {
    title: "names and kinds",
    required: ["name", "kind", "longitude", "latitude"],
    name: "name",
    kind: { column: "kind" },
    detail: "detail",
  },
];

/** Named places for labels and distances: stations, ward centres, the river, or any list with name and kind. */
export const placeFormats: readonly CsvFormat[] = LISTS.map((list) => ({
  format: "places",
  title: `places (${list.title})`,
  required: columns(...list.required),
  read: (input) => ({
    format: "places",
    recognised: `A list of places: ${list.title}.`,
    holds: "places",
    batches: {
      [Symbol.asyncIterator]: () => readRows({ ...input, parser: () => placeParser(list, input.header, input.file) }),
    },
  }),
}));

function placeParser(list: PlaceList, header: Header, file: string): FileParser<PlaceRow> {
  const points = pointReader(file);
  const nameColumn = header.column(list.name);
  const kindColumn = "column" in list.kind ? header.column(list.kind.column) : -1;
  const detailColumn = list.detail === null ? -1 : header.column(list.detail);
  const longitude = header.column("longitude");
  const latitude = header.column("latitude");
  const parse: RowParser<PlaceRow> = (fields, emit) => {
    const name = (fields[nameColumn] ?? "").trim();
    if (name === "") return refusal("name", "the place has no name");
    const kind = "always" in list.kind ? list.kind.always : (fields[kindColumn] ?? "").trim();
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(kind))
      return refusal("category", "the kind must be a word like station or town_centre");
    const place = points.read(fields[longitude] ?? "", fields[latitude] ?? "");
    if (isRefusal(place)) return place;
    if (place.point === null) return refusal("coordinates", "a place needs longitude and latitude");
    emit({ kind, name, detail: fields[detailColumn] || null, lng: place.point.lng, lat: place.point.lat });
    return null;
  };
  return { parse, check: points.check };
}
