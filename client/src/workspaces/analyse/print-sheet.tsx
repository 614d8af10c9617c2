import { WATERMARK } from "../../layers/watermark.ts";
import { PrintPicture } from "../../ui/print-picture.tsx";
import { dataset } from "./choices.ts";
import { frame } from "./frame.ts";
import { legendTitle } from "./legend.tsx";
import { pictureOf } from "./picture.ts";
import { screenMarking } from "./screen-marking.ts";

/** On paper the map is its picture, with its legend and a foot of its own. */
export function PrintSheet() {
  return (
    <>
      <PrintPicture class="print-only" take={takePicture} />
      <p class="print-foot" aria-hidden="true">
        <span>{screenMarking.value}</span>
        <span>{frame.value === null ? "" : legendTitle(frame.value)}</span>
        <span>{dataset.value?.synthetic ? WATERMARK : ""}</span>
        <span>Hexbeat · {dataset.value?.title}</span>
      </p>
    </>
  );
}

function takePicture(): HTMLCanvasElement[] {
  const picture = pictureOf();
  if (picture === null) return [];
  picture.classList.add("print-map");
  return [picture];
}
