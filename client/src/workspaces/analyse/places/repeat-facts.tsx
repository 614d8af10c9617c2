import { latLngToCell } from "h3-js";
import { formatCount, formatDay, formatMonth } from "../../../format.ts";
import type { Cluster } from "./cluster-words.ts";
import { repeats } from "./profile-answers.ts";

const SHOWN = 6;

/** Addresses and points in the place that come back, with the route the service suggests. */
export function RepeatFacts({ cluster }: { readonly cluster: Pick<Cluster, "cells"> }) {
  const { value, state, message } = repeats.current.value;
  if (state === "failed") return <Section>{<p class="hint">{message}</p>}</Section>;
  if (value === null) return null;
  const cells = new Set(cluster.cells);
  const res = Number.parseInt(cluster.cells[0]?.slice(1, 2) ?? "9", 16);
  const inside = value.locations.filter(({ lat, lng }) => cells.has(latLngToCell(lat, lng, res)));
  return (
    <Section marking={value.marking}>
      {inside.length === 0 && <p class="hint">None with three incidents from two sources in these months.</p>}
      <ul class="facts">
        {inside.slice(0, SHOWN).map((place) => (
          <li key={place.id}>
            <strong>{place.text ?? place.key}</strong> {formatCount(place.n)} incidents, last{" "}
            {lastWords(place.lastEvent)}
            <br />
            {place.suggestion.route === null
              ? place.suggestion.reason
              : `${place.suggestion.route}: ${place.suggestion.reason}`}
          </li>
        ))}
      </ul>
      {inside.length > SHOWN && <p class="hint">and {formatCount(inside.length - SHOWN)} more</p>}
      <p class="hint">{value.locations[0]?.groupedBySays}</p>
    </Section>
  );
}

/** As fine as the source knows: "31 Oct 2026" or "Oct 2026". */
function lastWords(event: string): string {
  return event.length >= 10 ? formatDay(event) : formatMonth(event);
}

function Section({ marking, children }: { marking?: string; children: preact.ComponentChildren }) {
  return (
    <>
      <h3>Repeat locations {marking !== undefined && <span class="chip warn">{marking}</span>}</h3>
      {children}
    </>
  );
}
