import { signal } from "@preact/signals";
import { monthOf } from "../../months.ts";
import { saveBlob } from "../../ui/save-blob.ts";
import { category, dataset } from "./choices.ts";
import { type Frame, frame } from "./frame.ts";
import { map } from "./live-map.ts";
import { pictureOf } from "./picture.ts";
import { tableCsv } from "./table-csv.ts";

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
        <button type="button" class="button quiet" onClick={() => void attempt(copyLink)}>
          {copied.value ? "Link copied" : "Copy link"}
        </button>
      </div>
      {problem.value !== null && (
        <p class="notice error" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}

/** Every row of what the map shows, from the very answer that is drawn. */
export function downloadCsv(): void {
  const [shown, data] = [frame.peek(), dataset.peek()];
  if (shown === null || data === null) return;
  saveBlob(new Blob([tableCsv(shown, data)], { type: "text/csv" }), `${fileStem(shown)}.csv`);
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
  const unit = shown.kind === "cells" ? `cells-res${shown.geometry.res}` : shown.layer;
  const kind = dataset.peek()?.synthetic ? "-SYNTHETIC" : "";
  const what = category.peek().replaceAll(",", "+");
  return `hexbeat-${dataset.peek()?.id ?? "data"}${kind}-${what}-${unit}-${monthOf(shown.period.from)}-to-${monthOf(shown.period.to)}`;
}

async function attempt(task: () => Promise<void>): Promise<void> {
  problem.value = null;
  try {
    await task();
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}
