/** What a dataset's name in an address may look like. */
const DATASET = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** What stands behind the question mark of an address such as `#/patrol?date=2026-11-21&seed=7`. */
export function paramsOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.includes("?") ? hash.slice(hash.indexOf("?") + 1) : "");
}

/** `#/name?a=1&b=2`; pairs without a value are left out. */
export function hashOf(name: string, pairs: readonly (readonly [string, string | number | null])[]): string {
  const written = pairs.filter(([, value]) => value !== null && value !== "");
  const text = written.map(([key, value]) => `${key}=${value}`).join("&");
  return text === "" ? `#/${name}` : `#/${name}?${text}`;
}

/** The text where it is there and looks as it must, else null. */
export function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null;
}

export function datasetOf(params: URLSearchParams): string | null {
  return matching(params.get("dataset"), DATASET);
}

/** The number of a stored thing: 1 to 999,999,999. */
export function numberOf(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
