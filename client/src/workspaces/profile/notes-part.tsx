import type { DatasetInfo } from "../../../../server/api/types.ts";
import { categories, ground, trend } from "./answers.ts";
import { confidenceNotes } from "./confidence.ts";
import { methodNotes } from "./method-notes.ts";
import type { ProfilePeriod } from "./period.ts";
import type { Scope } from "./scope.ts";
import { yearRows } from "./year-rows.ts";

type Props = { readonly scope: Scope; readonly data: DatasetInfo; readonly period: ProfilePeriod };

/** What to doubt. */
export function ConfidencePart(props: Props) {
  return (
    <section class="profile-part part-confidence" aria-label="How sure">
      <h2>How sure</h2>
      <ul class="facts">
        {notesOf(props).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  );
}

/** The notes as the answers have them now. */
export function notesOf({ scope, data, period }: Props): string[] {
  const series = categories.current.value.value;
  const used = (ground.current.value.value?.sets ?? []).filter(({ id }) =>
    data.sets.some(({ set, kind }) => set === id && (kind === "borough" || kind === "ward")),
  );
  return confidenceNotes({
    data,
    scope,
    period,
    rows: series === null ? null : yearRows(series, period),
    breaks: trend.current.value.value?.breaks.length ?? 0,
    sets: used,
  });
}

/** How each number is made. */
export function MethodPart({ period }: { readonly period: ProfilePeriod }) {
  return (
    <section class="profile-part part-method" aria-label="How it is counted">
      <h2>How it is counted</h2>
      <ul class="facts">
        {methodNotes(period).map(({ part, how }) => (
          <li key={part}>
            <strong>{part}:</strong> {how}
          </li>
        ))}
      </ul>
    </section>
  );
}
