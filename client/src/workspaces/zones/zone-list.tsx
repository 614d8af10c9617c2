import type { ZoneListBody } from "../../../../server/api/types.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { TableHead } from "../../ui/table-head.tsx";
import { change, shownZones, zones, zonesHere } from "./answers.ts";
import { KindSign } from "./kind-sign.tsx";
import { atWords, daysWords, drugsWords, momentWords, statusWords } from "./words.ts";

type ListedZone = ZoneListBody["zones"][number];

/** What holds at the date, as the map draws it; planned and past ones below it on request. */
export function ZoneList() {
  const answer = zones.current.value.value;
  if (answer === null) return null;
  const inForce = shownZones.value.filter(({ status }) => status === "in_force");
  const planned = shownZones.value.filter(({ status }) => status === "not_yet");
  const past = shownZones.value.filter(({ status }) => status !== "in_force" && status !== "not_yet").toReversed();
  return (
    <>
      <ZoneTable
        title={`In force on ${atWords(answer.at)}`}
        rows={inForce}
        none="No zone on record is in force then."
      />
      {planned.length > 0 && <ZoneTable title="Planned" rows={planned} none="" />}
      {past.length > 0 && <ZoneTable title="Past" rows={past} none="" />}
    </>
  );
}

type TableProps = { readonly title: string; readonly rows: readonly ListedZone[]; readonly none: string };

function ZoneTable({ title, rows, none }: TableProps) {
  return (
    <section class="zones-block" aria-label={title}>
      <h2>
        {title} <span class="hint">({rows.length})</span>
      </h2>
      {rows.length === 0 ? (
        <p class="hint">{none}</p>
      ) : (
        <table class="zones-table">
          <TableHead columns={["Zone", "What may be done there"]} />
          <tbody>
            {rows.map((zone) => (
              <ZoneRow key={zone.id} zone={zone} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function ZoneRow({ zone }: { readonly zone: ListedZone }) {
  const holds = zone.status === "in_force";
  return (
    <tr>
      <td>
        <button type="button" class="zone-open" onClick={() => change({ zone: zone.id, task: null })}>
          {zone.title}
        </button>
        <span class="zone-kind">
          <KindSign kind={zone.kind} holds={holds} />
          {ZONE_SIGNS[zone.kind].label} ({ZONE_SIGNS[zone.kind].code})
        </span>
        <span class="hint">
          {statusWords(zone)}
          {zone.partOfDay && ", for a part of that day only"}
        </span>
      </td>
      <td>
        {holds ? zone.powers.short : "not in force then"}
        {holds && <span class="hint">{drugsWords(zone)}</span>}
        {zone.warnings.length > 0 && <span class="zone-warned">Warning: see the zone</span>}
      </td>
    </tr>
  );
}

/** What ends within five weeks of the date: time to consult, extend or let go. */
export function EndingList() {
  const answer = zones.current.value.value;
  const ending = (answer?.ending ?? []).filter(({ id }) => zonesHere.value.some((zone) => zone.id === id));
  if (ending.length === 0) return null;
  return (
    <section class="notice zones-ending" aria-label="Ending within five weeks">
      <h2>Ending within five weeks</h2>
      <ul>
        {ending.map(({ id, kind, title, effectiveTo, days }) => (
          <li key={id}>
            <button type="button" class="zone-open" onClick={() => change({ zone: id, task: null })}>
              {title}
            </button>{" "}
            ({ZONE_SIGNS[kind].code}) ends {daysWords(days)}, {momentWords(effectiveTo)}
          </li>
        ))}
      </ul>
    </section>
  );
}
