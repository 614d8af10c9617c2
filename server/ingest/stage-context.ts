import type { Knex } from "knex";
import type { Database } from "../db/database.ts";
import type { CopyQueue } from "./copy-queue.ts";
import type { ImportTally } from "./import-tally.ts";
import type { PointIndex } from "./point-index.ts";
import { ensureDataset, ensureForce } from "./publish/registry.ts";
import type { BoundarySet, DatasetName } from "./reading.ts";
import type { StagedScopes } from "./staged-scopes.ts";

/** What the files of one import are staged with. */
export type StageContext = {
  readonly db: Database;
  readonly importId: number;
  readonly copies: CopyQueue;
  readonly registry: StageRegistry;
  readonly points: PointIndex;
  readonly scopes: StagedScopes;
  /** The boundary sets staged so far. */
  readonly sets: StagedSet[];
  readonly tally: ImportTally;
  readonly signal: AbortSignal;
};

/** A staged boundary set, with the number that it will have when published. */
export type StagedSet = BoundarySet & { readonly id: number; readonly areas: number };

/** The file being staged: its number in the import, counted from 1, and its name. */
export type StagedFile = { readonly fileNo: number; readonly fileName: string };

/** Numbers of the forces and datasets met in one import, registered on first sight. */
export function createStageRegistry(knex: Knex, synthetic: boolean) {
  const datasets = new Map<string, number>();
  const forces = new Map<string, number>();
  return {
    async dataset(dataset: DatasetName): Promise<number> {
      const id = datasets.get(dataset.code) ?? (await ensureDataset(knex, dataset, synthetic));
      datasets.set(dataset.code, id);
      return id;
    },
    async force(code: string, name: string): Promise<number> {
      const id = forces.get(code) ?? (await ensureForce(knex, code, name));
      forces.set(code, id);
      return id;
    },
    /** Register every force of these rows; `forces` then knows them. */
    async forcesOf(rows: readonly { readonly forceCode: string; readonly forceName: string }[]): Promise<void> {
      for (const { forceCode, forceName } of rows) if (!forces.has(forceCode)) await this.force(forceCode, forceName);
    },
    forces,
  };
}

export type StageRegistry = ReturnType<typeof createStageRegistry>;
