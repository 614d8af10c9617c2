import { useState } from "preact/hooks";
import type { DatasetInfo } from "../../../../../server/api/types.ts";
import { boundsOf } from "../../../cells/outline.ts";
import { asOutline } from "../../../map/corners.ts";
import { AREA_WAYS, type ShapeChoice, type ShapeMode } from "../../../shapes/shape-choice.ts";
import { ShapeEditor } from "../../../shapes/shape-editor.tsx";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { Segments } from "../../../ui/segments.tsx";
import { idOf, type Problem, TextField } from "../../zones/fields.tsx";
import type { PhaseDraft } from "./draft.ts";
import { TakenPlaceField } from "./taken-place.tsx";

type Way = Exclude<ShapeMode, "premises"> | "take";
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  ...AREA_WAYS,
  { value: "take", label: "From a register" },
];

type Props = {
  readonly phase: PhaseDraft;
  /** Where it stands among the phases: refusals name it by that. */
  readonly at: number;
  readonly dataset: DatasetInfo;
  readonly problem: Problem | null;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onPhase: (patch: Partial<PhaseDraft>) => void;
  /** null: an operation has at least one phase. */
  readonly onRemove: (() => void) | null;
};

/** One phase: its name, its days, and where. The map of one phase at a time is open. */
export function PhaseFields({ phase, at, dataset, problem, isOpen, onOpen, onPhase, onRemove }: Props) {
  const hasPlace = phase.choice !== null || phase.taken !== null || phase.stored !== null;
  const shape = `phases[${at}].shape`;
  return (
    <fieldset class="phase">
      <legend>{phase.name || "Phase"}</legend>
      <div class="phase-row">
        <NameAndDays phase={phase} at={at} problem={problem} onPhase={onPhase} />
        <button type="button" class="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {isOpen ? "Close the map" : hasPlace ? "Change where" : "Say where"}
        </button>
        {onRemove !== null && (
          <button type="button" class="button quiet" onClick={onRemove}>
            Remove<span class="visually-hidden"> {phase.name}</span>
          </button>
        )}
      </div>
      <p class="hint" role="status">
        {placeWords(phase)}
      </p>
      <ProblemNotice words={problem?.field === shape ? problem.message : null} id={idOf(shape)} />
      {isOpen && <Place phase={phase} dataset={dataset} onPhase={onPhase} />}
    </fieldset>
  );
}

function Place({ phase, dataset, onPhase }: Pick<Props, "phase" | "dataset" | "onPhase">) {
  const [way, setWay] = useState<Way>(phase.taken === null ? "draw" : "take");
  const { stored } = phase;
  const known =
    stored === null
      ? {}
      : { stored: { outline: asOutline(stored.geometry), premises: null }, start: boundsOf(stored.geometry) };
  return (
    <>
      <Segments
        legend="Where"
        name={`phase-${phase.key}-mode`}
        value={way}
        segments={WAYS}
        onChoose={(value) => setWay(WAYS.find((known) => known.value === value)?.value ?? "draw")}
      />
      {way === "take" ? (
        <TakenPlaceField taken={phase.taken} onTake={(taken) => onPhase({ taken, choice: null })} />
      ) : (
        <ShapeEditor
          dataset={dataset}
          mode={way}
          choice={phase.choice}
          onChoice={(choice) => onPhase({ choice, taken: null })}
          {...known}
        />
      )}
    </>
  );
}

function NameAndDays({ phase, at, problem, onPhase }: Pick<Props, "phase" | "at" | "problem" | "onPhase">) {
  const field = (name: "name" | "from" | "to", title: string) => ({ name: `phases[${at}].${name}`, title, problem });
  return (
    <>
      <TextField {...field("name", "Phase")} most={120} value={phase.name} onInput={(name) => onPhase({ name })} />
      <TextField {...field("from", "First day")} type="date" value={phase.from} onInput={(from) => onPhase({ from })} />
      <TextField {...field("to", "Last day")} type="date" value={phase.last} onInput={(last) => onPhase({ last })} />
    </>
  );
}

function placeWords({ choice, taken, stored }: PhaseDraft): string {
  if (taken !== null) return `Its place: ${taken.words}.`;
  if (choice === null) return stored === null ? "No place yet." : "Its place stays as it was.";
  return `Its place: ${chosenWords(choice)}.`;
}

function chosenWords(choice: ShapeChoice): string {
  if ("polygon" in choice) return choice.source === "drawn" ? "as drawn" : "as typed";
  const [count, noun] = "cells" in choice ? [choice.cells.length, "hexagon"] : [choice.areas.length, "ward"];
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
