import pg from "pg";

/**
 * How a value of each PostgreSQL type arrives in JavaScript, alike on both databases:
 * int8 → string (a cell index does not fit a double), date → "YYYY-MM-DD" (a day has no time zone),
 * numeric → number, timestamptz → Date, bytea → Buffer; the rest as `pg` does it.
 * Type ids: https://github.com/postgres/postgres/blob/REL_15_STABLE/src/include/catalog/pg_type.dat
 */
export const valueParsers = {
  getTypeParser(oid: number, format: string): (text: string) => unknown {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary");
    return OWN_PARSERS.get(oid) ?? pg.types.getTypeParser(oid, "text");
  },
};

const DATE = 1082;
const DATE_ARRAY = 1182;
const NUMERIC = 1700;
const NUMERIC_ARRAY = 1231;
const TEXT_ARRAY = 1009;

const asText = (text: string) => text;
const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY, "text");

const OWN_PARSERS = new Map<number, (text: string) => unknown>([
  [DATE, asText],
  [DATE_ARRAY, parseTextArray],
  [NUMERIC, Number],
  [NUMERIC_ARRAY, parseNumericArray],
]);

function parseNumericArray(text: string): unknown {
  const items = parseTextArray(text);
  return Array.isArray(items) ? items.map((item) => (item === null ? null : Number(item))) : items;
}
