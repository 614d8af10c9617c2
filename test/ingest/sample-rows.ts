/** Headers and rows as the publishers write them, from which tests make good and bad files. */

export const STREET_HEADER =
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
export const OUTCOMES_HEADER =
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type";
export const SEARCH_HEADER =
  "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing";
export const WARD_COUNTS_HEADER = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,201904,201905";
export const EXTRACT_HEADER =
  "Crime Number,Committed From,Committed To,HO Code,Easting,Northing,Drug Type,Outcome,Location,UPRN";

type StreetFields = {
  readonly id?: string;
  readonly month?: string;
  readonly force?: string;
  readonly lng?: string;
  readonly lat?: string;
  readonly location?: string;
  readonly type?: string;
};

/** One street row; fields may be replaced. */
export function streetRow(fields: StreetFields = {}): string {
  const force = fields.force ?? "Metropolitan Police Service";
  return [
    fields.id ?? "",
    fields.month ?? "2019-05",
    force,
    force,
    fields.lng ?? "-0.112422",
    fields.lat ?? "51.515381",
    fields.location ?? "On or near Star Yard",
    "E01000914",
    "Camden 028B",
    fields.type ?? "Drugs",
    "",
    "",
  ].join(",");
}

/** One search row with the person attributes that must not be stored. */
export function searchRow(fields: { date?: string; lng?: string; lat?: string; object?: string } = {}): string {
  return [
    "Person search",
    fields.date ?? "2019-05-01T00:56:44+00:00",
    "False",
    "",
    fields.lat ?? "51.513664",
    fields.lng ?? "-0.131575",
    "Male",
    "25-34",
    "White - Any other White background",
    "White",
    "Misuse of Drugs Act 1971 (section 23)",
    fields.object ?? "Controlled drugs",
    "Arrest",
    "True",
    "False",
  ].join(",");
}

/** One row of a recorded crime extract. */
export function extractRow(
  fields: {
    id?: string;
    from?: string;
    to?: string;
    code?: string;
    easting?: string;
    northing?: string;
    drug?: string;
  } = {},
): string {
  return [
    fields.id ?? "C1/2019",
    fields.from ?? "31/05/2019 23:40",
    fields.to ?? "",
    fields.code ?? "92A",
    fields.easting ?? "537484",
    fields.northing ?? "172002",
    fields.drug ?? "Cannabis",
    "Charged",
    "1 High Street",
    "100020000001",
  ].join(",");
}

/** Lines as a file. */
export function csv(...lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

export type Ring = readonly (readonly [number, number])[];

/** A square ward in Lewisham; its size in degrees. */
export const SQUARE: Ring = [
  [-0.02, 51.43],
  [-0.01, 51.43],
  [-0.01, 51.44],
  [-0.02, 51.44],
  [-0.02, 51.43],
];

/** A ward feature with ONS fields of 2022. */
export function wardFeature(rings: readonly unknown[] = [SQUARE], properties: Record<string, unknown> = {}): unknown {
  return {
    type: "Feature",
    properties: { WD22CD: "E05013714", WD22NM: "Bellingham", LAD22CD: "E09000023", LAD22NM: "Lewisham", ...properties },
    geometry: { type: "Polygon", coordinates: rings },
  };
}

/** Features as a GeoJSON file. */
export function geojson(features: readonly unknown[], members: Record<string, unknown> = {}): string {
  return JSON.stringify({ type: "FeatureCollection", ...members, features });
}
