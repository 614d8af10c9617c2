import { useState } from "preact/hooks";
import type { TargetAreaBody } from "../../../server/api/types.ts";
import { datasetNamed } from "../datasets.ts";
import { AREA_WAYS, choiceBody, type ShapeChoice, type ShapeMode } from "../shapes/shape-choice.ts";
import { ShapeEditor } from "../shapes/shape-editor.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Segments } from "../ui/segments.tsx";
import { NominateForm } from "./nominate-form.tsx";
import { type NominationStart, nominated, nomination } from "./nomination.ts";

/** The nomination on screen, over whatever workspace mounts it; nothing while there is none. */
export function NominateDialog() {
  const start = nomination.value;
  return start === null ? null : <Nomination start={start} />;
}

function Nomination({ start }: { readonly start: NominationStart }) {
  const [stored, setStored] = useState<TargetAreaBody | null>(null);
  const store = (target: TargetAreaBody) => {
    setStored(target);
    nominated.value++;
  };
  return (
    <Dialog
      name="nominate"
      title="Nominate a target area"
      class="nominate"
      onClose={() => {
        nomination.value = null;
      }}
    >
      {(close) =>
        stored === null ? <Choosing start={start} onStored={store} /> : <Stored target={stored} onClose={close} />
      }
    </Dialog>
  );
}

type Way = "core" | ShapeMode;
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: "core", label: "Core of this cluster" },
  ...AREA_WAYS,
];

type ChoosingProps = { readonly start: NominationStart; readonly onStored: (target: TargetAreaBody) => void };

/** Which area, and why. */
function Choosing({ start, onStored }: ChoosingProps) {
  const [way, setWay] = useState<Way>(start.source === "cluster" ? "core" : "draw");
  const [choice, setChoice] = useState<ShapeChoice | null>(null);
  const dataset = datasetNamed(start.query.dataset ?? null);
  const core = way === "core" && start.source === "cluster" ? start : null;
  const place = core === null ? choice && choiceBody(choice) : { source: "cluster" as const, cluster: core.cluster };
  return (
    <>
      <Segments
        legend="Which area"
        name="nominate-way"
        value={way}
        segments={start.source === "cluster" ? WAYS : WAYS.slice(1)}
        onChoose={(value) => {
          setWay(WAYS.find((known) => known.value === value)?.value ?? "draw");
          setChoice(null);
        }}
      />
      {core !== null && <Core start={core} />}
      {way !== "core" && dataset !== null && (
        <ShapeEditor dataset={dataset} mode={way} choice={choice} onChoice={setChoice} />
      )}
      <NominateForm query={start.query} place={place} dataset={dataset} onStored={onStored} />
    </>
  );
}

function Core({ start }: { readonly start: Extract<NominationStart, { source: "cluster" }> }) {
  return (
    <div class="nominate-core">
      <strong>{start.name}</strong>
      <p>{start.detail}</p>
      <p class="hint">
        The core is the fewest hexagons that hold 60 % of the cluster’s incidents ({start.cells.length} here). Its row
        in the list and the method are kept with it as they are now.
      </p>
    </div>
  );
}

function Stored({ target, onClose }: { readonly target: TargetAreaBody; readonly onClose: () => void }) {
  return (
    <div class="nominate-core" role="status">
      <strong>
        {target.name} is target area {target.id}, proposed.
      </strong>
      <ul class="why">
        {target.why.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div class="shape-buttons">
        <a class="button primary" href={`#/patrol?dataset=${target.dataset}`} onClick={onClose}>
          Open the patrol sheet
        </a>
        <button type="button" class="button" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}
