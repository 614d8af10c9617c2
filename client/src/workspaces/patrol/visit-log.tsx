import { signal } from "@preact/signals";
import type { PatrolBody, VisitBody } from "../../../../server/api/types.ts";
import { logArrival, logDeparture } from "../../api-patrol.ts";
import { messageOf } from "../../error-message.ts";
import { clockOf, today } from "../../targets/review-day.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { date, visits } from "./answers.ts";

type Stop = PatrolBody["stops"][number];

const problem = signal<string | null>(null);
const sending = signal(false);
const note = signal("");
const MINUTE_MS = 60_000;

/** Arrived, left, what was seen: one button at a time, big enough for a thumb. */
export function VisitLog({ stop, visit }: { readonly stop: Stop; readonly visit: PatrolBody["visit"] }) {
  const made = visitsOf(stop);
  const lasting = made.find(({ leftAt }) => leftAt === null);
  const last = made.find(({ leftAt }) => leftAt !== null);
  if (date.value !== today()) {
    return last === undefined ? null : <p class="visit-done">{doneWords(last)}</p>;
  }
  return (
    <div class="visit">
      {last !== undefined && (
        <p class="visit-done">
          {doneWords(last)}; due again by {later(last.leftAt ?? last.arrivedAt, visit.everyHours * 60)}
        </p>
      )}
      {lasting === undefined ? (
        <button type="button" class="button visit-button" disabled={sending.value} onClick={() => void arrive(stop)}>
          I am at stop {stop.position}
        </button>
      ) : (
        <Lasting lasting={lasting} stop={stop} visit={visit} />
      )}
    </div>
  );
}

function Lasting({ lasting, stop, visit }: { lasting: VisitBody; stop: Stop; visit: PatrolBody["visit"] }) {
  return (
    <>
      <p role="status">
        Here since {clockOf(lasting.arrivedAt)}: leave between {later(lasting.arrivedAt, visit.minMinutes)} and{" "}
        {later(lasting.arrivedAt, visit.maxMinutes)}.
      </p>
      <label class="field">
        <span class="field-title">What you saw of the place (nothing about a person)</span>
        <input
          type="text"
          maxLength={500}
          value={note.value}
          onInput={(event) => {
            note.value = event.currentTarget.value;
          }}
        />
      </label>
      <button
        type="button"
        class="button primary visit-button"
        disabled={sending.value}
        onClick={() => void leave(lasting)}
      >
        I am leaving stop {stop.position}
      </button>
    </>
  );
}

/** What went wrong with the last visit, in words. */
export function VisitProblem() {
  return <ProblemNotice words={problem.value} />;
}

/** A stop that was moved by new data keeps the visits of its target. */
function visitsOf(stop: Stop): VisitBody[] {
  const made = visits.current.value.value?.visits ?? [];
  const here = made.filter((visit) => visit.stop === stop.id && visit.target === stop.target.id);
  return here.length > 0 ? here : made.filter((visit) => visit.stop === null && visit.target === stop.target.id);
}

function doneWords({ arrivedAt, leftAt, minutes, note: seen }: VisitBody): string {
  const words = `Visited ${clockOf(arrivedAt)}–${clockOf(leftAt ?? arrivedAt)} (${minutes ?? 0} min)`;
  return seen === null ? words : `${words}: ${seen}`;
}

function later(instant: string, minutes: number): string {
  return clockOf(new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString());
}

function arrive({ id, target }: Stop): Promise<void> {
  note.value = "";
  return attempt(() => logArrival({ target: target.id, stop: id }));
}

async function leave({ id }: VisitBody): Promise<void> {
  const seen = note.value.trim();
  await attempt(() => logDeparture(id, seen === "" ? {} : { note: seen }));
  note.value = "";
}

async function attempt(send: () => Promise<unknown>): Promise<void> {
  problem.value = null;
  sending.value = true;
  try {
    await send();
    visits.reload();
  } catch (error) {
    problem.value = `The visit was not saved. ${messageOf(error)}`;
  } finally {
    sending.value = false;
  }
}
