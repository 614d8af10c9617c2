import { useState } from "preact/hooks";
import type { DatasetInfo } from "../../../../../server/api/types.ts";
import { withdrawEvent } from "../../../api-registers.ts";
import { formatDay } from "../../../format.ts";
import { dayBefore } from "../../../months.ts";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { events, operations } from "../answers.ts";
import { namedAreas } from "../area-choice.ts";
import { WithdrawForm } from "../withdraw-form.tsx";
import type { DatedEvent } from "./event-draft.ts";
import { EventForm } from "./event-form.tsx";

type Task = { readonly kind: "make" } | { readonly kind: "edit" | "withdraw"; readonly event: DatedEvent };

/** Dated events: campaigns, training, media, festivals. They are marked on every series; here they are added, corrected, withdrawn. */
export function EventsSection({ dataset }: { readonly dataset: DatasetInfo }) {
  const [task, setTask] = useState<Task | null>(null);
  const list = events.current.value.value?.events ?? [];
  const end = () => setTask(null);
  return (
    <section class="events">
      <div class="section-head">
        <h2>Dated events</h2>
        {task?.kind !== "make" && (
          <button type="button" class="button" onClick={() => setTask({ kind: "make" })}>
            Add an event
          </button>
        )}
      </div>
      <p class="hint">They are marked on every series: they can move it without any change in offending.</p>
      <FailedNotice of={events} />
      {task?.kind === "make" && <EventForm dataset={dataset} known={null} onEnd={end} />}
      {list.length > 0 && <EventTable list={list} onTask={setTask} />}
      {task?.kind === "edit" && (
        <EventForm key={`${task.event.id} ${task.event.version}`} dataset={dataset} known={task.event} onEnd={end} />
      )}
      {task?.kind === "withdraw" && (
        <WithdrawForm
          key={task.event.id}
          what={task.event.name}
          follows="It marks no series any more; its history is kept."
          onWithdraw={async (reason) => {
            await withdrawEvent(task.event, reason);
            events.reload();
          }}
          onEnd={end}
        />
      )}
    </section>
  );
}

type TableProps = { readonly list: readonly DatedEvent[]; readonly onTask: (task: Task) => void };

function EventTable({ list, onTask }: TableProps) {
  const named = new Map((namedAreas.current.value.value ?? []).map(({ code, name }) => [code, name]));
  const called = new Map((operations.current.value.value?.operations ?? []).map(({ id, name }) => [id, name]));
  return (
    <table class="plain-table">
      <caption class="visually-hidden">Events by date</caption>
      <TableHead columns={["Event", "Kind", "From", "To", "Where", "Operation", "Change"]} />
      <tbody>
        {list.map((event) => (
          <tr key={event.id}>
            <th scope="row">
              {event.name}
              {event.note !== null && <span class="why-line hint">{event.note}</span>}
            </th>
            <td>{event.kind}</td>
            <td>{formatDay(event.from)}</td>
            <td>{formatDay(dayBefore(event.to))}</td>
            <td>
              {event.areas.length === 0 ? "everywhere" : event.areas.map((code) => named.get(code) ?? code).join(", ")}
            </td>
            <td>{event.operation === null ? "–" : (called.get(event.operation) ?? `no. ${event.operation}`)}</td>
            <td class="row-tools">
              <button type="button" class="button quiet" onClick={() => onTask({ kind: "edit", event })}>
                Edit<span class="visually-hidden"> {event.name}</span>
              </button>
              <button type="button" class="button quiet" onClick={() => onTask({ kind: "withdraw", event })}>
                Withdraw<span class="visually-hidden"> {event.name}</span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
