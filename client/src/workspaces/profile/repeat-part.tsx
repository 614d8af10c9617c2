import type { RepeatLocationsBody } from "../../../../server/api/types.ts";
import { formatCount, formatDay, formatMonth } from "../../format.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { repeats } from "./answers.ts";
import { Part } from "./part.tsx";
import type { Scope } from "./scope.ts";
import { isInside } from "./zones-over.ts";

export type Repeat = RepeatLocationsBody["locations"][number];

/** On the first sheet of paper; the others stand at the end. */
const FIRST = 5;

/** Addresses and points in it that come back, the busiest first. */
export function repeatsIn(value: RepeatLocationsBody, { kind, outline }: Pick<Scope, "kind" | "outline">): Repeat[] {
  if (kind !== "target") return value.locations;
  return value.locations.filter(({ lng, lat }) => isInside([lng, lat], outline));
}

export function RepeatPart({ scope }: { readonly scope: Scope }) {
  return (
    <Part title="Repeat locations" of={repeats.current.value} name="repeats">
      {(value) => {
        const inside = repeatsIn(value, scope);
        if (inside.length === 0) return <p>None with three incidents from two sources in these months.</p>;
        return (
          <>
            <p class="hint">
              {value.marking}, {formatCount(inside.length)} of them. {inside[0]?.groupedBySays}
            </p>
            <Rows rows={inside} />
            {inside.length > FIRST && (
              <p class="print-note">The other {formatCount(inside.length - FIRST)} stand at the end.</p>
            )}
          </>
        );
      }}
    </Part>
  );
}

/** What the first sheet of paper has no room for; on the screen all stand together. */
export function MoreRepeats({ scope }: { readonly scope: Scope }) {
  const { value } = repeats.current.value;
  const more = value === null ? [] : repeatsIn(value, scope).slice(FIRST);
  if (more.length === 0) return null;
  return (
    <section class="profile-part part-more" aria-hidden="true">
      <h2>Repeat locations, from the {FIRST + 1}th on</h2>
      <Rows rows={more} from={FIRST} />
    </section>
  );
}

function Rows({ rows, from = 0 }: { readonly rows: readonly Repeat[]; readonly from?: number }) {
  return (
    <table class="plain-table">
      <TableHead columns={["Where", { number: "n" }, "Sources", "Last", "Suggested route, status"]} />
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.id} class={from === 0 && at >= FIRST ? "screen-only" : ""}>
            <th scope="row">{row.text ?? row.key}</th>
            <td class="number">{formatCount(row.n)}</td>
            <td>{sourceWords(row)}</td>
            <td>{lastWords(row.lastEvent)}</td>
            <td>
              {routeWords(row)}
              {row.status !== "new" && ` · ${row.status.replaceAll("_", " ")}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "patrol 19, 101 4". */
export function sourceWords({ sources }: Pick<Repeat, "sources">): string {
  return sources.map(({ source, n }) => `${source} ${n}`).join(", ");
}

export function routeWords({ suggestion: { route, reason }, defaultPoint }: Repeat): string {
  const care = defaultPoint === null || defaultPoint === "none" ? "" : "Where records are put by default. ";
  return `${care}${route === null ? reason : `${route}: ${reason}`}`;
}

/** As fine as the source knows: "31 Oct 2026" or "Oct 2026". */
function lastWords(event: string): string {
  return event.length >= 10 ? formatDay(event) : formatMonth(event);
}
