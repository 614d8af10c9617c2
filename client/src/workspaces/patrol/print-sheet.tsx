import type { DatasetInfo, PatrolBody } from "../../../../server/api/types.ts";
import { formatDay, formatPeriod } from "../../format.ts";
import { PrintHead } from "../../ui/print-head.tsx";
import { MapOnPaper } from "../../ui/print-picture.tsx";
import { categoryNoun } from "../../vocabulary.ts";
import { POWERS_NOTE } from "../zones/words.ts";
import { patrolMap } from "./patrol-map.tsx";
import { dayWords, hoursWords, metresWords, roundWords, stopHours, visitWords, zoneWords } from "./words.ts";

/** Named by one word where all are counted. */
const DRUG_OFFENCES = ["drug_unsplit", "supply", "production", "possession"];

/** The sheet on paper: one A4 with the map, whatever the window's size. */
export function PrintSheet({ sheet, dataset }: { readonly sheet: PatrolBody; readonly dataset: DatasetInfo }) {
  return (
    <section class="print-sheet patrol-print" aria-hidden="true">
      <PrintHead {...sheet} />
      <h1>Patrol, {dayWords(sheet)}</h1>
      <p>{roundWords(sheet)}</p>
      <p>
        {visitWords(sheet)}
        {sheet.hours.length > 0 && ` Best for all stops together: ${hoursWords(sheet.hours)}.`}
      </p>
      <MapOnPaper class="print-picture" map={patrolMap} />
      <Rows sheet={sheet} />
      <p>{sheet.cautions.join(" ")}</p>
      <p>{POWERS_NOTE} Log places, never people.</p>
      <p class="print-source">
        Hexbeat · {dataset.title}, version {sheet.version} · counted: {countedWords(sheet)},{" "}
        {formatPeriod(sheet.window.from, sheet.window.to)} · stops are circles of {sheet.radiusMetres} m · order{" "}
        {sheet.route.seed === 0 ? "shortest" : sheet.route.seed} · made {formatDay(new Date().toISOString())}
      </p>
    </section>
  );
}

function Rows({ sheet }: { readonly sheet: PatrolBody }) {
  return (
    <table>
      <thead>
        <tr>
          <th colSpan={2}>Stop</th>
          <th>When</th>
          <th>Powers on the day</th>
          <th>Next</th>
          <th class="print-tick">Arrived, left</th>
        </tr>
      </thead>
      <tbody>
        {sheet.stops.map((stop) => (
          <tr key={stop.id}>
            <td class="print-number">{stop.position}</td>
            <td>
              <b>{stop.name}</b>
              <br />
              {briefWords(stop, sheet)}
            </td>
            <td class="print-hours">{stopHours(stop, sheet.weekday)}</td>
            <td class="print-powers">{stop.zones.map(zoneWords).join("; ") || "None in the register"}</td>
            <td class="print-next">{sheet.stops.length > 1 ? metresWords(stop.nextMetres) : ""}</td>
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why, and what to doubt; what holds for every stop is said once below. */
function briefWords({ brief, defaultPoints, target }: PatrolBody["stops"][number], { stops }: PatrolBody): string {
  const flagged = defaultPoints.length > 0 ? "; records are put here by default" : "";
  const mixed = stops.some((stop) => stop.target.status === "approved");
  return `${brief}${flagged}${mixed && target.status === "proposed" ? "; not yet approved" : ""}.`;
}

function countedWords({ method }: PatrolBody): string {
  const drugs = DRUG_OFFENCES.every((name) => method.filters.category.some((counted) => counted === name));
  const single = method.filters.category.filter((name) => !(drugs && DRUG_OFFENCES.some((drug) => drug === name)));
  return [...(drugs ? ["drugs"] : []), ...single].map(categoryNoun).join(", ");
}
