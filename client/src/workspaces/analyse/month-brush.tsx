import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { formatCount, formatMonth } from "../../format.ts";
import type { Month } from "../../months.ts";
import { draggedWindow, type Grip, keyedWindow, type Window } from "./month-window.ts";

type Props = {
  readonly months: readonly Month[];
  readonly counts: ReadonlyMap<Month, number>;
  /** Window in positions of `months`, end exclusive. */
  readonly from: number;
  readonly to: number;
  readonly onChange: (from: number, to: number) => void;
};

const HEIGHT = 58;
type Drag = { readonly grip: Grip; readonly startAt: number; readonly before: Window };

/** Bars of all months with a window: drag its ends, drag it whole, drag a new one, or use the arrow keys on its two thumbs. */
export function MonthBrush(props: Props) {
  const { months, counts, from, to, onChange } = props;
  const box = useRef<HTMLDivElement>(null);
  const count = months.length;
  const apply = (window: Window) => {
    if (window.from !== from || window.to !== to) onChange(window.from, window.to);
  };
  const { start, move, end } = useDragging({ from, to }, { box, count, apply });
  const thumb = (name: "from" | "to") => (
    <Thumb name={name} months={months} window={{ from, to }} apply={apply} onPointerDown={start(name)} />
  );
  return (
    <div class="brush" ref={box} onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      <svg
        viewBox={`0 0 ${count} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        onPointerDown={start("new")}
      >
        <Bars months={months} counts={counts} from={from} to={to} />
        <rect
          class="window"
          vector-effect="non-scaling-stroke"
          x={from}
          y={1}
          width={Math.max(0, to - from)}
          height={HEIGHT - 2}
          onPointerDown={start("whole")}
        />
      </svg>
      {thumb("from")}
      {thumb("to")}
    </div>
  );
}

type Dragging = {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly count: number;
  readonly apply: (window: Window) => void;
};

/** Pointer handlers that turn places on the box into windows. */
function useDragging(before: Window, { box, count, apply }: Dragging) {
  const drag = useRef<Drag | null>(null);
  const positionOf = (event: PointerEvent) => {
    const bounds = box.current?.getBoundingClientRect();
    return bounds === undefined ? 0 : ((event.clientX - bounds.left) / bounds.width) * count;
  };
  const move = (event: PointerEvent) => {
    if (drag.current !== null) apply(draggedWindow({ ...drag.current, at: positionOf(event), count }));
  };
  const start = (grip: Grip) => (event: PointerEvent) => {
    event.stopPropagation();
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { grip, startAt: positionOf(event), before };
    if (grip === "new") move(event);
  };
  const end = () => {
    drag.current = null;
  };
  return { start, move, end };
}

type ThumbProps = {
  readonly name: "from" | "to";
  readonly months: readonly Month[];
  readonly window: Window;
  readonly apply: (window: Window) => void;
  readonly onPointerDown: (event: PointerEvent) => void;
};

function Thumb({ name, months, window, apply, onPointerDown }: ThumbProps) {
  const count = months.length;
  const isFirst = name === "from";
  const at = isFirst ? window.from : window.to - 1;
  const keys = (event: KeyboardEvent) => {
    const next = keyedWindow(window, name, { key: event.key, count });
    if (next === null) return;
    event.preventDefault();
    apply(next);
  };
  return (
    <button
      type="button"
      class="thumb"
      role="slider"
      aria-label={isFirst ? "First month" : "Last month"}
      aria-valuemin={isFirst ? 0 : window.from}
      aria-valuemax={isFirst ? window.to - 1 : count - 1}
      aria-valuenow={at}
      aria-valuetext={formatMonth(months[at] ?? "")}
      style={{ left: `${((isFirst ? at : at + 1) / Math.max(1, count)) * 100}%` }}
      onKeyDown={keys}
      onPointerDown={onPointerDown}
    />
  );
}

function Bars({ months, counts, from, to }: Omit<Props, "onChange">) {
  const highest = Math.max(1, ...counts.values());
  return (
    <>
      {months.map((month, i) => {
        const n = counts.get(month) ?? 0;
        const height = (n / highest) * (HEIGHT - 6);
        return (
          <rect
            key={month}
            class={i >= from && i < to ? "bar in" : "bar"}
            x={i + 0.07}
            y={HEIGHT - height}
            width={0.86}
            height={height}
          >
            <title>{`${formatMonth(month)}: ${formatCount(n)}`}</title>
          </rect>
        );
      })}
    </>
  );
}
