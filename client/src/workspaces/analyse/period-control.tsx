import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { formatMonth, formatPeriod } from "../../format.ts";
import { type Month, monthOf, monthsBetween, shiftMonth } from "../../months.ts";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { showMonths, stepMonths } from "./actions.ts";
import { histogram } from "./answers.ts";
import { months, period } from "./choices.ts";
import { eventsOfGround, groundEvents, refreshEvents } from "./dated-events.ts";
import { EventList, EventMarks } from "./event-marks.tsx";
import { frame } from "./frame.ts";
import { MonthBrush } from "./month-brush.tsx";

const playing = signal(false);
const FRAME_MS = 700;

/** When: a histogram of all months with a window on it, moved by pointer, keys, buttons or by playing it. */
export function PeriodControl() {
  const [shown, all] = [period.value, months.value];
  usePlaying();
  useEffect(refreshEvents, []);
  const first = all[0];
  const last = all.at(-1);
  if (shown === null || first === undefined || last === undefined) return null;
  const [from, to] = [monthOf(shown.from), monthOf(shown.to)];
  return (
    <fieldset class="field">
      <legend>When: {formatPeriod(shown.from, shown.to)}</legend>
      <EventMarks events={groundEvents.value} months={all} />
      <MonthBrush
        months={all}
        counts={new Map(histogram.current.value.value?.rows.map((row) => [row.t, row.n]))}
        from={Math.max(0, monthsBetween(first, from))}
        to={Math.min(all.length, monthsBetween(first, to))}
        onChange={(start, end) => showMonths(shiftMonth(first, start), shiftMonth(first, end))}
      />
      <div class="brush-ends" aria-hidden="true">
        <span>{formatMonth(first)}</span>
        <span>{formatMonth(last)}</span>
      </div>
      <StepButtons from={from} to={to} first={first} last={last} />
      <EventList events={groundEvents.value} months={all} />
      <FailedNotice of={eventsOfGround} />
    </fieldset>
  );
}

type Months = Readonly<Record<"from" | "to" | "first" | "last", Month>>;

function StepButtons({ from, to, first, last }: Months) {
  return (
    <div class="step-row">
      <button
        type="button"
        class="button"
        disabled={from <= first}
        onClick={() => stepMonths(-1)}
        aria-label="One month back"
      >
        ◀
      </button>
      <button type="button" class="button" aria-pressed={playing.value} onClick={togglePlaying}>
        {playing.value ? "Pause" : "Play"}
      </button>
      <button type="button" class="button" disabled={to > last} onClick={() => stepMonths(1)} aria-label="One month on">
        ▶
      </button>
      <LengthButtons from={from} to={to} first={first} last={last} />
    </div>
  );
}

function LengthButtons({ from, to, first, last }: Months) {
  const length = monthsBetween(from, to);
  return (
    <>
      <button
        type="button"
        class="button"
        aria-pressed={length === 1}
        onClick={() => showMonths(shiftMonth(to, -1), to)}
      >
        1 m
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={length === 12}
        onClick={() => showMonths(latest(first, shiftMonth(to, -12)), to)}
      >
        12 m
      </button>
      <button
        type="button"
        class="button"
        aria-pressed={length === monthsBetween(first, last) + 1}
        onClick={() => showMonths(first, shiftMonth(last, 1))}
      >
        All
      </button>
    </>
  );
}

/** Step when the frame before is there, so that a slow answer is waited for and never overtaken. */
function usePlaying(): void {
  const shownFrom = frame.value?.period.from;
  const on = playing.value;
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => {
      if (!stepMonths(1)) playing.value = false;
    }, FRAME_MS);
    return () => clearTimeout(timer);
  }, [on, shownFrom]);
}

function togglePlaying(): void {
  const [shown, all] = [period.peek(), months.peek()];
  const first = all[0];
  if (!playing.peek() && shown !== null && first !== undefined && monthOf(shown.to) > (all.at(-1) ?? "")) {
    // At the end already: play from the start, in a window of the same length.
    showMonths(first, shiftMonth(first, monthsBetween(monthOf(shown.from), monthOf(shown.to))));
  }
  playing.value = !playing.peek();
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
