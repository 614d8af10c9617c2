import { signal } from "@preact/signals";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { fetchFile } from "../../api-statistics.ts";
import { messageOf } from "../../error-message.ts";
import { monthOf } from "../../months.ts";
import { update } from "../../state.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { category, dataset } from "./choices.ts";
import { type Frame, frame } from "./frame.ts";
import { frameGeoJson } from "./frame-geojson.ts";
import { listQuestion } from "./list-question.ts";
import { map } from "./live-map.ts";
import { methodLine } from "./method/method-line.ts";
import { pictureOf } from "./picture.ts";
import { type RouteFile, routeFiles } from "./route-files.ts";
import { type RowSource, tableCsv } from "./table-csv.ts";
import { whereWords } from "./where-words.ts";

const problem = signal<string | null>(null);
const copied = signal(false);

/** What leaves the page: a picture, a print, the rows, a link. Each carries marking and, for synthetic data, says so. */
export function Exports() {
  return (
    <div class="field">
      <span class="field-title">Take it along</span>
      <div class="links">
        {map.value !== null && (
          <button type="button" class="button quiet" onClick={() => void attempt(savePicture)}>
            PNG
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => print()}>
          Print
        </button>
        <button type="button" class="button quiet" onClick={downloadCsv}>
          CSV
        </button>
        {frame.value !== null && frame.value.kind !== "areas" && (
          <button type="button" class="button quiet" onClick={downloadGeoJson}>
            GeoJSON
          </button>
        )}
        <button type="button" class="button quiet" onClick={() => update({ panel: "method" })}>
          Method
        </button>
        <button type="button" class="button quiet" onClick={() => void attempt(copyLink)}>
          {copied.value ? "Link copied" : "Copy link"}
        </button>
      </div>
      {routeFiles.value.map((file) => (
        <FileRow key={file.path} file={file} />
      ))}
      <ProblemNotice words={problem.value} />
    </div>
  );
}

/** "Ranked list: CSV GeoJSON". */
function FileRow({ file }: { readonly file: RouteFile }) {
  return (
    <div class="links file-row">
      <span class="hint">{file.name}</span>
      {(["csv", "geojson"] as const).map((kind) => (
        <button
          key={kind}
          type="button"
          class="button quiet"
          onClick={() => void attempt(() => saveAnswer(file, kind))}
        >
          <span class="visually-hidden">{file.name} as </span>
          {kind === "csv" ? "CSV" : "GeoJSON"}
        </button>
      ))}
    </div>
  );
}

/** The ranked list on its way out: on paper, as rows, as outlines. */
export function ListExports() {
  const take = (kind: "csv" | "geojson") => void attempt(() => saveList(kind));
  return (
    <div class="list-foot">
      <button type="button" class="button" onClick={() => print()}>
        Print the list
      </button>
      <button type="button" class="button" onClick={() => take("csv")}>
        CSV
      </button>
      <button type="button" class="button" onClick={() => take("geojson")}>
        GeoJSON
      </button>
    </div>
  );
}

async function saveList(kind: "csv" | "geojson"): Promise<void> {
  const asked = listQuestion.peek();
  if (asked !== null) await saveAnswer(asked, kind);
}

/** An answer of the service as a file: its own table or outlines, with source and method in every row. */
async function saveAnswer({ path, filter }: Omit<RouteFile, "name">, kind: "csv" | "geojson"): Promise<void> {
  const synthetic = dataset.peek()?.synthetic ? "-SYNTHETIC" : "";
  const area = typeof filter["area"] === "object" ? filter["area"] : [];
  const stem = `hexbeat-${dataset.peek()?.id ?? "data"}${synthetic}-${path.slice(1)}${areaStem(area)}`;
  saveBlob(await fetchFile(path, filter, kind), `${stem}.${kind}`);
}

/** Every ward of a screened borough. */
export function saveSpikes(filter: RouteFile["filter"]): void {
  void attempt(() => saveAnswer({ path: "/spikes", filter }, "csv"));
}

/** Shares of the busiest cells, and every ward and cell that was ever among the first. */
export function saveConcentration(filter: RouteFile["filter"]): void {
  void attempt(() => saveAnswer({ path: "/concentration", filter }, "csv"));
}

/** Every cell that is drawn, with all that its table knows. */
function downloadGeoJson(): void {
  const [shown, data] = [frame.peek(), dataset.peek()];
  if (shown === null || data === null || shown.kind === "areas") return;
  const text = JSON.stringify(frameGeoJson(shown, sourceOf(shown, data), { method: methodLine.peek() }));
  saveBlob(new Blob([text], { type: "application/geo+json" }), `${fileStem(shown)}.geojson`);
}

/** Every row of what the map shows, from the very answer that is drawn. */
export function downloadCsv(): void {
  const [shown, data] = [frame.peek(), dataset.peek()];
  if (shown === null || data === null) return;
  const text = tableCsv(shown, sourceOf(shown, data), methodLine.peek());
  saveBlob(new Blob([text], { type: "text/csv" }), `${fileStem(shown)}.csv`);
}

async function savePicture(): Promise<void> {
  const shown = frame.peek();
  const picture = pictureOf();
  if (shown === null || picture === null) return;
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, "image/png"));
  if (blob !== null) saveBlob(blob, `${fileStem(shown)}.png`);
}

async function copyLink(): Promise<void> {
  await navigator.clipboard.writeText(location.href);
  copied.value = true;
  setTimeout(() => {
    copied.value = false;
  }, 2_500);
}

function fileStem(shown: Frame): string {
  const unit = shown.kind === "areas" ? shown.layer : `${modeOf(shown)}-res${shown.geometry.res}`;
  const kind = dataset.peek()?.synthetic ? "-SYNTHETIC" : "";
  const what = category.peek().replaceAll(",", "+");
  const when = `${monthOf(shown.period.from)}-to-${monthOf(shown.period.to)}`;
  return `hexbeat-${dataset.peek()?.id ?? "data"}${kind}-${what}-${unit}${areaStem(shown.area)}-${when}`;
}

/** "-mps-east-area"; a file of everywhere names no area. */
function areaStem(asked: readonly string[] = []): string {
  if (asked.length === 0) return "";
  return asked.length <= 3 ? `-${asked.join("+")}` : `-${asked.length}-areas`;
}

function sourceOf(shown: Frame, { title, synthetic }: DatasetInfo): RowSource {
  return { title, synthetic, where: whereWords(shown.area) };
}

function modeOf(shown: Exclude<Frame, { kind: "areas" }>): string {
  return shown.kind === "classed" ? shown.mode : "cells";
}

async function attempt(task: () => Promise<void>): Promise<void> {
  problem.value = null;
  try {
    await task();
  } catch (error) {
    problem.value = messageOf(error);
  }
}
