import { Compile } from "typebox/compile";
import { ImportOptions } from "../../api/imports.ts";
import { DomainError } from "../../errors.ts";
import { compileValidator } from "../../http/validate-request.ts";
import type { ImportChoices } from "../../ingest/reading.ts";

const options = Compile(ImportOptions);
const explain = compileValidator({ schema: ImportOptions, method: "POST", url: "/imports", httpPart: "form" });

/**
 * The fields of an upload form as choices; an empty field is no choice.
 * @throws DomainError invalid_query that names the field and what it may be
 */
export function readChoices(fields: ReadonlyMap<string, unknown>): ImportChoices {
  const given = Object.fromEntries([...fields].filter(([, value]) => value !== ""));
  const checked: unknown = explain(given);
  const value = typeof checked === "object" && checked !== null && "value" in checked ? checked.value : undefined;
  if (options.Check(value)) return value;
  const error = typeof checked === "object" && checked !== null && "error" in checked ? checked.error : undefined;
  throw error instanceof Error
    ? error
    : new DomainError("invalid_query", "The form does not have the expected fields.");
}
