import { Buffer } from "node:buffer";
import type { BadFile } from "./bad-files.ts";
import {
  csv,
  EXTRACT_HEADER,
  extractRow,
  OUTCOMES_HEADER,
  SEARCH_HEADER,
  STREET_HEADER,
  searchRow,
  streetRow,
  WARD_COUNTS_HEADER,
} from "./sample-rows.ts";

const utf8 = (text: string) => (): Uint8Array => Buffer.from(text);
const refused = (message: RegExp) => ({ code: "import_refused", message }) as const;
const good = streetRow();
const street = (...rows: readonly string[]) => utf8(csv(STREET_HEADER, ...rows));
const street1 = { fileName: "2019-05-metropolitan-street.csv" };
const search = { fileName: "2019-05-metropolitan-stop-and-search.csv" };
const extract = { fileName: "export.csv", choices: { force: "metropolitan" } };

const wholeFile: readonly BadFile[] = [
  { ...street1, name: "an empty file", bytes: utf8(""), expect: refused(/empty/) },
  { ...street1, name: "a file of blank lines and a mark", bytes: utf8("\uFEFF\r\n \n\n"), expect: refused(/empty/) },
  {
    ...street1,
    name: "a header and no rows",
    bytes: utf8(csv(STREET_HEADER)),
    expect: refused(/police\.uk street.*no rows/),
  },
  {
    ...street1,
    name: "an unknown header",
    bytes: utf8(csv("colour,size", "red,3")),
    expect: refused(/line 1.*no format known.*police\.uk street.*GeoJSON/),
  },
  {
    ...street1,
    name: "a street header without its crime type",
    bytes: utf8(csv(STREET_HEADER.replace("Crime type", "Sort"), good)),
    expect: refused(/Nearest: police\.uk street; missing columns: Crime type/),
  },
  {
    ...street1,
    name: "UTF-16 little endian",
    bytes: () => Buffer.from(`\uFEFF${csv(STREET_HEADER, good)}`, "utf16le"),
    expect: refused(/UTF-16/),
  },
  {
    ...street1,
    name: "UTF-16 big endian",
    bytes: () => Buffer.from(`\uFEFF${csv(STREET_HEADER, good)}`, "utf16le").swap16(),
    expect: refused(/UTF-16/),
  },
  {
    ...street1,
    name: "UTF-16 without a mark",
    bytes: () => Buffer.from(csv(STREET_HEADER, good), "utf16le"),
    expect: refused(/NUL/),
  },
  {
    ...street1,
    name: "a NUL byte in a row",
    bytes: street(good, streetRow({ location: "a\0b" })),
    expect: refused(/line 3: NUL byte at byte \d+/),
  },
  {
    ...street1,
    name: "bytes that are no UTF-8",
    bytes: () => Buffer.concat([Buffer.from(csv(STREET_HEADER, good)), Buffer.from([0xff, 0x0a])]),
    expect: refused(/line 3: invalid UTF-8 at byte \d+ \(0xff\)/),
  },
  {
    ...street1,
    name: "Windows-1252 that nobody announced",
    bytes: () => Buffer.from(csv(STREET_HEADER, streetRow({ location: "Caf\u00e9 Row" })), "latin1"),
    expect: refused(/line 2: invalid UTF-8.*--encoding windows-1252/),
  },
  {
    ...street1,
    name: "a column that stands twice",
    bytes: utf8(csv(STREET_HEADER.replace("Context", "month"), good)),
    expect: refused(/duplicate column "month"/),
  },
  {
    ...street1,
    name: "a quote that is never closed",
    bytes: street(good, `"${good}`, good, good),
    expect: refused(/line 3.*quote.*never closed/),
  },
  {
    ...street1,
    name: "a quote in the header that is never closed",
    bytes: utf8(`"${csv(STREET_HEADER, good)}`),
    expect: refused(/line 1.*never closed/),
  },
  {
    ...street1,
    name: "old Macintosh line ends",
    bytes: utf8(csv(STREET_HEADER, good).replaceAll("\n", "\r")),
    expect: refused(/carriage return/),
  },
  { ...street1, name: "a PDF under a CSV's name", bytes: utf8("%PDF-1.7\n%binary"), expect: refused(/PDF/) },
  {
    ...street1,
    name: "a file over the limit",
    bytes: street(good, good, good),
    limits: { uploadBytes: 200 },
    expect: { code: "too_large", message: /over the limit/ },
  },
  {
    ...street1,
    name: "longitude and latitude swapped throughout",
    bytes: street(streetRow({ lng: "51.515381", lat: "-0.112422" }), streetRow({ lng: "51.6", lat: "-0.2" })),
    expect: refused(/look swapped/),
  },
  {
    fileName: "searches.csv",
    name: "searches of a force nobody named",
    bytes: utf8(csv(SEARCH_HEADER, searchRow())),
    expect: refused(/--force/),
  },
  {
    fileName: "2019-05-gotham-stop-and-search.csv",
    name: "searches of a force that does not exist",
    bytes: utf8(csv(SEARCH_HEADER, searchRow())),
    expect: refused(/"gotham"/),
  },
  {
    fileName: "wards.csv",
    name: "counts of a month to come",
    bytes: utf8(
      csv(
        WARD_COUNTS_HEADER.replace("201905", "209905"),
        "DRUG OFFENCES,POSSESSION OF DRUGS,Bellingham,E05013714,Lewisham,1,2",
      ),
    ),
    expect: refused(/209905 lies in the future/),
  },
  {
    fileName: "wards.csv",
    name: "counts without a month",
    bytes: utf8(
      csv("MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,Total", "a,b,Bellingham,E05013714,Lewisham,1"),
    ),
    expect: refused(/MPS ward counts; missing columns: months as YYYYMM/),
  },
  {
    ...extract,
    choices: {},
    name: "an extract of a force nobody named",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow())),
    expect: refused(/--force/),
  },
  {
    ...extract,
    choices: { force: "gotham" },
    name: "an extract of a force that does not exist",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow())),
    expect: refused(/no force "gotham"/),
  },
  {
    ...extract,
    choices: { mapping: "nothing" },
    name: "a mapping that does not exist",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow())),
    expect: refused(/recorded-crime, cad-calls/),
  },
  {
    ...extract,
    choices: { mapping: '{"name":"mine"}' },
    name: "a mapping that is none",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow())),
    expect: refused(/the mapping given/),
  },
  {
    ...extract,
    choices: { force: "metropolitan", mapping: "cad-calls" },
    name: "an extract read by another file's mapping",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow())),
    expect: refused(/no format known here/),
  },
];

