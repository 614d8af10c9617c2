import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitPlacebos, judge, placeboP } from "../../server/analytics/placebo-adjustment.ts";
import { wdd } from "../../server/analytics/wdd.ts";
import type { EvaluationBody } from "../../server/api/types.ts";
import { buildApp } from "../../server/app.ts";
import { listAreaSets } from "../../server/db/area-queries.ts";
import { listNeighbouringAreas } from "../../server/db/evaluation-queries.ts";
import { backends } from "../db/backends.ts";
import { type Importing, openImporting } from "../ingest/importing.ts";
import { addOperation } from "../routes/evaluation-city.ts";
import { hasRealData, realDataFolder } from "./london-drugs.ts";

const COUNTS = join(realDataFolder, "mps", "MPS Ward Level Crime (Historical).csv");
const hasCounts = hasRealData && existsSync(COUNTS);
const monthsOf = (...years: number[]) =>
  years.flatMap((year) => Array.from({ length: 12 }, (_, k) => `${year}${String(k + 1).padStart(2, "0")}`));

type WardMonths = ReadonlyMap<string, { readonly borough: string; readonly months: ReadonlyMap<string, number> }>;

/** Drug offences per ward and month, read by the test itself: rows of one ward and month are added. */
function drugOffences(): WardMonths {
  const wards = new Map<string, { borough: string; months: Map<string, number> }>();
  for (const row of parse(readFileSync(COUNTS), { columns: true, bom: true }) as Record<string, string>[]) {
    if (row["MajorText"]?.toUpperCase() !== "DRUG OFFENCES") continue;
    const code = row["WardCode"] ?? "";
    const ward = wards.get(code) ?? { borough: row["LookUp_BoroughName"] ?? "", months: new Map<string, number>() };
    wards.set(code, ward);
    for (const [name, value] of Object.entries(row)) {
      if (/^\d{6}$/.test(name)) ward.months.set(name, (ward.months.get(name) ?? 0) + Number(value || 0));
    }
  }
  return wards;
}

describe.runIf(hasCounts)("published counts of the Metropolitan Police, 2018 against 2019", () => {
  const wards = hasCounts ? drugOffences() : new Map();
  const yearOf = (borough: string, year: number): number =>
    [...wards.values()]
      .filter((ward) => ward.borough === borough)
      .reduce((sum, { months }) => sum + monthsOf(year).reduce((all, month) => all + (months.get(month) ?? 0), 0), 0);

  it("have the WDD that their sums make: Tower Hamlets against Southwark, Hackney against Lambeth", () => {
    const pair = (borough: string) => [yearOf(borough, 2018), yearOf(borough, 2019)] as const;
    const [t, ct, d, cd] = [pair("Tower Hamlets"), pair("Southwark"), pair("Hackney"), pair("Lambeth")];
    expect(Math.min(...t, ...ct, ...d, ...cd)).toBeGreaterThan(500);
    const found = wdd({ target: t, control: ct, displacement: d, displacementControl: cd });
    expect(found.wdd).toBe(t[1] - t[0] - (ct[1] - ct[0]) + (d[1] - d[0]) - (cd[1] - cd[0]));
    expect(found.variance).toBe([...t, ...ct, ...d, ...cd].reduce((a, b) => a + b, 0));
    expect(found.z).toBeCloseTo(found.wdd / Math.sqrt(found.variance), 12);
  });

  it("screened as placebos, at least 500 ward targets without operation: 'fell' and 'rose' in at most 8 % each", () => {
    const screened = [0, 1].flatMap((date) => screen(wards, date));
    const share = (key: "fell" | "rose") => screened.filter((target) => target[key]).length / screened.length;
    console.log(
      `placebo screen: ${screened.length} ward targets, fell ${(100 * share("fell")).toFixed(1)} %, rose ${(100 * share("rose")).toFixed(1)} %`,
    );
    expect(screened.length).toBeGreaterThanOrEqual(500);
    expect(share("fell")).toBeLessThanOrEqual(0.08);
    expect(share("rose")).toBeLessThanOrEqual(0.08);
  });
});

/** 6 against 6 months about January or July 2019, six to twelve months before them, control the force's total. */
function screen(wards: WardMonths, date: number): { fell: boolean; rose: boolean }[] {
  const months = monthsOf(2018, 2019);
  const start = 12 + 6 * date;
  const sum = (of: ReadonlyMap<string, number>, from: number, to: number) =>
    months.slice(from, to).reduce((all, month) => all + (of.get(month) ?? 0), 0);
  const [earlier, scale] = date === 0 ? [[0, 6], 1] : [[0, 12], 0.5];
  const counted = [...wards.values()].map(({ months: of }) => ({
    earlier: sum(of, earlier[0]!, earlier[1]!) * scale,
    before: sum(of, start - 6, start),
    after: sum(of, start, start + 6),
  }));
  const force = (key: "earlier" | "before" | "after") => counted.reduce((all, ward) => all + ward[key], 0);
  const common = {
    controlBefore: force("before"),
    controlAfter: force("after"),
    forceEarlier: force("earlier"),
    forceBefore: force("before"),
  };
  const places = counted.map((ward) => ({ ...ward, ...common }));
  return places.flatMap((own, at) => {
    if (own.before < 24) return [];
    const pool = places.filter(
      (other, index) => index !== at && other.before >= own.before / 2 && other.before <= own.before * 2,
    );
    const model = pool.length < 19 ? null : fitPlacebos(pool);
    if (model === null) return [];
    const { residual } = judge(model, own);
    const p = (direction: "fall" | "rise") => placeboP(model.residuals, residual, direction);
    return [{ fell: p("fall") <= 0.05, rose: p("rise") <= 0.05 }];
  });
}

