import { cellToLatLng, gridDisk } from "h3-js";
import { Compile } from "typebox/compile";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Backtest } from "../../../server/api/backtest.ts";
import { Change } from "../../../server/api/change.ts";
import { Clusters } from "../../../server/api/clusters.ts";
import { Concentration } from "../../../server/api/concentration.ts";
import { Effort } from "../../../server/api/effort.ts";
import { Emerging } from "../../../server/api/emerging.ts";
import { HotPlaces } from "../../../server/api/hot-places.ts";
import { Hotspots } from "../../../server/api/hotspots.ts";
import { Joint } from "../../../server/api/joint.ts";
import { RecordingBreaks } from "../../../server/api/recording-breaks.ts";
import { Series } from "../../../server/api/series.ts";
import { Spikes } from "../../../server/api/spikes.ts";
import type {
  ClustersBody,
  ConcentrationBody,
  EffortBody,
  RecordingBreaksBody,
  SeriesBody,
  SpikesBody,
} from "../../../server/api/types.ts";
import { backends } from "../../db/backends.ts";
import { fileWith, importEach } from "../../ingest/importing.ts";
import { extractMapping } from "../extract-mapping.ts";
import { MARKET, STREET } from "./market-city.ts";
import { startTown, type Town } from "./start-town.ts";

const MAPPING = extractMapping({ name: "records", values: { drugs: "possession", search: "drug_search" } });
const CONNECT = { date: "2024-02-28", label: "CONNECT replaces CRIS", reason: expect.any(String) };
const shapes = [
  ["/backtest", Compile(Backtest)],
  ["/change", Compile(Change)],
  ["/clusters", Compile(Clusters)],
  ["/concentration", Compile(Concentration)],
  ["/effort", Compile(Effort)],
  ["/emerging", Compile(Emerging)],
  ["/hot-places", Compile(HotPlaces)],
  ["/hotspots", Compile(Hotspots)],
  ["/joint", Compile(Joint)],
  ["/recording-breaks", Compile(RecordingBreaks)],
  ["/series", Compile(Series)],
  ["/spikes", Compile(Spikes)],
] as const;

/** The Metropolitan Police's records of months on both sides of CONNECT, the same every month. */
function records(first: string, count: number): string {
  const lines = ["Ref,When,What,Lng,Lat"];
  const [year = 0, month = 1] = first.split("-").map(Number);
  for (let step = 0; step < count; step++) {
    const at = new Date(Date.UTC(year, month - 1 + step, 1)).toISOString();
    for (const cell of [...gridDisk(MARKET, 2), STREET, STREET, STREET]) {
      const [lat, lng] = cellToLatLng(cell);
      for (const what of ["drugs", "search"])
        lines.push(
          `B${lines.length},15/${at.slice(5, 7)}/${at.slice(0, 4)} 12:00,${what},${lng.toFixed(6)},${lat.toFixed(6)}`,
        );
    }
  }
  return `${lines.join("\n")}\n`;
}

