import { readFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { CATEGORIES, GENERATIONS, LOCATION_PRECISIONS } from "../api/vocabulary.ts";
import { DomainError } from "../errors.ts";

const closed = { additionalProperties: false } as const;
const Column = Type.String({ minLength: 1, maxLength: 200 });
const category = Type.Union(CATEGORIES.map((name) => Type.Literal(name)));
const generation = Type.Union(GENERATIONS.map((name) => Type.Literal(name)));
const locationPrecision = Type.Union(LOCATION_PRECISIONS.map((name) => Type.Literal(name)));

const DATE_PARSERS = ["dd/mm/yyyy HH:MM", "iso"] as const;
const When = Type.Object(
  { column: Column, parser: Type.Union(DATE_PARSERS.map((name) => Type.Literal(name))) },
  closed,
);
/** Text as it is, or through a table of values; a value that is not in the table becomes null. */
const Words = Type.Object({ column: Column, values: Type.Optional(Type.Record(Type.String(), Type.String())) }, closed);

/** How the columns of one force's export become incidents. Columns that are not named here are never stored. */
export const Mapping = Type.Object(
  {
    name: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }),
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** Slug of the force; else the user says it. */
    force: Type.Optional(Type.String()),
    /** Column of the source's own id: rows are upserted by it. */
    id: Column,
    occurredFrom: When,
    /** End of the interval in which it happened, where the source gives one. */
    occurredTo: Type.Optional(When),
    category: Type.Union([
      Type.Object({ column: Column, parser: Type.Literal("offence-code"), otherwise: Type.Optional(category) }, closed),
      Type.Object(
        {
          column: Column,
          parser: Type.Literal("values"),
          values: Type.Record(Type.String(), category),
          otherwise: Type.Optional(category),
        },
        closed,
      ),
    ]),
    place: Type.Union([
      Type.Object({ easting: Column, northing: Column }, closed),
      Type.Object({ longitude: Column, latitude: Column }, closed),
    ]),
    generation: Type.Union([
      Type.Object({ always: generation }, closed),
      Type.Object({ column: Column, values: Type.Record(Type.String(), generation), otherwise: generation }, closed),
    ]),
    /** Of rows that have a place; "exact" unless said. */
    locationPrecision: Type.Optional(locationPrecision),
    offenceCode: Type.Optional(Column),
    drug: Type.Optional(Words),
    outcome: Type.Optional(Words),
    source: Type.Optional(Words),
    locationText: Type.Optional(Column),
    locationKey: Type.Optional(Column),
  },
  closed,
);
export type Mapping = Static<typeof Mapping>;

const SHIPPED = ["recorded-crime", "cad-calls"];

/** The mappings that come with the program. */
export function shippedMappings(): Mapping[] {
  return SHIPPED.map((name) =>
    parseMapping(readFileSync(new URL(`./mappings/${name}.json`, import.meta.url), "utf8"), name),
  );
}

/**
 * The mapping of a choice: the name of a shipped one, or the JSON text of one.
 * @throws DomainError import_refused that lists the shipped ones, or names the field that is wrong
 */
export function readMapping(choice: string): Mapping {
  if (choice.trimStart().startsWith("{")) return parseMapping(choice, "the mapping given");
  const found = shippedMappings().find((mapping) => mapping.name === choice);
  if (found !== undefined) return found;
  throw new DomainError(
    "import_refused",
    `There is no mapping "${choice.slice(0, 80)}". Shipped mappings: ${SHIPPED.join(", ")}; or give the JSON text of one.`,
  );
}

function parseMapping(text: string, name: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new DomainError("import_refused", `${name}: not valid JSON.`);
  }
  if (Value.Check(Mapping, json)) return json;
  const [error] = Value.Errors(Mapping, json);
  throw new DomainError(
    "import_refused",
    `${name}: ${error?.instancePath || "/"} ${error?.message ?? "is not a mapping"}.`,
  );
}
