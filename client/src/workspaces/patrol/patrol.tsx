import { useEffect } from "preact/hooks";
import type { DatasetInfo, PatrolBody } from "../../../../server/api/types.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { marking } from "../../marking.ts";
import { defaultCategory } from "../../surfaces.ts";
import { NominateDialog } from "../../targets/nominate-dialog.tsx";
import { openNomination } from "../../targets/nomination.ts";
import { TargetList } from "../../targets/target-list.tsx";
import { DataWaiting } from "../../ui/data-waiting.tsx";
import { FailedNotice, ProblemNotice } from "../../ui/problem-notice.tsx";
import { POWERS_NOTE } from "../zones/words.ts";
import { change, dataset, date, decided, followPatrol, patrolQuery, sheet, targets } from "./answers.ts";
import { PatrolMap } from "./patrol-map.tsx";
import { PrintSheet } from "./print-sheet.tsx";
import { StopList } from "./stop-list.tsx";
import { StopTable } from "./stop-table.tsx";
import { VisitProblem } from "./visit-log.tsx";
import { dayWords, hoursWords, roundWords, visitWords } from "./words.ts";

/** My area today: where to stand, when, why, what holds there, in which order. */
export function Patrol() {
  useEffect(() => {
    const stop = followPatrol();
    // A plan of where officers will be is not for everybody, whatever it is counted from.
    marking.value = "OFFICIAL-SENSITIVE";
    return stop;
  }, []);
  const data = dataset.value;
  if (data === null) return <DataWaiting />;
  const { value, state } = sheet.current.value;
  return (
    <main class="patrol" id="list" tabIndex={-1}>
      {state === "loading" && <div class="busy" role="progressbar" aria-label="Planning the patrol" />}
      <div class="patrol-sheet">
        <Head data={data} shown={value} />
        <FailedNotice of={sheet} />
        {data.points === 0 && <p class="notice">{data.title} has no incidents with a place: a patrol needs points.</p>}
        <VisitProblem />
        {value !== null && value.stops.length === 0 && <Nothing data={data} shown={value} />}
        {value !== null && value.stops.length > 0 && <StopList sheet={value} />}
        {value !== null && <Foot shown={value} />}
      </div>
      <div class="patrol-side">
        <PatrolMap dataset={data} />
        {value !== null && value.stops.length > 0 && (
          <details class="patrol-table">
            <summary>The stops as a table</summary>
            <StopTable sheet={value} />
          </details>
        )}
        <Targets data={data} />
      </div>
      {value !== null && <PrintSheet sheet={value} dataset={data} />}
      <NominateDialog />
    </main>
  );
}

/** Orders are told apart by six digits, so that a sheet can be made again. */
const ORDERS = 999_999;

function Head({ data, shown }: { readonly data: DatasetInfo; readonly shown: PatrolBody | null }) {
  const { seed } = patrolQuery.value;
  return (
    <div class="patrol-head">
      <h1>{shown === null ? "Patrol" : `Patrol, ${dayWords(shown)}`}</h1>
      {data.synthetic && <p class="patrol-synthetic">{WATERMARK}</p>}
      {shown !== null && shown.stops.length > 0 && (
        <>
          <p>
            {roundWords(shown)}
            {shown.route.minutes === null && shown.stops.length > 1 && " Tick the target areas of one neighbourhood."}
          </p>
          <p class="hint">
            {visitWords(shown)}
            {shown.hours.length > 0 && ` Best for all stops together: ${hoursWords(shown.hours)}.`}
          </p>
        </>
      )}
      <div class="patrol-choices">
        <label class="field">
          <span class="field-title">Day</span>
          <input
            type="date"
            value={date.value}
            onInput={({ currentTarget: { value } }) => {
              if (value !== "") change({ date: value });
            }}
          />
        </label>
        <button type="button" class="button" onClick={() => change({ seed: 1 + Math.floor(Math.random() * ORDERS) })}>
          Another order
        </button>
        {seed !== 0 && (
          <button type="button" class="button" onClick={() => change({ seed: 0 })}>
            Shortest order
          </button>
        )}
        <button
          type="button"
          class="button"
          disabled={shown === null || shown.stops.length === 0}
          onClick={() => print()}
        >
          Print
        </button>
        {seed !== 0 && <span class="hint">Order {seed}: the same number gives the same order.</span>}
      </div>
    </div>
  );
}

function Nothing({ data, shown }: { readonly data: DatasetInfo; readonly shown: PatrolBody }) {
  return (
    <div class="notice">
      <strong>No stops yet.</strong>
      <p>
        {shown.leftOut.length > 0
          ? "None of the target areas has a stop: see below why."
          : "Stops come from target areas. Nominate a cluster in Analyse, or draw, pick or type an area here."}
      </p>
      <div class="shape-buttons">
        <a class="button primary" href={`#/analyse?dataset=${data.id}`}>
          Go to Analyse
        </a>
        <NominateButton data={data} />
      </div>
    </div>
  );
}

function NominateButton({ data }: { readonly data: DatasetInfo }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() =>
        openNomination({
          source: "area",
          query: { dataset: data.id, version: data.version, category: defaultCategory(data) },
        })
      }
    >
      Nominate an area
    </button>
  );
}

function Foot({ shown }: { readonly shown: PatrolBody }) {
  return (
    <div class="patrol-foot">
      {shown.leftOut.map(({ target, reason }) => (
        <p key={target.id} class="notice">
          No stop in {target.name}: {reason}
        </p>
      ))}
      {shown.cautions.length > 0 && (
        <ul class="why">
          {shown.cautions.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p class="hint">{POWERS_NOTE}</p>
    </div>
  );
}

function Targets({ data }: { readonly data: DatasetInfo }) {
  const { value, state, message } = targets.current.value;
  const features = value?.features ?? [];
  const open = features.filter(({ properties: { status } }) => status === "proposed" || status === "approved");
  const wanted = patrolQuery.value.targets;
  const ids = wanted.length === 0 ? open.map(({ id }) => id) : wanted;
  return (
    <section class="patrol-targets" aria-label="Target areas">
      <div class="target-head">
        <h2>Target areas</h2>
        <NominateButton data={data} />
      </div>
      {state === "failed" && <ProblemNotice words={message} />}
      <TargetList
        targets={features}
        picked={{
          ids,
          onToggle: (id) => {
            const next = ids.includes(id) ? ids.filter((held) => held !== id) : [...ids, id];
            // None in the address means all of them: the last one stays.
            if (next.length > 0) change({ targets: next });
          },
        }}
        onDecided={() => {
          targets.reload();
          decided.value++;
        }}
      />
    </section>
  );
}