describe.each(backends)("recording breaks on $name", ({ name }) => {
  let town: Town;
  beforeAll(async () => {
    town = await startTown(name);
    for (const [dataset, first, count] of [
      ["records", "2023-01", 28],
      ["short", "2023-07", 12],
    ] as const) {
      const choices = { mapping: MAPPING, force: "metropolitan", dataset };
      await importEach(town.on, [await fileWith(`${dataset}.csv`, records(first, count))], choices);
    }
  });
  afterAll(() => town.stop());

  const get = async <Body>(path: string): Promise<Body> => {
    const answer = await town.get(path);
    const shape = shapes.find(([start]) => path.startsWith(start))?.[1];
    if (answer.statusCode === 200) expect(shape?.Errors(answer.json())).toEqual([]);
    return answer.json();
  };
  type Gated = { gate: { reason: string; message: string } | null };

  it("lists those in scope of a dataset, with scope and source", async () => {
    const { breaks } = await get<RecordingBreaksBody>("/recording-breaks?dataset=records&area=E05000001");
    expect(breaks).toEqual([
      {
        ...CONNECT,
        code: "mps-connect-2024",
        scope: { dataset: null, force: "metropolitan", counted: "any", areaKind: null, categories: [] },
        source: expect.stringContaining("01.FOI.25.042468"),
        checkedOn: "2026-11-22",
      },
    ]);
    const unknown = await town.get("/recording-breaks?dataset=records&area=E05999999");
    expect([unknown.statusCode, unknown.json().error.details.field]).toEqual([400, "area"]);
  });

  it.each(["/hotspots", "/hot-places", "/clusters", "/emerging", "/joint", "/change", "/effort"])(
    "refuses a window of %s that crosses one, names it and says what to do",
    async (path) => {
      const answer = await town.get(`${path}?dataset=records&from=2023-08-01&to=2024-08-01`);
      const { code, message, details } = answer.json().error;
      expect([answer.statusCode, code, details.field]).toEqual([400, "window_crosses_recording_break", "from"]);
      expect(details.break).toEqual({ code: "mps-connect-2024", date: "2024-02-28", label: "CONNECT replaces CRIS" });
      expect(message).toMatch(
        /CONNECT replaces CRIS \(2024-02-28\).* end the window by 2024-02-01 or begin it at 2024-03-01/,
      );
    },
  );

  it("holds no period against one on the other side of it, and says which field was at fault", async () => {
    const after = "/change?dataset=records&from=2024-03-01&to=2024-05-01";
    const crossing = await town.get(`${after}&from2=2023-10-01&to2=2023-12-01`);
    expect([crossing.statusCode, crossing.json().error.code, crossing.json().error.details.field]).toEqual([
      ...[400, "window_crosses_recording_break", "from2"],
    ]);
    // The one just before, which nobody chose.
    expect((await get<Gated>(after)).gate?.reason).toBe("crosses_recording_break");
    expect((await get<Gated>(`${after}&from2=2024-06-01&to2=2024-08-01`)).gate).toBeNull();
  });

  it("names to= where it alone was chosen", async () => {
    const answer = await town.get("/hotspots?dataset=records&to=2024-06-01");
    expect([answer.statusCode, answer.json().error.details.field]).toEqual([400, "to"]);
  });

  it.each([
    ["2023-02-01", "2024-02-01"],
    ["2024-03-01", "2025-03-01"],
  ])("tests a window on one side of it: %s to %s", async (from, to) => {
    for (const path of ["/hotspots", "/hot-places", "/clusters", "/emerging"]) {
      expect((await get<Gated>(`${path}?dataset=records&from=${from}&to=${to}`)).gate).toBeNull();
    }
  });

  it("gives no class, and the reason, where only the months that a test looks back on cross it", async () => {
    const window = "dataset=records&from=2024-06-01&to=2024-08-01";
    expect((await get<Gated>(`/hotspots?${window}`)).gate).toBeNull();
    for (const path of [`/hot-places?${window}`, "/backtest?dataset=records", "/backtest?dataset=records&unit=ward"]) {
      const { gate } = await get<Gated>(path);
      expect(gate?.reason).toBe("crosses_recording_break");
      expect(gate?.message).toContain("CONNECT replaces CRIS (2024-02-28)");
    }
    const clusters = await get<ClustersBody>(`/clusters?${window}`);
    expect([clusters.gate, clusters.gates.areas, clusters.gates.places?.reason]).toEqual([
      null,
      null,
      "crosses_recording_break",
    ]);
    const effort = await get<EffortBody>("/effort?dataset=records&from=2024-03-01&to=2024-05-01");
    expect([effort.gate?.reason, effort.possession, effort.breaks]).toEqual([
      "crosses_recording_break",
      null,
      [CONNECT],
    ]);
    expect((await get<EffortBody>("/effort?dataset=records&from=2024-06-01&to=2024-08-01")).gate).toBeNull();
  });

  it("compares no ranks across it", async () => {
    const march = await get<ClustersBody>("/clusters?dataset=records&from=2024-03-01&to=2024-06-01");
    expect(march.previous).toBeNull();
    const later = await get<ClustersBody>("/clusters?dataset=records&from=2024-04-01&to=2024-07-01");
    expect(later.previous).toEqual({ from: "2024-03-01", to: "2024-06-01" });
  });

  it("gives no class instead of a refusal on the default window, which nobody chose", async () => {
    for (const path of ["/hotspots", "/hot-places", "/emerging", "/joint"]) {
      const answer = await town.get(`${path}?dataset=short`);
      expect(answer.statusCode).toBe(200);
      const body = answer.json();
      expect((body.gates?.drugs ?? body.gate)?.reason).toBe("crosses_recording_break");
    }
  });

  it("tests no spike against months on the other side, and shows none of them as what followed", async () => {
    const of = (month: string) => get<SpikesBody>(`/spikes?dataset=records&area=E09000001&month=${month}`);
    const crossing = await of("2024-06");
    expect([crossing.gate?.reason, crossing.spikes, crossing.breaks]).toEqual([
      "crosses_recording_break",
      [],
      [CONNECT],
    ]);
    const before = await of("2024-01");
    expect(before.gate).toBeNull();
    expect(before.spikes.every(({ after }) => after.length === 0)).toBe(true);
    expect(before.breaks).toEqual([CONNECT]);
    const after = await of("2025-03");
    expect([after.gate, after.breaks]).toEqual([null, []]);
  });

  it("marks every line that crosses it, so that it is drawn broken", async () => {
    const series = (query: string) => get<SeriesBody>(`/series?dataset=records${query}`);
    expect((await series("&from=2023-06-01&to=2024-06-01")).breaks).toEqual([CONNECT]);
    expect((await series("&from=2024-03-01&to=2024-06-01")).breaks).toEqual([]);
    expect((await series("&from=2024-02-20&to=2024-03-10&unit=day")).breaks).toEqual([CONNECT]);
    const { ranks } = await get<ConcentrationBody>("/concentration?dataset=records&from=2023-08-01&to=2024-08-01");
    expect(ranks.breaks).toEqual([CONNECT]);
    const trend = await get<ClustersBody>("/clusters?dataset=records&from=2024-06-01&to=2024-07-01");
    expect(trend.breaks).toEqual([CONNECT]);
    expect((await get<ClustersBody>("/clusters?dataset=police-uk")).breaks).toEqual([]);
  });

  it("stands on the method card of data that reaches over it", async () => {
    type Carded = { method: { breaks: unknown[] } };
    expect((await get<Carded>("/hotspots?dataset=records")).method.breaks).toEqual([CONNECT]);
    expect((await get<Carded>("/hotspots?dataset=police-uk")).method.breaks).toEqual([]);
  });
});
