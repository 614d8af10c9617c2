import type { Knex } from "knex";
import { DomainError } from "../../errors.ts";
import type { StagedLedger } from "../stage-ledger.ts";
import { storeOutcomes } from "../store-outcomes.ts";

/** Store outcomes that could be stored when they were staged. @throws DomainError import_refused when that is no longer so */
export async function publishLedgers(trx: Knex, ledgers: readonly StagedLedger[]): Promise<void> {
  for (const { operation, lines } of ledgers) {
    const [first] = await storeOutcomes(trx, { operation, lines, by: "import" });
    if (first === undefined) continue;
    throw new DomainError(
      "import_refused",
      `line ${first.line} (${first.reason}): ${first.detail}. Another file of this import, or somebody meanwhile, has stored it. Nothing was saved.`,
    );
  }
}