describe.runIf(hasCounts && backends.some(({ name }) => name === "postgres"))(
  "an evaluation of London's published counts",
  () => {
    let on: Importing;
    let app: Awaited<ReturnType<typeof buildApp>>;
    let operation: number;
    beforeAll(async () => {
      on = await openImporting("postgres", { HEXBEAT_QUERY_TIMEOUT_MS: "60000" });
      const boundaries = ["london-boroughs-2022", "london-wards-2018", "london-wards-2025-bestfit"].map((name) =>
        join(realDataFolder, "boundaries", `${name}.geojson`),
      );
      for (const path of [...boundaries, COUNTS]) {
        const job = await on.importPaths([path]);
        if (job.status !== "done") throw new Error(`${path}: ${job.status} ${job.error?.message ?? ""}`);
      }
      app = await buildApp({ config: on.config, db: on.db, imports: on.imports });
      await app.ready();
      // Shadwell, where Operation Continuum's first phase was; the year is one without it.
      const shadwell: [number, number][][] = [
        [
          [-0.062, 51.508],
          [-0.046, 51.508],
          [-0.046, 51.516],
          [-0.062, 51.516],
          [-0.062, 51.508],
        ],
      ];
      operation = await addOperation(on.db.bulk, {
        name: "Screen",
        from: "2019-03-01",
        to: "2019-04-01",
        polygon: shadwell,
      });
    });
    afterAll(async () => {
      await app?.close();
      await on?.drop();
    });
    const post = (input: object) =>
      app.inject({ method: "POST", url: `/api/v1/operations/${operation}/evaluations`, payload: input });

    it("knows Tower Hamlets' neighbours: City of London, Hackney, Newham, Greenwich, Lewisham, Southwark", async () => {
      const set = (await listAreaSets(on.db.knex)).find(({ code }) => code === "london-boroughs-2022");
      const { rows } = await on.db.knex.raw("SELECT id, name FROM area WHERE area_set_id = ?", [set?.id ?? 0]);
      const names = new Map<number, string>(rows.map((row: { id: number; name: string }) => [row.id, row.name]));
      const pairs = await listNeighbouringAreas(on.db.knex, set?.id ?? 0, 400);
      const of = (borough: string) =>
        pairs
          .map(({ one, other }) => [names.get(one), names.get(other)])
          .filter((pair) => pair.includes(borough))
          .map(([one, other]) => (one === borough ? other : one) ?? "")
          .sort((a, b) => a.localeCompare(b));
      expect(of("Tower Hamlets")).toEqual([
        "City of London",
        "Greenwich",
        "Hackney",
        "Lewisham",
        "Newham",
        "Southwark",
      ]);
    });

    it("is made per ward and month, and says what it would have seen", async () => {
      const started = await post({});
      expect([started.statusCode, started.statusCode === 202 ? "" : started.body]).toEqual([202, ""]);
      let evaluation: EvaluationBody;
      do {
        evaluation = (
          await app.inject({ url: `/api/v1/operations/${operation}/evaluations/${started.json().id}` })
        ).json();
      } while (evaluation.status === "queued" || evaluation.status === "running");
      expect(evaluation.error).toBeNull();
      expect(evaluation.design).toMatchObject({
        source: "published",
        indicator: "recorded_offences",
        units: { kind: "ward" },
      });
      expect(evaluation.design?.target.boroughs.map(({ name }) => name)).toEqual(["Tower Hamlets"]);
      expect(evaluation.placebo!.m).toBeGreaterThanOrEqual(19);
      expect(evaluation.verdict?.rules.map(({ code }) => code)).toContain("would_have_been_seen");
      expect(evaluation.mde80).toBeGreaterThan(0);
      console.log(evaluation.verdict?.text);
    });

    it("is refused where it mixes wards of 2018 and of 2022", async () => {
      const { rows } = await on.db.knex.raw(`
      SELECT (SELECT a.code FROM area a JOIN area_set s ON s.id = a.area_set_id WHERE s.code = 'london-wards-2018' AND a.borough_name = 'Barnet' LIMIT 1) AS old,
        (SELECT a.code FROM area a JOIN area_set s ON s.id = a.area_set_id WHERE s.kind = 'ward' AND s.code <> 'london-wards-2018'
          AND NOT EXISTS (SELECT 1 FROM area b JOIN area_set t ON t.id = b.area_set_id WHERE t.code = 'london-wards-2018' AND b.code = a.code) LIMIT 1) AS new`);
      const answer = await post({ control: { areas: [rows[0].old, rows[0].new] } });
      expect([answer.statusCode, answer.json().error.code, answer.json().error.details.field]).toEqual([
        400,
        "mixed_vintages",
        "control",
      ]);
    });
  },
);
