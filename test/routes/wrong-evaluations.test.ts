import { beforeAll, describe, expect, it } from "vitest";
import type { EvaluationDesignBody } from "../../server/api/types.ts";
import { boxRing } from "../box-ring.ts";
import { backends } from "../db/backends.ts";
import { evaluationCity } from "./evaluation-app.ts";
import { addOperation, FAR, importPublishedCounts, NEXT, START, squareAbout, TARGET } from "./evaluation-city.ts";

describe.each(backends)("evaluations that cannot be made, on $name,", ({ name }) => {
  const city = evaluationCity(name);
  const { ask, post } = city;

  describe("are refused by name:", () => {
    const windows = (before: [string, string], after: [string, string]) => ({
      windows: { before: { from: before[0], to: before[1] }, after: { from: after[0], to: after[1] } },
    });
    const usual: [string, string] = [START, "2023-07-10"];
    it.each([
      ["a control that overlaps the target", { control: { areas: [TARGET.borough] } }, 400, "control", /overlaps/],
      [
        "a control inside a ring or strip",
        { control: { areas: [NEXT.borough] } },
        400,
        "control",
        /ring|strip|receiving/,
      ],
      [
        "control cells inside the target",
        { control: { cells: [TARGET.street] } },
        400,
        "control",
        /overlaps the target/,
      ],
      ["control cells at a receiving place", { control: { cells: [NEXT.street] } }, 400, "control", /overlaps/],
      ["an unknown control", { control: { areas: ["E09999999"] } }, 400, "control", /Unknown area/],
      ["a cell of another resolution", { control: { cells: ["8a195da49997fff"] } }, 400, "control", /resolution 9/],
      ["an empty window", windows(["2022-07-11", "2022-07-11"], usual), 400, "windows", /empty/],
      ["reversed dates", windows([START, "2022-07-11"], usual), 400, "windows", /reversed/],
      ["a day that does not exist", windows(["2022-02-30", START], usual), 400, "windows", /not a day/],
      [
        "windows of unequal length without weights",
        windows(["2022-07-11", START], [START, "2023-03-06"]),
        400,
        "windows",
        /give weights/,
      ],
      [
        "a before-window that reaches into the operation",
        windows(["2022-07-25", "2023-01-23"], usual),
        400,
        "windows",
        /reaches into/,
      ],
      [
        "an after-window from before the start",
        windows(["2022-07-11", "2023-01-02"], ["2023-01-02", "2023-06-26"]),
        400,
        "windows",
        /before the start/,
      ],
      [
        "windows across a recording break in scope",
        windows(["2022-07-11", START], ["2023-10-09", "2024-04-08"]),
        400,
        "windows",
        /crosses a recording break: CONNECT/,
      ],
      [
        "windows outside the data",
        windows(["2022-07-11", START], ["2024-02-05", "2024-08-05"]),
        400,
        "windows",
        /leaves the data/,
      ],
      [
        "a before-window without six months before it",
        windows(["2021-05-03", "2022-01-03"], ["2023-01-09", "2023-09-11"]),
        400,
        "windows",
        /six|6 whole months/,
      ],
      ["weights without windows", { weights: { before: 1, after: 2 } }, 400, "weights", /both/],
      [
        "an indicator that is not in the data",
        { indicator: "recorded_offences" },
        400,
        "indicator",
        /holds public_reports/,
      ],
      ["an unknown dataset", { dataset: "nothing" }, 400, "dataset", /Unknown dataset/],
      ["an unknown name", { ring: 2 }, 400, "ring", /Unknown body name/],
      ["no rings", { rings: 0 }, 400, "rings", /from 1 to 4/],
    ] as const)("%s", async (_what, input, status, field, message) => {
      const answer = await post(input);
      const { error } = answer.json<{ error: { message: string; details: { field: string } } }>();
      expect([answer.status, error.details.field]).toEqual([status, field]);
      expect(error.message).toMatch(message);
    });

    it("a target with nothing before, and says how much would be enough", async () => {
      const quiet = await addOperation(city.on.db.bulk, {
        name: "Quiet",
        from: START,
        to: "2023-02-06",
        polygon: [boxRing({ west: -0.199, south: 51.401, east: -0.197, north: 51.402 })],
      });
      const answer = await post({}, quiet);
      const { error } = answer.json<{
        error: { code: string; message: string; details: { field: string; needed: number } };
      }>();
      expect([answer.status, error.code, error.details]).toEqual([
        422,
        "evaluation_refused",
        { field: "target", needed: 12 },
      ]);
      expect(error.message).toContain("no incident");
      const design = (await ask("GET", `/operations/${quiet}/evaluation-design`)).json<EvaluationDesignBody>();
      expect(design.refusal).toMatchObject({ field: "target", needed: 12 });
    });

    it("a start so near the end of the data that nothing came after, and says from when to when it is needed", async () => {
      const late = await addOperation(city.on.db.bulk, {
        name: "Late",
        from: "2024-06-24",
        to: "2024-07-01",
        polygon: squareAbout(TARGET.street, 700),
      });
      const answer = await post({}, late);
      expect([answer.status, answer.json<{ error: { code: string } }>().error.code]).toEqual([
        422,
        "evaluation_refused",
      ]);
      expect(answer.body).toContain("to 2024-07-22 at least");
    });

    it("a target outside every borough", async () => {
      const away = await addOperation(city.on.db.bulk, {
        name: "Away",
        from: START,
        to: "2023-02-06",
        polygon: [boxRing({ west: 5, south: 51, east: 5.01, north: 51.01 })],
      });
      const answer = await post({}, away);
      expect([answer.status, answer.json<{ error: { details: { field: string } } }>().error.details.field]).toEqual([
        422,
        "target",
      ]);
    });

    it("an operation, zone or evaluation that does not exist", async () => {
      expect((await post({}, 99_999)).status).toBe(404);
      expect((await ask("POST", "/zones/99999/evaluations", {})).status).toBe(404);
      expect((await ask("GET", `/operations/${city.operation}/evaluations/99999`)).status).toBe(404);
      expect((await ask("GET", `/operations/${city.operation}/evaluations?x=1`)).status).toBe(400);
    });
  });

  describe("of counts that were published per ward and month", () => {
    beforeAll(() => importPublishedCounts(city.on));
    const published = (input: object = {}) => ({ dataset: "mps", ...input });

    it.each([
      [
        "windows finer than months",
        { windows: { before: { from: "2022-07-11", to: START }, after: { from: START, to: "2023-07-10" } } },
        "window_finer_than_precision",
        "windows",
      ],
      [
        "a control of wards of another vintage",
        { control: { areas: [FAR.code, "E05000901"] } },
        "mixed_vintages",
        "control",
      ],
      [
        "a control of wards of the wrong vintage",
        { control: { areas: ["E05000963", "E05000964"] } },
        "invalid_query",
        "control",
      ],
      ["a control inside a ring", { control: { areas: [NEXT.code] } }, "invalid_query", "control"],
      ["cells, which the counts know none of", { control: { cells: [FAR.street] } }, "invalid_query", "control"],
      ["reports of the public, which are not in them", { indicator: "public_reports" }, "invalid_query", "indicator"],
    ])("refuse %s", async (_what, input, code, field) => {
      const answer = await post(published(input));
      const { error } = answer.json<{ error: { code: string; details: { field: string } } }>();
      expect([answer.status, error.code, error.details.field]).toEqual([400, code, field]);
    });
  });
});
