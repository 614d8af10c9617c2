import { formatDay } from "../../format.ts";
import { today } from "../../targets/review-day.ts";
import { at, change, zonesHere } from "./answers.ts";
import { dayNumber, dayOf, sliderSpan, withClock, withDay } from "./days.ts";
import { Spans } from "./spans.tsx";
import { atWords } from "./words.ts";

/** The date that map and list are of: a day, or a moment of it, on London's clock. */
export function DateBar() {
  const list = zonesHere.value;
  const { first, last } = sliderSpan(list, [at.value, today()]);
  const day = dayNumber(at.value);
  const goTo = (number: number) => change({ at: withDay(at.value, dayOf(number)) });
  return (
    <div class="zones-date">
      <div class="zones-date-row">
        <label class="field">
          <span class="field-title">Date</span>
          <input
            type="date"
            value={at.value.slice(0, 10)}
            onInput={({ currentTarget: { value } }) => {
              if (value !== "") change({ at: withDay(at.value, value) });
            }}
          />
        </label>
        <label class="field">
          <span class="field-title">At (blank: all day)</span>
          <input
            type="time"
            value={at.value.slice(11, 16)}
            onInput={({ currentTarget: { value } }) => change({ at: withClock(at.value, value) })}
          />
        </label>
        <div class="zones-steps">
          <button type="button" class="button" aria-label="The day before" onClick={() => goTo(day - 1)}>
            ‹
          </button>
          <button type="button" class="button" aria-label="The day after" onClick={() => goTo(day + 1)}>
            ›
          </button>
          <button type="button" class="button" onClick={() => change({ at: null })}>
            Today
          </button>
        </div>
      </div>
      <div class="zones-slider">
        <Spans zones={list} first={first} last={last} day={day} />
        <input
          type="range"
          aria-label="Date"
          min={first}
          max={last}
          step={1}
          value={day}
          aria-valuetext={atWords(at.value)}
          onInput={({ currentTarget: { value } }) => goTo(Number(value))}
        />
        <div class="brush-ends" aria-hidden="true">
          <span>{formatDay(dayOf(first))}</span>
          <span>{formatDay(dayOf(last))}</span>
        </div>
      </div>
    </div>
  );
}
