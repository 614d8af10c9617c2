import type { DatasetCatalogue, KnownDataset } from "../../db/dataset-catalogue.ts";
import { chooseDataset } from "../filter/choose-dataset.ts";

/**
 * The dataset that a register's query names; null = none named.
 * @throws DomainError invalid_query for an unknown one
 */
export async function namedDataset(
  catalogue: DatasetCatalogue,
  code: string | undefined,
): Promise<KnownDataset | null> {
  return code === undefined ? null : chooseDataset(await catalogue.list(), code, "anything");
}

/**
 * The dataset a new row belongs to: a synthetic one, or none. What is real belongs to no one dataset.
 * @throws DomainError invalid_query for an unknown one
 */
export async function homeOfNew(catalogue: DatasetCatalogue, code: string | undefined): Promise<KnownDataset | null> {
  const dataset = await namedDataset(catalogue, code);
  return dataset?.synthetic ? dataset : null;
}
