import { useState } from "preact/hooks";
import type { DatasetInfo } from "../../../../../server/api/types.ts";
import type { ShapeChoice, ShapeMode } from "../../../shapes/shape-choice.ts";
import { ShapeEditor } from "../../../shapes/shape-editor.tsx";
import { Segments } from "../../../ui/segments.tsx";
import type { PhaseDraft } from "./draft.ts";

const MODES: readonly { readonly value: ShapeMode; readonly label: string }[] = [
  { value: "draw", label: "Draw" },
  { value: "pick", label: "Pick" },
  { value: "type", label: "Type" },
];

type Props = {
  readonly phase: PhaseDraft;
  readonly dataset: DatasetInfo;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onPhase: (patch: Partial<PhaseDraft>) => void;
  /** null: an operation has at least one phase. */
  readonly onRemove: (() => void) | null;
};

/** One phase: its name, its days, and where. The map of one phase at a time is open. */
export function PhaseFields({ phase, dataset, isOpen, onOpen, onPhase, onRemove }: Props) {
  const [mode, setMode] = useState<ShapeMode>("draw");
  return (
    <fieldset class="phase">
      <legend>{phase.name || "Phase"}</legend>
      <div class="phase-row">
        <NameAndDays phase={phase} onPhase={onPhase} />
        <button type="button" class="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {isOpen ? "Close the map" : phase.choice === null && phase.keep === null ? "Say where" : "Change where"}
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
      {isOpen && (
        <>
          <Segments
            legend="Where"
            name={`phase-${phase.key}-mode`}
            value={mode}
            segments={MODES}
            onChoose={(value) => setMode(MODES.find((known) => known.value === value)?.value ?? "draw")}
          />
          <ShapeEditor dataset={dataset} mode={mode} choice={phase.choice} onChoice={(choice) => onPhase({ choice })} />
        </>
      )}
    </fieldset>
  );
}

function NameAndDays({ phase, onPhase }: Pick<Props, "phase" | "onPhase">) {
  return (
    <>
      <label class="field">
        <span class="field-title">Phase</span>
        <input
          type="text"
          maxLength={120}
          value={phase.name}
          onInput={(event) => onPhase({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-title">First day</span>
        <input type="date" value={phase.from} onInput={(event) => onPhase({ from: event.currentTarget.value })} />
      </label>
      <label class="field">
        <span class="field-title">Last day</span>
        <input type="date" value={phase.last} onInput={(event) => onPhase({ last: event.currentTarget.value })} />
      </label>
    </>
  );
}

function placeWords({ choice, keep }: PhaseDraft): string {
  if (choice === null) return keep === null ? "No place yet." : "Its place stays as it was.";
  return `Its place: ${chosenWords(choice)}.`;
}

function chosenWords(choice: ShapeChoice): string {
  if ("polygon" in choice) return choice.source === "drawn" ? "as drawn" : "as typed";
  const [count, noun] = "cells" in choice ? [choice.cells.length, "hexagon"] : [choice.areas.length, "ward"];
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
