import { computed } from "@preact/signals";
import { fetchAllZones } from "../../../api-evaluation.ts";
import { fetchTargetAreas } from "../../../api-patrol.ts";
import { fetchAreaGroups } from "../../../api-registers.ts";
import { formatDay } from "../../../format.ts";
import { liveResource } from "../../../resource.ts";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { dataset } from "../answers.ts";
import type { TakenPlace } from "./draft.ts";

const registers = liveResource(
  computed(() => {
    const data = dataset.value;
    return data === null ? null : { key: `${data.id} ${data.version}`, id: data.id };
  }),
  async ({ id }, abort) => {
    const [{ zones }, { features }, { groups }] = await Promise.all([
      fetchAllZones(id, abort),
      fetchTargetAreas(id, abort),
      fetchAreaGroups(abort),
    ]);
    return { zones, targets: features.map(({ properties }) => properties), groups };
  },
);

type Entry = TakenPlace & { readonly key: string };
type Props = { readonly taken: TakenPlace | null; readonly onTake: (place: TakenPlace | null) => void };

/** The place of a zone, a target area or a saved group of areas, taken over as it stands now. */
export function TakenPlaceField({ taken, onTake }: Props) {
  const { value, state } = registers.current.value;
  if (state === "failed") return <FailedNotice of={registers} />;
  if (value === null) return <p class="hint">Loading zones, target areas and saved groups…</p>;
  const lists = entriesOf(value);
  const all = lists.flatMap(({ entries }) => entries);
  if (all.length === 0) return <p class="hint">There is no zone, no target area and no saved group of areas yet.</p>;
  const chosen = all.find(({ words }) => words === taken?.words);
  return (
    <label class="field">
      <span class="field-title">Zone, target area or saved group of areas</span>
      <select
        value={chosen?.key ?? ""}
        onChange={({ currentTarget }) => onTake(all.find(({ key }) => key === currentTarget.value) ?? null)}
      >
        <option value="">none chosen</option>
        {lists.map(({ title, entries }) => (
          <optgroup key={title} label={title}>
            {entries.map(({ key, words }) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span class="hint">It is taken over as it stands now: what becomes of it later does not change the phase.</span>
    </label>
  );
}

type Registers = NonNullable<(typeof registers)["current"]["value"]["value"]>;

function entriesOf({ zones, targets, groups }: Registers): { title: string; entries: Entry[] }[] {
  return [
    {
      title: "Zones",
      entries: zones.map(({ id, title, effectiveFrom }) => ({
        ...{ key: `zone ${id}`, shape: { zone: id } },
        words: `${title}, from ${formatDay(effectiveFrom)}`,
      })),
    },
    {
      title: "Target areas",
      entries: targets.map(({ id, name }) => ({
        ...{ key: `target ${id}`, shape: { targetArea: id }, words: `${name} (target area ${id})` },
      })),
    },
    {
      title: "Saved groups of areas",
      entries: groups.map(({ id, name, codes }) => ({
        ...{ key: `group ${id}`, shape: { areas: codes }, words: `${name} (${codes.length} areas)` },
      })),
    },
  ].filter(({ entries }) => entries.length > 0);
}
