import type { EventListBody, OperationListBody } from "../../../../server/api/types.ts";
import { dateTicks, dayOf } from "../../evaluation/series-scale.ts";
import { windowWords } from "../../evaluation/words.ts";
import { formatDay, formatMonth } from "../../format.ts";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { change, dataset, events, operations } from "./answers.ts";

type Operation = OperationListBody["operations"][number];

/** Operations on one axis of months: a row each, its phases as bars; events across all rows. */
export function Timeline() {
  const { value, state } = operations.current.value;
  const data = dataset.value;
  if (state === "failed") return <FailedNotice of={operations} />;
  if (value === null || data === null) return <p class="hint">Loading the operations…</p>;
  if (value.operations.length === 0) return null;
  const dated = events.current.value.value?.events ?? [];
  const axis = axisOf(value.operations, data.from, data.to);
  return (
    <ol class="timeline" aria-label="Operations by date">
      <li class="timeline-axis" aria-hidden="true">
        <span />
        <span class="timeline-track">
          {dateTicks(axis.from, axis.to).map((day) => (
            <span key={day} class="timeline-tick" style={{ left: `${share(day, axis) * 100}%` }}>
              {formatMonth(day)}
            </span>
          ))}
        </span>
      </li>
      {value.operations.map((operation) => (
        <Row key={operation.id} operation={operation} axis={axis} events={dated} />
      ))}
    </ol>
  );
}

type Axis = { readonly from: string; readonly to: string };
type RowProps = {
  readonly operation: Operation;
  readonly axis: Axis;
  readonly events: EventListBody["events"];
};

function Row({ operation, axis, events }: RowProps) {
  const { name, phases } = operation;
  return (
    <li class="timeline-row">
      <button
        type="button"
        class="row-button"
        onClick={() =>
          change({ subject: { kind: "operation", id: operation.id }, evaluation: null, step: null, view: null })
        }
      >
        <strong>{name}</strong>
        <span>{windowWords(operation)}</span>
        <span class="visually-hidden">
          {phases.map((phase) => `${phase.name}, ${formatDay(phase.from)}`).join("; ")}
        </span>
      </button>
      <Track operation={operation} axis={axis} events={events} />
    </li>
  );
}

/** Phases as bars on the months; the row's button says them in words. */
function Track({ operation: { phases }, axis, events }: RowProps) {
  const place = (from: string, to: string) => {
    const [left, right] = [share(from, axis), share(to, axis)];
    return { left: `${left * 100}%`, width: `max(4px, ${(right - left) * 100}%)` };
  };
  return (
    <span class="timeline-track" aria-hidden="true">
      {dateTicks(axis.from, axis.to).map((day) => (
        <span key={day} class="timeline-rule" style={{ left: `${share(day, axis) * 100}%` }} />
      ))}
      {events.map((event) => (
        <span
          key={event.id}
          class="timeline-event"
          style={place(event.from, event.to)}
          title={`${event.name}, ${formatDay(event.from)}`}
        />
      ))}
      {phases.map((phase) => (
        <span
          key={phase.position}
          class="timeline-phase"
          style={place(phase.from, phase.to)}
          title={`${phase.name}: ${windowWords(phase)}`}
        />
      ))}
    </span>
  );
}

/** From the first to the last day of data and of operations; what reaches beyond the data is cut. */
function axisOf(list: readonly Operation[], from: string | null, to: string | null): Axis {
  const starts = [...list.map((operation) => operation.from), ...(from === null ? [] : [from])].sort();
  const ends = to === null ? list.map((operation) => operation.to).sort() : [to];
  return { from: starts[0] ?? "2020-01-01", to: ends.at(-1) ?? "2020-12-31" };
}

function share(day: string, { from, to }: Axis): number {
  const part = (dayOf(day) - dayOf(from)) / Math.max(1, dayOf(to) - dayOf(from));
  return Math.min(1, Math.max(0, part));
}
