import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { DomainError } from "../errors.ts";

type Property = {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Property[];
  readonly pattern?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly minLength?: unknown;
  readonly maxLength?: unknown;
  readonly minItems?: unknown;
  readonly maxItems?: unknown;
  readonly items?: Property;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
};

/**
 * The validator of every route. Query and path values arrive as text: a number or a boolean is read from it where
 * the schema wants one, and from nothing but its plain spelling. Whatever the schema does not name is refused.
 * @throws DomainError invalid_query that names the field and what it may be
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  const shape: Property = schema;
  return (input: unknown) => {
    const nul = findNul(input);
    if (nul !== null) return { error: refuse(nul, `${shorten(nul)} holds a NUL character.`) };
    const value = httpPart === "body" ? input : readTexts(shape, input);
    if (compiled.Check(value)) return { value };
    return { error: explain(shape, value, { part: httpPart ?? "request", path: "" }) };
  };
};

/** The name of the value that holds a NUL, at whatever depth: no text column of the database can hold one. */
function findNul(input: unknown): string | null {
  if (!isRecord(input)) return null;
  return Object.keys(input).find((name) => name.includes("\0") || holdsNul(input[name])) ?? null;
}

function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\0");
  if (Array.isArray(value)) return value.some(holdsNul);
  return findNul(value) !== null;
}

function readTexts(shape: Property, input: unknown): unknown {
  if (!isRecord(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, text]) => [name, readText(shape.properties?.[name], text)]),
  );
}

function readText(property: Property | undefined, text: unknown): unknown {
  if (property === undefined || typeof text !== "string") return text;
  const chosen = property.enum?.find((value) => String(value) === text);
  if (chosen !== undefined) return chosen;
  const wanted = (property.anyOf ?? [property]).map((option) => option.type);
  if (wanted.some((type) => type === "integer" || type === "number") && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) {
    return Number(text);
  }
  if (wanted.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

/** Part of the request, and where in it: "phases[0]." */
type Place = { readonly part: string; readonly path: string };

/** The first field at fault, in words. */
function explain(shape: Property, value: unknown, { part, path }: Place): DomainError {
  const what = part === "querystring" ? "query" : part;
  if (!isRecord(value)) return new DomainError("invalid_query", `The ${what} must be an object.`);
  const known = Object.keys(shape.properties ?? {});
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      const allowed = known.length === 0 ? "none is allowed here" : `allowed: ${known.join(", ")}`;
      return refuse(path + name, `Unknown ${what} name "${shorten(path + name)}"; ${allowed}.`);
    }
  }
  const missing = shape.required?.find((name) => !(name in value));
  if (missing !== undefined) return refuse(path + missing, `${path}${missing} is missing.`);
  for (const [name, property] of Object.entries(shape.properties ?? {})) {
    const given = value[name];
    if (!(name in value) || fits(property, given)) continue;
    if (Array.isArray(given) && part !== "body") {
      return refuse(name, `${name} is given ${given.length} times; give it once.`);
    }
    return explainValue(property, given, { part, path: path + name });
  }
  return new DomainError("invalid_query", `The ${what} does not have the expected form.`);
}

/** Down to the entry or the inner field that does not fit. */
function explainValue(property: Property, given: unknown, { part, path: field }: Place): DomainError {
  if (property.properties !== undefined && isRecord(given))
    return explain(property, given, { part, path: `${field}.` });
  const { items } = property;
  const index = items !== undefined && Array.isArray(given) ? given.findIndex((entry) => !fits(items, entry)) : -1;
  if (items !== undefined && Array.isArray(given) && index >= 0) {
    return explainValue(items, given[index], { part, path: `${field}[${index}]` });
  }
  return refuse(field, `${field} must be ${describe(property)}; got ${shorten(JSON.stringify(given) ?? "nothing")}.`);
}

function fits(property: Property, given: unknown): boolean {
  return Compile({ ...property }).Check(given);
}

function refuse(field: string, message: string): DomainError {
  return new DomainError("invalid_query", message, { field: shorten(field) });
}

function describe(property: Property): string {
  const options = property.enum ?? property.anyOf?.map((option) => option.const ?? option.type);
  if (options !== undefined) return `one of ${options.join(", ")}`;
  if (property.type === "integer" || property.type === "number") {
    const kind = property.type === "integer" ? "a whole number" : "a number";
    const { minimum, maximum } = property;
    if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}`;
    return minimum === undefined ? kind : `${kind} of at least ${minimum}`;
  }
  if (property.type === "array")
    return `a list of ${property.minItems ?? 0} to ${property.maxItems ?? "any number of"} entries`;
  if (property.pattern === "^\\d{4}-\\d{2}-\\d{2}$") return "a calendar day as YYYY-MM-DD";
  if (property.pattern !== undefined) return `text like ${property.pattern}`;
  if (property.maxLength !== undefined) return `text of ${property.minLength ?? 0} to ${property.maxLength} characters`;
  return `of type ${property.type}`;
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
