import { addMonths, monthsBetween, startOfMonth } from "../../server/db/calendar.ts";
import { readJson, type Service } from "./service.ts";

export type BenchDataset = {
  readonly id: string;
  readonly version: number;
  /** First days of its months. */
  readonly months: readonly string[];
  /** The group of all drugs, then single categories, the largest first. */
  readonly categories: readonly string[];
  readonly boroughs: readonly string[];
};

type DatasetBody = { id: string; version: number; points: number; from: string; to: string; categories: Counted[] };
type Counted = { category: string; n: number };

/** The datasets with points, the newest first. */
export async function listBenchDatasets(service: Service): Promise<BenchDataset[]> {
  const { datasets }: { datasets: DatasetBody[] } = readJson(await service.get("/datasets"));
  const found = datasets.filter(({ points }) => points > 0);
  return Promise.all(
    found.map(async ({ id, version, from, to, categories }) => {
      const body = readJson(await service.get(`/area-counts?dataset=${id}&kind=borough`));
      const largest = categories.toSorted((a, b) => b.n - a.n).map(({ category }) => category);
      return {
        id,
        version,
        months: monthsBetween(startOfMonth(from), to),
        categories: ["drugs", ...largest],
        boroughs: body.areas.map((area: { code: string }) => area.code).sort(),
      };
    }),
  );
}

/** Windows of whole months. @returns [from, to) of each, the earliest first */
function windowsOf({ months }: BenchDataset, length: number): [string, string][] {
  return months.slice(0, months.length - length + 1).map((from) => [from, addMonths(from, length)]);
}

/**
 * Every window × category × all London, one borough, three boroughs: each question different.
 * @param categories how many of the dataset's
 * @param areas how many boroughs are named: one question for each
 * @param after months of the dataset that lie before the first window
 */
export function questions(
  dataset: BenchDataset,
  path: string,
  asked: {
    readonly length: number;
    readonly categories: number;
    readonly areas?: readonly number[];
    readonly after?: number;
    readonly more?: Readonly<Record<string, string>>;
  },
): string[] {
  const { id, version, boroughs } = dataset;
  let turn = 0;
  const windows = windowsOf(dataset, asked.length).slice(asked.after ?? 0);
  return windows.flatMap(([from, to]) =>
    dataset.categories.slice(0, asked.categories).flatMap((category) =>
      (asked.areas ?? [0, 1, 3]).map((count) => {
        const area = Array.from({ length: count }, () => boroughs[turn++ % boroughs.length]).join(",");
        const query = { dataset: id, version: String(version), res: "9", category, from, to, ...asked.more };
        return `${path}?${new URLSearchParams(area === "" ? query : { ...query, area })}`;
      }),
    ),
  );
}
