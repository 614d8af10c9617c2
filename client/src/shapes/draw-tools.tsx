import { useEffect, useRef, useState } from "preact/hooks";
import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { rounded } from "../map/corners.ts";
import type { Drawing } from "../map/drawing.ts";
import type { HexbeatMap } from "../map/hexbeat-map.ts";
import type { DrawingState, DrawingTool } from "../map/map-types.ts";
import { Check } from "../ui/check.tsx";
import { Segments } from "../ui/segments.tsx";
import { CornerTools } from "./corner-tools.tsx";
import { type Edges, snapToEdges } from "./edge-snap.ts";
import type { ShapeChoice } from "./shape-choice.ts";

const TOOLS: readonly { readonly value: DrawingTool; readonly label: string; readonly how: string }[] = [
  {
    value: "polygon",
    label: "Polygon",
    how: "Click corner after corner; click the first one again, or press Enter, to end.",
  },
  { value: "rectangle", label: "Rectangle", how: "Click one corner, then the opposite one." },
  { value: "circle", label: "Circle", how: "Click the centre, then the edge." },
  {
    value: "corners",
    label: "Corners",
    how: "Drag a corner to move it, a dot between two to add one; a right click removes it.",
  },
];
const NOTHING: DrawingState = { polygons: [], tool: "polygon", corner: 0, canUndo: false, canRedo: false };

type Props = {
  readonly map: HexbeatMap | null;
  /** What corners may be pulled onto. */
  readonly edges: Edges;
  /** The shape whose corners can be moved from the start; null = none yet. */
  readonly begin: DrawnPolygonBody | null;
  readonly choice: ShapeChoice | null;
  readonly onChoice: (choice: ShapeChoice | null) => void;
};

/** Draw one area on the map and move its corners, with undo. */
export function DrawTools({ map, edges, begin, choice, onChoice }: Props) {
  const { drawing, state } = useDrawing({ map, begin, choice, onChoice });
  const [pulls, setPulls] = useState(true);
  useEffect(() => {
    drawing?.snapTo(pulls && edges.length > 0 ? (at, reach) => snapToEdges(edges, at, reach) : null);
  }, [drawing, edges, pulls]);
  if (map === null) return <p class="hint">The map is on its way…</p>;
  const last = state.polygons.at(-1);
  return (
    <>
      <Segments
        legend="On the map"
        name="drawing-shape"
        value={state.tool}
        segments={TOOLS.map((tool) => ({ ...tool, disabled: tool.value === "corners" && last === undefined }))}
        onChoose={(value) => drawing?.choose(TOOLS.find((tool) => tool.value === value)?.value ?? "polygon")}
      />
      <p class="hint">
        {TOOLS.find(({ value }) => value === state.tool)?.how}
        {state.tool !== "corners" && " Without a mouse: type it."}
      </p>
      {edges.length > 0 && (state.tool === "polygon" || state.tool === "corners") && (
        <Check checked={pulls} onChange={setPulls}>
          Pull corners onto ward edges
        </Check>
      )}
      {state.tool === "corners" && last !== undefined && (
        <CornerTools
          polygon={last}
          corner={state.corner}
          onCorner={(corner) => drawing?.chooseCorner(corner)}
          onPolygon={(polygon, corner) => drawing?.replaceLast(polygon, corner)}
        />
      )}
      <StepButtons drawing={drawing} state={state} />
    </>
  );
}

function StepButtons({ drawing, state }: { readonly drawing: Drawing | null; readonly state: DrawingState }) {
  return (
    <div class="shape-buttons">
      <button type="button" class="button" disabled={!state.canUndo} onClick={() => drawing?.undo()}>
        Undo
      </button>
      <button type="button" class="button" disabled={!state.canRedo} onClick={() => drawing?.redo()}>
        Redo
      </button>
      <button type="button" class="button" disabled={state.polygons.length === 0} onClick={() => drawing?.clear()}>
        Clear
      </button>
    </div>
  );
}

/** A drawing for as long as the tools are on screen. What was chosen before stays so until something is drawn. */
function useDrawing({ map, begin, choice, onChoice }: Omit<Props, "edges">) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [state, setState] = useState<DrawingState>(NOTHING);
  const [begun] = useState(() => ({ polygon: begin === null ? undefined : rounded(begin), choice }));
  const say = useRef(onChoice);
  say.current = onChoice;
  useEffect(() => {
    let made: Drawing | null = null;
    let gone = false;
    const onChange = (next: DrawingState) => {
      setState(next);
      const polygon = next.polygons.at(-1);
      if (polygon === begun.polygon) say.current(begun.choice);
      else say.current(polygon === undefined ? null : { source: "drawn", polygon });
    };
    void map?.startDrawing({ most: 1, begin: begun.polygon ?? null, onChange }).then((started) => {
      if (gone) return started.stop();
      made = started;
      setDrawing(started);
    });
    return () => {
      gone = true;
      made?.stop();
    };
  }, [map]);
  return { drawing, state };
}
