/** One field of COPY's text format. */
export type CopyValue = string | number | boolean | null;

/** One row in COPY's text format: tab-separated, `\N` for null, newline-ended. */
export function copyLine(values: readonly CopyValue[]): string {
  const fields: string[] = [];
  for (const value of values) fields.push(copyField(value));
  return `${fields.join("\t")}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  return NEEDS_ESCAPE.test(value) ? value.replace(ESCAPED, (char) => ESCAPES[char] ?? "") : value;
}

const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
const ESCAPED = /[\\\t\n\r\0]/g;
// A NUL cannot be stored in a text column at all; readers refuse it, free text from a rejected row may still hold one.
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "" };
