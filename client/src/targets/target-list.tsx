import type { TargetAreasBody } from "../../../server/api/types.ts";
import { formatDay } from "../format.ts";
import { Check } from "../ui/check.tsx";
import { TargetDetails } from "./target-details.tsx";

type Feature = TargetAreasBody["features"][number];
type Props = {
  readonly targets: readonly Feature[];
  /** Which of them are on the sheet, and how that is changed; null where nothing is chosen. */
  readonly picked: { readonly ids: readonly number[]; readonly onToggle: (id: number) => void } | null;
  /** A decision was stored. */
  readonly onDecided: () => void;
};

/** Target areas with their state; each opens to its evidence, its history and what may be decided. */
export function TargetList({ targets, picked, onDecided }: Props) {
  if (targets.length === 0) return <p class="hint">No target area yet.</p>;
  return (
    <ul class="target-list">
      {targets.map(({ id, properties }) => (
        <li key={id} class={`target ${properties.status}`}>
          <div class="target-head">
            {picked !== null && (
              <Check
                checked={picked.ids.includes(id)}
                disabled={properties.status === "declined" || properties.status === "closed"}
                onChange={() => picked.onToggle(id)}
              >
                <span class="visually-hidden">Patrol {properties.name}</span>
              </Check>
            )}
            <div>
              <strong>{properties.name}</strong>
              <span class="hint">
                {" "}
                {properties.boroughs.map(({ name }) => name).join(", ")} · {properties.hectares.toFixed(1)} ha
              </span>
              <p class="hint">
                <span class={`status ${properties.status}`}>{properties.status}</span>
                {properties.reviewOn !== null && ` review ${formatDay(properties.reviewOn)}`}
                {properties.reviewDue && <b> due</b>}
              </p>
            </div>
          </div>
          <a href={`#/profile?dataset=${properties.dataset}&area=target-${id}`}>
            12-month profile<span class="visually-hidden"> of {properties.name}</span>
          </a>
          <TargetDetails id={id} onDecided={onDecided} />
        </li>
      ))}
    </ul>
  );
}
