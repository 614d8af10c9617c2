import { useEffect, useState } from "preact/hooks";
import type { Drawing } from "../map/drawing.ts";
import type { HexbeatMap } from "../map/hexbeat-map.ts";
import type { DrawingShape, DrawingState } from "../map/map-types.ts";
import { Segments } from "../ui/segments.tsx";
import type { ShapeChoice } from "./shape-choice.ts";

const SHAPES: readonly { readonly value: DrawingShape; readonly label: string; readonly how: string }[] = [
  {
    value: "polygon",
    label: "Polygon",
    how: "Click corner after corner; click the first one again, or press Enter, to end.",
  },
  { value: "rectangle", label: "Rectangle", how: "Click one corner, then the opposite one." },
  { value: "circle", label: "Circle", how: "Click the centre, then the edge." },
];
const NOTHING: DrawingState = { polygons: [], shape: null, canUndo: false, canRedo: false };

type Props = { readonly map: HexbeatMap | null; readonly onChoice: (choice: ShapeChoice | null) => void };

/** Draw one area on the map, with undo. */
export function DrawTools({ map, onChoice }: Props) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [state, setState] = useState<DrawingState>(NOTHING);
  useEffect(() => {
    let made: Drawing | null = null;
    let gone = false;
    const onChange = (next: DrawingState) => {
      setState(next);
      const polygon = next.polygons.at(-1);
      onChoice(polygon === undefined ? null : { source: "drawn", polygon });
    };
    void map?.startDrawing({ most: 1, onChange }).then((started) => {
      if (gone) return started.stop();
      made = started;
      setDrawing(started);
      started.choose("polygon");
    });
    return () => {
      gone = true;
      made?.stop();
    };
  }, [map]);
  if (map === null) return <p class="hint">The map is on its way…</p>;
  return (
    <>
      <Segments
        legend="Draw a"
        name="drawing-shape"
        value={state.shape ?? "polygon"}
        segments={SHAPES}
        onChoose={(value) => drawing?.choose(SHAPES.find((shape) => shape.value === value)?.value ?? null)}
      />
      <p class="hint">
        {SHAPES.find(({ value }) => value === (state.shape ?? "polygon"))?.how} Without a mouse: type it.
      </p>
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
    </>
  );
}
