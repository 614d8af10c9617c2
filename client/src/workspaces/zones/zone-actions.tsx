import type { ZoneBody } from "../../../../server/api/types.ts";
import type { ZoneTask } from "./address.ts";
import { change, zonesQuery } from "./answers.ts";
import { ZoneEffect } from "./zone-effect.tsx";

const ACTIONS: readonly { readonly task: ZoneTask; readonly label: string; readonly hint: string }[] = [
  { task: "extend", label: "Extend", hint: "A later end, decided before the present one" },
  { task: "vary", label: "Vary", hint: "Other conditions or another shape from a moment on" },
  { task: "discharge", label: "Discharge", hint: "End it early" },
  { task: "supersede", label: "Supersede", hint: "A new order takes its place" },
  { task: "edit", label: "Correct", hint: "Put right what was written down wrongly" },
];

/** What can be done to a zone. What may be done is for the service to say: it refuses with the rule. */
export function ZoneActions({ zone }: { readonly zone: ZoneBody }) {
  const isOver = zone.status === "discharged" || zone.status === "superseded";
  return (
    <div class="zone-actions">
      {ACTIONS.filter(({ task }) => !isOver || task === "edit").map(({ task, label, hint }) => (
        <button
          key={task}
          type="button"
          class="button"
          title={hint}
          aria-expanded={task === "extend" || task === "discharge" ? zonesQuery.value.task === task : undefined}
          onClick={() => change({ task: zonesQuery.peek().task === task ? null : task })}
        >
          {label}
        </button>
      ))}
      <ZoneEffect zone={zone} />
    </div>
  );
}
