import { type PlotOptions, plot } from "@observablehq/plot";
import { useEffect, useRef } from "preact/hooks";

type Props = {
  /** What the picture says, for who cannot see it: its numbers stand in the table beside it. */
  readonly label: string;
  readonly options: PlotOptions;
};

/** A picture by Observable Plot in the page's own type and colours. */
export function PlotFigure({ label, options }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = plot({ style: { fontFamily: "inherit", fontSize: "11px", background: "none" }, ...options });
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    holder.current?.replaceChildren(drawn);
  }, [options]);
  return <div class="plot" role="img" aria-label={label} ref={holder} />;
}
