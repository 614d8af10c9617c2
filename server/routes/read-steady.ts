import type { Knex } from "knex";
import { currentVersion } from "../db/dataset-queries.ts";
import { DomainError } from "../errors.ts";

const ATTEMPTS = 4;

/**
 * An answer that belongs to one version of its dataset: when a publish falls between its queries it is read again.
 * @param read resolves its dataset anew each time
 * @throws DomainError busy when the dataset changes faster than it can be read
 */
export async function readSteady<
  Answer extends { readonly dataset: { readonly id: number; readonly version: number } },
>(knex: Knex, read: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = await read();
    if ((await currentVersion(knex, answer.dataset.id)) === answer.dataset.version) return answer;
  }
  throw new DomainError("busy", "The dataset is being changed. Try again in a few seconds.");
}
