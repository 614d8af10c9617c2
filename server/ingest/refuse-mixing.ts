import { DomainError } from "../errors.ts";

/** A dataset or an area set as it is registered. */
export type Registered = { readonly code: string; readonly title: string; readonly synthetic: boolean };

/**
 * The error for rows that would go into a dataset of the other sort: made-up and real rows in one could never be told apart again.
 */
export function refuseMixing({ code, title, synthetic }: Registered): DomainError {
  const [holds, given] = synthetic ? ["made-up (synthetic)", "real"] : ["real", "made-up (synthetic)"];
  return new DomainError(
    "import_refused",
    `The dataset "${code}" (${title}) holds ${holds} rows, and these are ${given}: the two are never in one dataset, because nobody could tell them apart again. Give these a dataset of their own (--dataset, or "Dataset" among the options of the import page), or leave that choice out, and the format's own is taken. Nothing was saved.`,
    { dataset: code },
  );
}

/** The same for boundaries: the areas of a set replace the set of its name. */
export function refuseMixingSets({ code, title, synthetic }: Registered): DomainError {
  const [holds, given] = synthetic ? ["illustrative", "real"] : ["real", "illustrative (synthetic)"];
  return new DomainError(
    "import_refused",
    `The area set "${code}" (${title}) holds ${holds} boundaries, and these are ${given}: they would take its place, and what is counted in it with them. Give these a set of their own (--set), or leave that choice out. Nothing was saved.`,
    { set: code },
  );
}
