import { latLngToCell } from "h3-js";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { AreaCollection, DrawnPolygonBody } from "../../../server/api/types.ts";
import { boundsOf } from "../cells/outline.ts";
import { areaFinder } from "../cells/place-names.ts";
import { targetData } from "../layers/patrol.ts";
import type { HexbeatMap } from "../map/hexbeat-map.ts";
import type { Bounds, LngLat } from "../map/map-types.ts";
import { GroundMap, type GroundOf } from "../ui/ground-map.tsx";
import { DrawTools } from "./draw-tools.tsx";
import { edgesOf } from "./edge-snap.ts";
import { PickTools, type Unit } from "./pick-tools.tsx";
import { PremisesTools } from "./premises-tools.tsx";
import {
  choiceShapes,
  chosenOutline,
  chosenPremises,
  type Premises,
  type ShapeChoice,
  type ShapeMode,
  toggled,
} from "./shape-choice.ts";
import { TypeTools } from "./type-tools.tsx";

/** A shape as it is stored, to be changed. */
export type StoredShape = { readonly outline: DrawnPolygonBody | null; readonly premises: Premises | null };

type Props = {
  readonly dataset: GroundOf;
  /** null = the map alone. */
  readonly mode: ShapeMode | null;
  readonly choice: ShapeChoice | null;
  readonly onChoice: (choice: ShapeChoice | null) => void;
  /** What is changed; a new shape where left out. */
  readonly stored?: StoredShape;
  /** Where the map begins; the whole area where left out. */
  readonly start?: Bounds;
  /** The map, for what the page draws beside the shape; null when it is gone. */
  readonly onMap?: (map: HexbeatMap | null) => void;
};

/**
 * Say where an area is: drawn on the map, picked from wards or cells, or typed; or where premises are. By keyboard, too, but
 * for drawing: there the corners are moved by keyboard once there are some.
 */
export function ShapeEditor({ dataset, mode, choice, onChoice, stored = NOTHING, start, onMap }: Props) {
  const [map, setMap] = useState<HexbeatMap | null>(null);
  const [wards, setWards] = useState<AreaCollection | null>(null);
  const [unit, setUnit] = useState<Unit>("wards");
  const [clicked, setClicked] = useState<LngLat | null>(null);
  const edges = useMemo(() => edgesOf(wards), [wards]);
  useShownChoice({ map, mode, choice, wards });
  const pickWard = (code: string) => onChoice(chosenOf("areas", toggled(codesOf(choice), code)));
  const click = ([lng, lat]: LngLat) => {
    if (mode === "premises") setClicked([lng, lat]);
    if (mode !== "pick") return;
    const ward = unit === "wards" ? areaFinder(wards)([lng, lat]) : null;
    if (ward !== null) pickWard(ward.properties.code);
    if (unit === "cells") onChoice(chosenOf("cells", toggled(cellsOf(choice), latLngToCell(lat, lng, PICKED_RES))));
  };
  const clickMiddle = () => {
    const view = map?.view();
    if (view !== undefined) click([view.lng, view.lat]);
  };
  const begin = chosenOutline(choice) ?? stored.outline;
  return (
    <div class="shape-editor">
      <div class="shape-tools">
        {mode === null && <p class="hint">It stays where it is. Draw moves its corners, Type writes them.</p>}
        {mode === "draw" && <DrawTools map={map} edges={edges} begin={begin} choice={choice} onChoice={onChoice} />}
        {mode === "type" && <TypeTools begin={begin} onChoice={onChoice} />}
        {mode === "premises" && (
          <PremisesTools
            dataset={dataset.id}
            begin={chosenPremises(choice) ?? stored.premises}
            clicked={clicked}
            onMiddle={clickMiddle}
            onChoice={onChoice}
          />
        )}
        {mode === "pick" && (
          <PickTools
            unit={unit}
            wards={wards}
            choice={choice}
            onUnit={(next) => {
              setUnit(next);
              onChoice(null);
            }}
            onWard={pickWard}
            onMiddle={clickMiddle}
          />
        )}
      </div>
      <div class="shape-map">
        <GroundMap
          dataset={dataset}
          onMap={(made) => {
            setMap(made);
            onMap?.(made);
          }}
          onClick={click}
          onAreas={(areas, ground) => {
            setWards(areas.wards);
            if (start === undefined) ground.goHome(false);
            else ground.flyTo(start);
          }}
          without="pick wards from the list, or type the corners."
        />
      </div>
    </div>
  );
}

const NOTHING: StoredShape = { outline: null, premises: null };
const PICKED_RES = 9;
/** A little under the closest that the map flies to. */
const BUILDING_ZOOM = 13.9;

type Shown = Pick<Props, "mode" | "choice"> & {
  readonly map: HexbeatMap | null;
  readonly wards: AreaCollection | null;
};

/** What is chosen, on the map; a drawing shows itself. */
function useShownChoice({ map, mode, choice, wards }: Shown): void {
  useEffect(() => {
    const isDrawing = mode === "draw" && choice !== null && "polygon" in choice;
    const [premises, shapes] = [chosenPremises(choice), isDrawing ? [] : choiceShapes(choice, wards)];
    const points = premises === null ? [] : [{ type: "Point" as const, coordinates: [...premises.lngLat] }];
    map?.setData("targets", targetData([...shapes, ...points]));
    if (mode === "type" && choice?.source === "typed")
      map?.flyTo(boundsOf({ coordinates: [choice.polygon.coordinates] }));
    if (map !== null && premises !== null) bringNear(map, premises);
  }, [map, mode, choice, wards]);
}

/** Close enough to see the building; where it is so already, only into sight. */
function bringNear(map: HexbeatMap, { lngLat: [lng = 0, lat = 0] }: Premises): void {
  if (map.view().zoom < BUILDING_ZOOM) map.flyTo([lng, lat, lng, lat]);
  else map.reveal([lng, lat]);
}

function codesOf(choice: ShapeChoice | null): readonly string[] {
  return choice !== null && "areas" in choice ? choice.areas : [];
}

function cellsOf(choice: ShapeChoice | null): readonly string[] {
  return choice !== null && "cells" in choice ? choice.cells : [];
}

/** Nothing picked is no choice. */
function chosenOf(kind: "cells" | "areas", list: readonly string[]): ShapeChoice | null {
  if (list.length === 0) return null;
  return kind === "cells" ? { source: "picked", cells: list } : { source: "picked", areas: list };
}
