import { DomainError } from "../errors.ts";

/**
 * The media type to answer in: the offered one the client likes best, the earlier one on a tie.
 * Read as RFC 9110 §12.5.1 says: the most specific range that matches a type sets its quality.
 * @param accept the Accept header; undefined = anything
 * @param offered media types without parameters, the preferred first
 * @throws DomainError not_acceptable that lists what is offered
 */
export function negotiate<Type extends string>(accept: string | undefined, offered: readonly Type[]): Type {
  const ranges = (accept?.trim() || "*/*").split(",").map(readRange);
  let best: { type: Type; quality: number } | null = null;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  if (best !== null) return best.type;
  throw new DomainError("not_acceptable", `Accept names nothing that is offered here: ${offered.join(", ")}.`);
}

type Range = { readonly type: string; readonly quality: number };

function readRange(text: string): Range {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
  const quality = Number(weight);
  return { type, quality: Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 0 };
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const wanted = [type, `${type.split("/", 1)[0]}/*`, "*/*"];
  for (const specific of wanted) {
    const range = ranges.find((candidate) => candidate.type === specific);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
