import type { Replaces } from "./reading.ts";

/** A stretch of staged incidents that is replaced as one: what of which force came in which month. */
export type StagedScope = {
  readonly forceId: number;
  readonly datasetId: number;
  readonly kind: string;
  readonly replaces: Replaces;
  /** First day of the month, "YYYY-MM-01". */
  readonly month: string;
  /** Last calendar day with a row. */
  lastDay: string;
};

/** The scopes of one import's incidents, noted while they are staged so that nobody has to look for them in the rows. */
export function createStagedScopes() {
  const scopes = new Map<string, StagedScope>();
  return {
    note(row: Omit<StagedScope, "month" | "lastDay"> & { readonly occurredOn: string }): void {
      const { forceId, datasetId, kind, replaces, occurredOn } = row;
      const month = occurredOn.slice(0, 7);
      const key = `${forceId}/${datasetId}/${kind}/${month}`;
      const known = scopes.get(key);
      if (known === undefined)
        scopes.set(key, { forceId, datasetId, kind, replaces, month: `${month}-01`, lastDay: occurredOn });
      else if (occurredOn > known.lastDay) known.lastDay = occurredOn;
    },
    all: (): readonly StagedScope[] => [...scopes.values()],
  };
}

export type StagedScopes = ReturnType<typeof createStagedScopes>;

/** Rows that may be looked up by the id their source gave them. */
export function keepKeys(scopes: readonly StagedScope[]): boolean {
  return scopes.some((scope) => scope.replaces !== "months");
}

/** The months of these scopes, in order. */
export function monthsOf(scopes: readonly StagedScope[]): string[] {
  return [...new Set(scopes.map((scope) => scope.month))].sort();
}
