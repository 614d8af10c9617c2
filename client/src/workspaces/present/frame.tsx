import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PresentationBody } from "../../../../server/api/types.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { type Ask, FRAMES } from "./address.ts";
import { AsksPicture } from "./pictures/asks-picture.tsx";
import { BarsPicture } from "./pictures/bars-picture.tsx";
import { LedgerPicture } from "./pictures/ledger-picture.tsx";
import { type Ground, MapPicture } from "./pictures/map-picture.tsx";
import type { Size } from "./pictures/projection.ts";
import { SpreadPicture } from "./pictures/spread-picture.tsx";

type Props = {
  readonly presentation: PresentationBody;
  /** 1 to 6. */
  readonly number: number;
  readonly ground: Ground | null;
  readonly asks: readonly Ask[] | null;
  /** The picture's size on paper; null = as large as the screen has room for. */
  readonly fixed: Size | null;
};

/** One frame: a picture, and a few words beside it. */
export function FrameView({ presentation, number, ground, asks, fixed }: Props) {
  const frame = presentation.frames[number - 1];
  const { words, tight } = useFit(`${presentation.evaluation} ${number}`, fixed !== null);
  if (frame === undefined) return null;
  const { picture, title, headline, lines, accent } = frame;
  return (
    <section class={`frame frame-${frame.key} tight-${tight}`} aria-labelledby={`frame-${number}`}>
      <div class="frame-picture">
        {picture.kind === "map" && (
          <MapPicture picture={picture} ground={ground} synthetic={presentation.synthetic} fixed={fixed} />
        )}
        {picture.kind === "ledger" && <LedgerPicture picture={picture} />}
        {picture.kind === "bars" && <BarsPicture picture={picture} />}
        {picture.kind === "spread" && <SpreadPicture picture={picture} fixed={fixed} />}
        {picture.kind === "asks" && <AsksPicture asks={asks ?? asComposed(picture.asks)} />}
      </div>
      <div class="frame-words" ref={words} aria-live={fixed === null ? "polite" : undefined}>
        <p class="frame-title">
          {number} of {FRAMES} · {title}
        </p>
        <h1 id={`frame-${number}`}>{picture.kind === "asks" && asks !== null ? countWords(asks.length) : headline}</h1>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {accent !== null && <p class="frame-accent">{accent}</p>}
      </div>
      {presentation.synthetic && <Watermark />}
    </section>
  );
}

/** Decisions as the server composed them: nobody named, no day set. */
export function asComposed(asks: readonly string[]): Ask[] {
  return asks.map((text) => ({ text, owner: "", by: "" }));
}

function countWords(n: number): string {
  return `${["No", "One", "Two", "Three", "Four"][n] ?? n} decision${n === 1 ? "" : "s"}`;
}

/** Words that do not fit are set closer, then wider, before anything is cut off. */
const TIGHTEST = 3;

function useFit(key: string, onPaper: boolean) {
  const words = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState({ key, tight: onPaper ? 1 : 0 });
  const tight = fit.key === key ? fit.tight : onPaper ? 1 : 0;
  useLayoutEffect(() => {
    const box = words.current;
    if (box === null || onPaper) return;
    const check = () => {
      if (box.scrollHeight > box.clientHeight + 1 && tight < TIGHTEST) setFit({ key, tight: tight + 1 });
    };
    check();
    const again = () => setFit({ key, tight: 0 });
    addEventListener("resize", again);
    return () => removeEventListener("resize", again);
  }, [key, tight]);
  return { words, tight };
}

const WATERMARK_SPOTS = [22, 55, 88].flatMap((top, row) =>
  [-6, 28, 62].map((left) => ({ top, left: left + (row % 2) * 14 })),
);

/** Over everything that the frame shows, so that no photograph and no print of it is without it. */
function Watermark() {
  return (
    <svg class="wall-watermark" aria-hidden="true">
      {WATERMARK_SPOTS.map(({ top, left }) => (
        <text key={`${top} ${left}`} style={{ transform: `translate(${left}%, ${top}%) rotate(-16deg)` }}>
          {WATERMARK}
        </text>
      ))}
    </svg>
  );
}
