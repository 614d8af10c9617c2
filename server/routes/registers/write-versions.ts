import type { VersionRow } from "../../db/register-history.ts";

/** The states of an entry as JSON text, each written as it was kept. */
export function writeVersions(versions: readonly VersionRow[]): string {
  const written = versions.map(
    ({ state, recordedAt, ...row }) =>
      `${JSON.stringify({ ...row, recordedAt: new Date(recordedAt).toISOString() }).slice(0, -1)},"state":${state}}`,
  );
  return `[${written.join(",")}]`;
}
