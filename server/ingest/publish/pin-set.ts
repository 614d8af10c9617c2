import type { Knex } from "knex";
import type { AreaKind } from "../../api/vocabulary.ts";
import { DomainError } from "../../errors.ts";
import { chooseSets } from "./choose-sets.ts";
import { growVersions, relocateAndCount } from "./publish-import.ts";

/**
 * Pin the area set of a kind that a dataset is located in, or unpin it (null); its incidents are located again and
 * its rollup rebuilt in the same transaction.
 * @throws DomainError not_found | bad_request
 */
export async function pinSet(knex: Knex, datasetCode: string, kind: AreaKind, setCode: string | null): Promise<void> {
  await knex.transaction(async (trx) => {
    const datasets = await trx.raw("SELECT id, synthetic FROM dataset WHERE code = ? FOR UPDATE", [datasetCode]);
    const dataset = datasets.rows[0];
    if (dataset === undefined) throw new DomainError("not_found", `There is no dataset "${datasetCode}".`);
    await trx.raw("UPDATE dataset_area_set SET pinned = false WHERE dataset_id = ? AND kind = ?", [dataset.id, kind]);
    if (setCode === null) {
      await chooseSets(trx, dataset.id);
    } else {
      const sets = await trx.raw("SELECT id, kind, synthetic FROM area_set WHERE code = ?", [setCode]);
      const set = sets.rows[0];
      if (set === undefined) throw new DomainError("not_found", `There is no area set "${setCode}".`);
      if (set.kind !== kind)
        throw new DomainError("bad_request", `Area set "${setCode}" holds ${set.kind} areas, not ${kind}.`);
      if (set.synthetic !== dataset.synthetic) {
        throw new DomainError(
          "bad_request",
          "Illustrative boundaries serve synthetic datasets only, and real ones real datasets.",
        );
      }
      await trx.raw(
        `
        INSERT INTO dataset_area_set (dataset_id, kind, area_set_id, pinned) VALUES (?, ?, ?, true)
        ON CONFLICT (dataset_id, kind) DO UPDATE SET area_set_id = EXCLUDED.area_set_id, pinned = true
        `,
        [dataset.id, kind, set.id],
      );
    }
    await relocateAndCount(trx, dataset.id);
    await growVersions(trx, [dataset.id]);
  });
}
