import { useEffect, useRef } from "preact/hooks";
import { WATERMARK } from "../../layers/watermark.ts";
import { dataset } from "./choices.ts";
import { frame } from "./frame.ts";
import { legendTitle } from "./legend.tsx";
import { pictureOf } from "./picture.ts";
import { screenMarking } from "./screen-marking.ts";

/** On paper the map is its picture, drawn the moment the print begins: a WebGL canvas prints blank. */
export function PrintSheet() {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = () => {
      const picture = pictureOf();
      picture?.classList.add("print-map");
      holder.current?.replaceChildren(...(picture === null ? [] : [picture]));
    };
    const after = () => holder.current?.replaceChildren();
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return (
    <>
      <div class="print-only" ref={holder} />
      <p class="print-foot" aria-hidden="true">
        <span>{screenMarking.value}</span>
        <span>{frame.value === null ? "" : legendTitle(frame.value)}</span>
        <span>{dataset.value?.synthetic ? WATERMARK : ""}</span>
        <span>Hexbeat · {dataset.value?.title}</span>
      </p>
    </>
  );
}
