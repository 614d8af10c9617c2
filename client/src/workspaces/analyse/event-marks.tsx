import { useRef, useState } from "preact/hooks";
import { formatCount } from "../../format.ts";
import type { Month } from "../../months.ts";
import { type DatedEvent, eventsWithin, eventWords, marksOf } from "./event-words.ts";
import { findArea } from "./ranking.ts";

type Props = { readonly events: readonly DatedEvent[]; readonly months: readonly Month[] };

/**
 * Small marks over the bars of a series, in a strip as wide as they are: each tells its events under the pointer and in focus.
 * The strip is one stop of the tab key; the arrow keys go from mark to mark.
 */
export function EventMarks({ events, months }: Props) {
  const strip = useRef<HTMLFieldSetElement>(null);
  const [stop, setStop] = useState(0);
  const [told, setTold] = useState<number | null>(null);
  const marks = marksOf(eventsWithin(events, months), months, nameOf);
  if (marks.length === 0) return null;
  const reachable = Math.min(stop, marks.length - 1);
  const keys = (event: KeyboardEvent) => {
    const next = reachable + (event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0);
    const mark = next === reachable || next >= marks.length ? undefined : strip.current?.children[next];
    if (!(mark instanceof HTMLElement)) return;
    event.preventDefault();
    mark.focus();
  };
  const focused = (at: number) => {
    setStop(at);
    setTold(at);
  };
  return (
    <fieldset class="event-marks" aria-label="Dated events" ref={strip} onKeyDown={keys}>
      {marks.map(({ month, words }, at) => (
        <span
          key={month}
          class="event-mark"
          role="img"
          aria-label={words}
          tabIndex={at === reachable ? 0 : -1}
          style={{ left: `${((months.indexOf(month) + 0.5) / months.length) * 100}%` }}
          onPointerEnter={() => setTold(at)}
          onPointerLeave={() => setTold(null)}
          onFocus={() => focused(at)}
          onBlur={() => setTold(null)}
        />
      ))}
      {told !== null && (
        <span class="event-name" aria-hidden="true">
          {marks[told]?.words}
        </span>
      )}
    </fieldset>
  );
}

/** The same in words: folded on the screen, for fingers and for those who cannot see the marks; all of it on paper. */
export function EventList({ events, months }: Props) {
  const words = eventsWithin(events, months).map((event) => ({ id: event.id, words: eventWords(event, nameOf) }));
  if (words.length === 0) return null;
  return (
    <>
      <details class="event-list">
        <summary>
          {formatCount(words.length)} dated event{words.length === 1 ? "" : "s"} marked
        </summary>
        <ul>
          {words.map(({ id, words: said }) => (
            <li key={id}>{said}</li>
          ))}
        </ul>
        <p class="hint">They can move records without any change in offending.</p>
      </details>
      <p class="print-only event-words">{words.map(({ words: said }) => said).join("; ")}</p>
    </>
  );
}

function nameOf(code: string): string {
  return findArea(code)?.properties.name ?? code;
}
