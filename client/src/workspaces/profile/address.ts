import { datasetOf, hashOf, matching, paramsOf } from "../../address-text.ts";

/** What is on screen and travels in the address: `#/profile?dataset=demo&area=E05000319&to=2026-11-01`. */
export type ProfileQuery = {
  readonly dataset: string | null;
  /** Code of a ward or borough, or `target-7`, a target area. */
  readonly area: string | null;
  /** The day after its twelve months, first of a month; null = as far as the data goes. */
  readonly to: string | null;
  /** What the trend, hours, spikes, ranks and hot spots count; null = what the public reports, else what the data has. */
  readonly category: string | null;
};

export const EMPTY_PROFILE: ProfileQuery = { dataset: null, area: null, to: null, category: null };

const TARGET = /^target-([1-9]\d{0,8})$/;

/** What it cannot read is left at its default. */
export function parseProfile(hash: string): ProfileQuery {
  const params = paramsOf(hash);
  return {
    dataset: datasetOf(params),
    area: matching(params.get("area"), /^[\w-]{1,64}$/),
    to: matching(params.get("to"), /^\d{4}-(0[1-9]|1[0-2])-01$/),
    category: matching(params.get("category"), /^[a-z_]+(,[a-z_]+)*$/),
  };
}

/** Only what differs from the default is written. `parseProfile(formatProfile(q))` equals q. */
export function formatProfile({ dataset, area, to, category }: ProfileQuery): string {
  return hashOf("profile", [
    ["dataset", dataset],
    ["area", area],
    ["to", to],
    ["category", category],
  ]);
}

/** The number of the target area that `area` names, else null. */
export function targetOf(area: string): number | null {
  const found = TARGET.exec(area)?.[1];
  return found === undefined ? null : Number(found);
}
