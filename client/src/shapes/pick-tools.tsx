import { useState } from "preact/hooks";
import type { AreaCollection } from "../../../server/api/types.ts";
import { Segments } from "../ui/segments.tsx";
import type { ShapeChoice } from "./shape-choice.ts";

export type Unit = "wards" | "cells";
const UNITS = [
  { value: "wards", label: "Wards" },
  { value: "cells", label: "Hexagons" },
] as const;

type Props = {
  readonly unit: Unit;
  readonly wards: AreaCollection | null;
  readonly choice: ShapeChoice | null;
  readonly onUnit: (unit: Unit) => void;
  readonly onWard: (code: string) => void;
  /** Pick what is in the middle of the map. */
  readonly onMiddle: () => void;
};

/** Pick wards from the map or a list, hexagons from the map; its middle can be picked by keyboard. */
export function PickTools({ unit, wards, choice, onUnit, onWard, onMiddle }: Props) {
  const [wanted, setWanted] = useState("");
  const codes = choice !== null && "areas" in choice ? choice.areas : [];
  const cells = choice !== null && "cells" in choice ? choice.cells.length : 0;
  return (
    <>
      <Segments
        legend="Pick"
        name="picked-unit"
        value={unit}
        segments={UNITS}
        onChoose={(value) => onUnit(value === "cells" ? "cells" : "wards")}
      />
      <p class="hint">
        {unit === "wards"
          ? "Click wards on the map, or tick them here."
          : "Click hexagons on the map: each 350 m across."}
      </p>
      <div class="shape-buttons">
        <button type="button" class="button" onClick={onMiddle}>
          Pick the map’s middle
        </button>
      </div>
      {unit === "cells" && <p role="status">{cells === 1 ? "1 hexagon picked." : `${cells} hexagons picked.`}</p>}
      {unit === "wards" && (
        <>
          <label class="field">
            <span class="field-title">Find a ward</span>
            <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
          </label>
          <fieldset class="shape-wards">
            <legend class="visually-hidden">Wards</legend>
            {wardRows(wards, wanted, codes).map(({ code, name, boroughName }) => (
              <label key={code}>
                <input type="checkbox" checked={codes.includes(code)} onChange={() => onWard(code)} />
                <span>
                  {name} <span class="hint">{boroughName}</span>
                </span>
              </label>
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}

const MOST_ROWS = 60;

/** Picked ones first, then those that match; a whole force's wards would be too long a list. */
function wardRows(wards: AreaCollection | null, wanted: string, picked: readonly string[]) {
  const rows = (wards?.features ?? []).map(({ properties }) => properties);
  const text = wanted.trim().toLowerCase();
  const matching = rows.filter(
    ({ name, boroughName }) => `${name} ${boroughName ?? ""}`.toLowerCase().includes(text) && text !== "",
  );
  const chosen = rows.filter(({ code }) => picked.includes(code));
  return [...new Set([...chosen, ...(text === "" ? rows : matching)])].slice(0, MOST_ROWS);
}
