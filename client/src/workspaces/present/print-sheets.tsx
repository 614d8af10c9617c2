import { render } from "preact";
import type { PresentationBody } from "../../../../server/api/types.ts";
import { followPrint } from "../../ui/print-picture.tsx";
import { type Ask, FRAMES } from "./address.ts";
import { FrameView } from "./frame.tsx";
import type { Ground } from "./pictures/map-picture.tsx";
import { WallMarks } from "./wall-marks.tsx";

export type Printed = {
  readonly presentation: PresentationBody;
  readonly ground: Ground | null;
  readonly asks: readonly Ask[] | null;
};

/** The picture on A4 landscape with margins of 10 mm, at 96 pixels an inch. */
const ON_PAPER = { width: 600, height: 610 };

/** Six sheets, made when the browser prints and gone when it has: the page on the wall holds one frame. @returns stop */
export function followPrinting(content: () => Printed): () => void {
  let sheets: HTMLElement | null = null;
  const clear = () => {
    if (sheets === null) return;
    render(null, sheets);
    sheets.remove();
    sheets = null;
  };
  const fill = () => {
    clear();
    sheets = document.createElement("div");
    sheets.className = "present-print";
    document.body.append(sheets);
    render(<Sheets {...content()} />, sheets);
  };
  const stop = followPrint(fill, clear);
  return () => {
    stop();
    clear();
  };
}

function Sheets({ presentation, ground, asks }: Printed) {
  return (
    <>
      {Array.from({ length: FRAMES }, (_, at) => (
        <div key={at} class="sheet stage-light">
          <FrameView presentation={presentation} number={at + 1} ground={ground} asks={asks} fixed={ON_PAPER} />
          <footer class="stage-foot">
            <WallMarks {...presentation} />
          </footer>
        </div>
      ))}
    </>
  );
}