const rows: readonly BadFile[] = [
  { ...street1, name: "rows that are too short", bytes: street("a,b,c", good), expect: { rejects: { columns: 1 } } },
  {
    ...street1,
    name: "rows that are too long by a column",
    bytes: street(`${good},x`, good),
    expect: { rejects: { columns: 1 } },
  },
  {
    ...street1,
    name: "a quote in the middle of a field",
    bytes: street(streetRow({ location: 'On 5" Road' }), good),
    expect: { rejects: { columns: 1 } },
  },
  {
    ...street1,
    name: "a row of a hundred thousand characters",
    bytes: street(streetRow({ location: "x".repeat(100_000) }), good),
    expect: { rejects: { too_long: 1 } },
  },
  {
    ...street1,
    name: "a thirteenth month",
    bytes: street(streetRow({ month: "2019-13" }), good),
    expect: { rejects: { date: 1 } },
  },
  {
    ...street1,
    name: "a month before 1990",
    bytes: street(streetRow({ month: "1066-10" }), good),
    expect: { rejects: { date_out_of_range: 1 } },
  },
  {
    ...street1,
    name: "a month to come",
    bytes: street(streetRow({ month: "2099-01" }), good),
    expect: { rejects: { date_in_future: 1 } },
  },
  {
    ...street1,
    name: "National Grid in the degree columns",
    bytes: street(streetRow({ lng: "537484", lat: "172002" }), good),
    expect: { rejects: { coordinates_grid: 1 } },
  },
  {
    ...street1,
    name: "one row with its coordinates swapped",
    bytes: street(streetRow({ lng: "51.5", lat: "-0.1" }), good),
    expect: { rejects: { coordinates_swapped: 1 } },
  },
  {
    ...street1,
    name: "a longitude of 1e400",
    bytes: street(streetRow({ lng: "1e400" }), good),
    expect: { rejects: { coordinates: 1 } },
  },
  {
    ...street1,
    name: "a latitude that is NaN",
    bytes: street(streetRow({ lat: "NaN" }), good),
    expect: { rejects: { coordinates: 1 } },
  },
  {
    ...street1,
    name: "a latitude that is inf",
    bytes: street(streetRow({ lat: "inf" }), good),
    expect: { rejects: { coordinates: 1 } },
  },
  {
    ...street1,
    name: "half a pair of coordinates",
    bytes: street(streetRow({ lat: "" }), good),
    expect: { rejects: { coordinates: 1 } },
  },
  {
    ...street1,
    name: "a place in France",
    bytes: street(streetRow({ lng: "2.35", lat: "48.85" }), good),
    expect: { rejects: { coordinates: 1 } },
  },
  {
    ...street1,
    name: "a crime type that police.uk does not have",
    bytes: street(streetRow({ type: "Witchcraft" }), good),
    expect: { rejects: { category: 1 } },
  },
  {
    ...street1,
    name: "a force that does not exist",
    bytes: street(streetRow({ force: "Gotham City Police" }), good),
    expect: { rejects: { force: 1 } },
  },
  {
    ...search,
    name: "a search on 30 February",
    bytes: utf8(csv(SEARCH_HEADER, searchRow({ date: "2019-02-30T10:00:00+00:00" }))),
    expect: { rejects: { date: 1 } },
  },
  {
    ...search,
    name: "a search in the future",
    bytes: utf8(csv(SEARCH_HEADER, searchRow({ date: "2099-02-01T10:00:00+00:00" }))),
    expect: { rejects: { date_in_future: 1 } },
  },
  {
    fileName: "outcomes.csv",
    name: "an outcome of no crime",
    bytes: utf8(csv(OUTCOMES_HEADER, ",2019-05,Kent Police,Kent Police,,,,,,Offender fined")),
    expect: { rejects: { id: 1 } },
  },
  {
    fileName: "outcomes.csv",
    name: "a blank outcome",
    bytes: utf8(csv(OUTCOMES_HEADER, "a1,2019-05,Kent Police,Kent Police,,,,,,")),
    expect: { rejects: { outcome: 1 } },
  },
  {
    fileName: "wards.csv",
    name: "counts that are no whole numbers",
    bytes: utf8(
      csv(
        WARD_COUNTS_HEADER,
        "DRUG OFFENCES,POSSESSION OF DRUGS,Bellingham,E05013714,Lewisham,1,-2",
        "DRUG OFFENCES,POSSESSION OF DRUGS,Downham,E05013719,Lewisham,1,1.5",
      ),
    ),
    expect: { rejects: { count: 2 } },
  },
  {
    fileName: "wards.csv",
    name: "counts of a ward code that is none",
    bytes: utf8(csv(WARD_COUNTS_HEADER, "DRUG OFFENCES,POSSESSION OF DRUGS,Bellingham,E09000023,Lewisham,1,2")),
    expect: { rejects: { area_code: 1 } },
  },
  {
    fileName: "places.csv",
    name: "places without name or point",
    bytes: utf8(csv("name,kind,longitude,latitude", ",pub,-0.1,51.5", "Bow,pub,,")),
    expect: { rejects: { name: 1, coordinates: 1 } },
  },
  {
    ...extract,
    name: "an extract without an id",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow({ id: "" }))),
    expect: { rejects: { id: 1 } },
  },
  {
    ...extract,
    name: "an incident that ends before it begins",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow({ to: "31/05/2019 23:00" }))),
    expect: { rejects: { date: 1 } },
  },
  {
    ...extract,
    name: "a month before the day",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow({ from: "05/31/2019 23:40" }))),
    expect: { rejects: { date: 1 } },
  },
  {
    ...extract,
    name: "degrees in the grid columns",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow({ easting: "-0.1", northing: "51.5" }))),
    expect: { rejects: { coordinates_grid: 1 } },
  },
  {
    ...extract,
    name: "an easting off the grid",
    bytes: utf8(csv(EXTRACT_HEADER, extractRow({ easting: "9537484" }))),
    expect: { rejects: { coordinates: 1 } },
  },
];

export const badCsvFiles: readonly BadFile[] = [...wholeFile, ...rows];
