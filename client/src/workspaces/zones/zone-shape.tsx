import { useEffect, useState } from "preact/hooks";
import type { ShapeInputBody, ShapePreviewBody, ZoneBody } from "../../../../server/api/types.ts";
import { previewShape } from "../../api-zones.ts";
import { formatCount } from "../../format.ts";
import { targetData } from "../../layers/patrol.ts";
import { zoneData, zoneLabelData } from "../../layers/zones.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { ShapeChoice, ShapeMode } from "../../shapes/shape-choice.ts";
import { ShapeEditor } from "../../shapes/shape-editor.tsx";
import { Segments } from "../../ui/segments.tsx";
import { type Home, shownZones } from "./answers.ts";
import { idOf, type Problem } from "./fields.tsx";
import { boundsOf } from "./shape-geometry.ts";

type Way = "keep" | ShapeMode;
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: "keep", label: "As it is" },
  { value: "draw", label: "Draw" },
  { value: "pick", label: "Pick" },
  { value: "type", label: "Type" },
];
const TOLERANCES = [10, 30, 60, 100, 200];
const SETTLED_MS = 300;

type Props = {
  readonly dataset: Home;
  /** The zone whose shape may stay; null for a new one. */
  readonly zone: ZoneBody | null;
  readonly problem: Problem | null;
  /** What is to be sent; null = nothing said. */
  readonly onShape: (shape: ShapeInputBody | null) => void;
};

/** Where a zone is: kept, drawn, picked or typed; snapped to ward edges when asked, and shown as it would be saved. */
export function ZoneShape({ dataset, zone, problem, onShape }: Props) {
  const [way, setWay] = useState<Way>(zone === null ? "draw" : "keep");
  const [choice, setChoice] = useState<ShapeChoice | null>(null);
  const [snap, setSnap] = useState(0);
  const [map, setMap] = useState<HexbeatMap | null>(null);
  const { preview, refusal } = usePreview({ dataset: dataset.id, choice, snap }, onShape);
  useEffect(() => {
    map?.setData("zones", zoneData(shownZones.peek().filter(({ id }) => id !== zone?.id)));
    map?.setData("zone-labels", zoneLabelData(shownZones.peek().filter(({ id }) => id !== zone?.id)));
  }, [map]);
  useEffect(() => {
    const outline = preview?.geometry ?? (way === "keep" ? zone?.geometry : undefined);
    map?.setData("place", targetData(outline === undefined ? [] : [outline]));
  }, [map, preview, way]);
  return (
    <section class="zone-shape" aria-labelledby="zone-shape">
      <h2 id="zone-shape">Where</h2>
      <Segments
        legend="Say where"
        name="zone-way"
        value={way}
        segments={zone === null ? WAYS.slice(1) : WAYS}
        onChoose={(value) => {
          setWay(WAYS.find((known) => known.value === value)?.value ?? "draw");
          setChoice(null);
        }}
      />
      <ShapeEditor
        dataset={dataset}
        mode={way === "keep" ? null : way}
        choice={choice}
        onChoice={setChoice}
        onMap={setMap}
        {...(zone === null ? {} : { start: boundsOf(zone.geometry) })}
      />
      {way !== "keep" && <Snap value={snap} onChange={setSnap} />}
      <p role="status" class="zone-preview">
        {previewWords(preview)}
      </p>
      {(refusal !== null || problem?.field === "shape") && (
        <p class="notice error" role="alert" id={idOf("shape")} tabIndex={-1}>
          {problem?.field === "shape" ? problem.message : refusal}
        </p>
      )}
    </section>
  );
}

function Snap({ value, onChange }: { readonly value: number; readonly onChange: (metres: number) => void }) {
  return (
    <label class="field zone-snap">
      <span class="field-title">Snap to ward edges</span>
      <select value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        <option value={0}>no</option>
        {TOLERANCES.map((metres) => (
          <option key={metres} value={metres}>
            within {metres} m
          </option>
        ))}
      </select>
    </label>
  );
}

type Asked = {
  readonly dataset: string | null;
  readonly choice: ShapeChoice | null;
  /** Metres within which the edge moves onto a ward's; 0 = it stays. */
  readonly snap: number;
};

/** Ask how a shape would be saved, a moment after the last corner; what was overtaken is dropped. */
function usePreview({ dataset, choice, snap }: Asked, onShape: (shape: ShapeInputBody | null) => void) {
  const [preview, setPreview] = useState<ShapePreviewBody | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    const shape = choice === null ? null : shapeInputOf(choice);
    onShape(shape);
    setPreview(null);
    setRefusal(null);
    if (shape === null) return;
    let isOver = false;
    const ask = async () => {
      try {
        const home = dataset === null ? {} : { dataset };
        const input = { shape, ...home, ...(snap === 0 ? {} : { snap: "wards" as const, toleranceMetres: snap }) };
        const answer = await previewShape(input);
        if (isOver) return;
        setPreview(answer);
        // What is snapped is no longer what was drawn or picked: it is saved as the polygon on the map.
        if (answer.snapped) onShape({ polygon: answer.geometry });
      } catch (error) {
        if (!isOver) setRefusal(error instanceof Error ? error.message : String(error));
      }
    };
    const timer = setTimeout(() => void ask(), SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [choice, snap, dataset]);
  return { preview, refusal };
}

function shapeInputOf(choice: ShapeChoice): ShapeInputBody {
  if ("polygon" in choice) return { polygon: choice.polygon };
  return "cells" in choice ? { cells: [...choice.cells] } : { areas: [...choice.areas] };
}

const HECTARE = 10_000;

function previewWords(preview: ShapePreviewBody | null): string {
  if (preview === null) return "";
  const { areaSquareMetres, geometry, snapped, note } = preview;
  // The first corner of a ring is written twice.
  const corners = geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
  const size = `${formatCount(Math.round(areaSquareMetres / (HECTARE / 10)) / 10)} ha, ${formatCount(corners)} corners`;
  const words = `${snapped ? "Snapped to ward edges" : "As it would be saved"}: ${size}.`;
  return note === null ? words : `${words} ${note}`;
}
