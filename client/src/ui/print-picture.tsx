import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { HexbeatMap } from "../map/hexbeat-map.ts";

/** Tell when a print begins and when it is over. @returns stop */
export function followPrint(before: () => void, after: () => void): () => void {
  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
  return () => {
    removeEventListener("beforeprint", before);
    removeEventListener("afterprint", after);
  };
}

type Props = { readonly class: string; readonly take: () => readonly Node[] };

/** Room for pictures on paper, taken the moment the print begins: a WebGL canvas prints blank. Empty on the screen. */
export function PrintPicture({ class: name, take }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const latest = useRef(take);
  latest.current = take;
  useEffect(
    () =>
      followPrint(
        () => holder.current?.replaceChildren(...latest.current()),
        () => holder.current?.replaceChildren(),
      ),
    [],
  );
  return <div class={name} ref={holder} aria-hidden="true" />;
}

type MapProps = { readonly class: string; readonly map: ReadonlySignal<HexbeatMap | null> };

/** The map as it is on screen, on paper. */
export function MapOnPaper({ class: name, map }: MapProps) {
  return (
    <PrintPicture
      class={name}
      take={() => {
        const shown = map.peek();
        return shown === null ? [] : [shown.snapshot()];
      }}
    />
  );
}
