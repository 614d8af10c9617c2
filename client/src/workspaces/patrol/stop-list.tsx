import type { PatrolBody } from "../../../../server/api/types.ts";
import { VisitLog } from "./visit-log.tsx";
import { metresWords, NO_ZONE, stopHours, weekWords, zoneWords } from "./words.ts";

type Stop = PatrolBody["stops"][number];

/** The stops in walking order: where, when, what may be done there, why. */
export function StopList({ sheet }: { readonly sheet: PatrolBody }) {
  return (
    <ol class="stops">
      {sheet.stops.map((stop) => (
        <li key={stop.id} class="stop">
          <span class="stop-number" aria-hidden="true">
            {stop.position}
          </span>
          <div class="stop-body">
            <h3>
              <span class="visually-hidden">Stop {stop.position}: </span>
              {stop.name}
            </h3>
            <dl class="terms">
              <dt>When</dt>
              <dd>
                <strong>{stopHours(stop, sheet.weekday)}</strong>
                {stop.hours !== null && <span class="hint"> Best in the week: {weekWords(stop)}</span>}
              </dd>
              <dt>Powers</dt>
              <dd>
                <Powers stop={stop} />
              </dd>
              <dt>Why</dt>
              <dd>
                <Why stop={stop} />
              </dd>
            </dl>
            <VisitLog stop={stop} visit={sheet.visit} />
            {sheet.stops.length > 1 && (
              <p class="hint next">
                {metresWords(stop.nextMetres)} to{" "}
                {stop.position === sheet.stops.length ? "stop 1" : `stop ${stop.position + 1}`}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Powers({ stop: { zones } }: { readonly stop: Stop }) {
  if (zones.length === 0) return <>{NO_ZONE}</>;
  return (
    <ul class="powers">
      {zones.map((zone) => (
        <li key={zone.id}>
          {zoneWords(zone)}
          {!zone.drugs && <span class="hint"> No drugs power.</span>}
        </li>
      ))}
    </ul>
  );
}

/** The stop's own reason first; the target's behind it. */
function Why({ stop: { why, target } }: { readonly stop: Stop }) {
  const own = why.at(-1) ?? "";
  return (
    <>
      {own}
      {target.status === "proposed" && <span class="hint"> Proposed, not yet approved.</span>}
      <details>
        <summary>
          Why it was nominated<span class="visually-hidden">: {target.name}</span>
        </summary>
        <ul class="why">
          {why.slice(0, -1).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
