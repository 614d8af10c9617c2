import { useEffect, useState } from "preact/hooks";
import type { ShapeInputBody, ShapePreviewBody, ZoneBody, ZoneKind } from "../../../../server/api/types.ts";
import { previewShape } from "../../api-zones.ts";
import { boundsOf } from "../../cells/outline.ts";
import { messageOf } from "../../error-message.ts";
import { formatCount } from "../../format.ts";
import { targetData } from "../../layers/patrol.ts";
import { concernsPremises, zoneData, zoneLabelData } from "../../layers/zones.ts";
import { asOutline } from "../../map/corners.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import {
  AREA_WAYS,
  chosenOutline,
  chosenPremises,
  type ShapeChoice,
  type ShapeMode,
} from "../../shapes/shape-choice.ts";
import { ShapeEditor } from "../../shapes/shape-editor.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { type Home, shownZones } from "./answers.ts";
import { idOf, type Problem } from "./fields.tsx";

type Way = "keep" | ShapeMode;
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: "keep", label: "As it is" },
  ...AREA_WAYS,
  { value: "premises", label: "Premises" },
];
const TOLERANCES = [10, 30, 60, 100, 200];
const SETTLED_MS = 300;

type Props = {
  readonly dataset: Home;
  /** What is being written: a closure is about premises. */
  readonly kind: ZoneKind;
  /** The zone whose shape may stay; null for a new one. */
  readonly zone: ZoneBody | null;
  readonly problem: Problem | null;
  /** What is to be sent; null = nothing said. */
  readonly onShape: (shape: ShapeInputBody | null) => void;
};

/** Where a zone is: kept, drawn, picked or typed; snapped to ward edges when asked, and shown as it would be saved. */
export function ZoneShape({ dataset, kind, zone, problem, onShape }: Props) {
  const [choice, setChoice] = useState<ShapeChoice | null>(null);
  const [way, setWay] = useWay({ kind, zone, choice }, setChoice);
  const [snap, setSnap] = useState(0);
  const [map, setMap] = useState<HexbeatMap | null>(null);
  const { preview, refusal } = usePreview(
    { dataset: dataset.id, choice, snap: way === "premises" ? 0 : snap },
    onShape,
  );
  const [past, setPast] = useState<Problem | null>(null);
  // What was refused about one shape is not said of the next.
  useEffect(() => setPast(problem), [choice]);
  const wrong = problem?.field === "shape" && problem !== past ? problem.message : refusal;
  const stored = zone === null ? null : { outline: asOutline(zone.geometry), premises: zone.shape.premises ?? null };
  useEffect(() => {
    map?.setData("zones", zoneData(shownZones.peek().filter(({ id }) => id !== zone?.id)));
    map?.setData("zone-labels", zoneLabelData(shownZones.peek().filter(({ id }) => id !== zone?.id)));
  }, [map]);
  useEffect(() => {
    const kept = choice === null && way !== "draw" ? zone?.geometry : undefined;
    const outline = preview?.geometry ?? kept;
    map?.setData("place", targetData(outline === undefined ? [] : [outline]));
  }, [map, preview, way, choice]);
  return (
    <section class="zone-shape" aria-labelledby="zone-shape">
      <h2 id="zone-shape">Where</h2>
      <Segments
        legend="Say where"
        name="zone-way"
        value={way}
        segments={waysOf(kind, zone)}
        onChoose={(value) => setWay(WAYS.find((known) => known.value === value)?.value ?? "draw")}
      />
      <ShapeEditor
        dataset={dataset}
        mode={way === "keep" ? null : way}
        choice={choice}
        onChoice={setChoice}
        onMap={setMap}
        {...(zone === null || stored === null ? {} : { stored, start: boundsOf(zone.geometry) })}
      />
      <Snap value={snap} disabled={way === "keep" || way === "premises"} onChange={setSnap} />
      <p role="status" class="zone-preview">
        {preview === null ? keptWords({ way, choice, stored }) : previewWords(preview)}
      </p>
      <ProblemNotice words={wrong} id={idOf("shape")} />
    </section>
  );
}

type Writing = Pick<Props, "kind" | "zone"> & { readonly choice: ShapeChoice | null };

/** How it is said. What was drawn goes on as corners that are typed, and the other way round; a closure begins with its premises. */
function useWay({ kind, zone, choice }: Writing, setChoice: (choice: ShapeChoice | null) => void) {
  const [way, setWay] = useState<Way>(zone === null ? "draw" : "keep");
  const choose = (next: Way) => {
    const outline = chosenOutline(choice);
    setWay(next);
    if (outline === null || (next !== "draw" && next !== "type")) setChoice(null);
  };
  useEffect(() => {
    if (!concernsPremises(kind) && way === "premises") choose("draw");
    else if (concernsPremises(kind) && zone === null && choice === null && way === "draw") choose("premises");
  }, [kind]);
  return [way, choose] as const;
}

function waysOf(kind: ZoneKind, zone: ZoneBody | null) {
  return WAYS.filter(({ value }) => {
    if (value === "keep") return zone !== null;
    return value !== "premises" || concernsPremises(kind);
  });
}

type Kept = {
  readonly way: Way;
  readonly choice: ShapeChoice | null;
  readonly stored: { readonly outline: unknown } | null;
};

/** What becomes of a stored shape while nothing else has been said. */
function keptWords({ way, choice, stored }: Kept): string {
  if (stored === null || choice !== null || way === "keep") return "";
  if (stored.outline === null && (way === "draw" || way === "type")) {
    return "Its shape has parts, holes or too many corners to move them one by one: say it anew, or it stays as it is.";
  }
  return "Its shape stays as it is until another one is said.";
}

type SnapProps = {
  readonly value: number;
  /** Kept and premises stay where they are. */
  readonly disabled: boolean;
  readonly onChange: (metres: number) => void;
};

function Snap({ value, disabled, onChange }: SnapProps) {
  return (
    <label class="field zone-snap">
      <span class="field-title">Snap to ward edges</span>
      <select value={value} disabled={disabled} onChange={(event) => onChange(Number(event.currentTarget.value))}>
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
        if (!isOver) setRefusal(messageOf(error));
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
  const premises = chosenPremises(choice);
  if (premises !== null) return { premises };
  if ("polygon" in choice) return { polygon: choice.polygon };
  return "cells" in choice ? { cells: [...choice.cells] } : { areas: [...choice.areas] };
}

const HECTARE = 10_000;

function previewWords(preview: ShapePreviewBody | null): string {
  if (preview === null) return "";
  const { areaSquareMetres, geometry, origin, snapped, note } = preview;
  // The first corner of a ring is written twice.
  const corners = geometry.coordinates.flat().reduce((sum, ring) => sum + ring.length - 1, 0);
  if (origin.from === "premises") return `As it would be saved: ${formatCount(areaSquareMetres)} m² round the point.`;
  const size = `${formatCount(Math.round(areaSquareMetres / (HECTARE / 10)) / 10)} ha, ${formatCount(corners)} corners`;
  const words = `${snapped ? "Snapped to ward edges" : "As it would be saved"}: ${size}.`;
  return note === null ? words : `${words} ${note}`;
}
