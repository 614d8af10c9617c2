import { latLngToCell } from "h3-js";
import { useEffect, useState } from "preact/hooks";
import type { AreaCollection } from "../../../server/api/types.ts";
import { areaFinder } from "../cells/place-names.ts";
import { targetData } from "../layers/patrol.ts";
import type { HexbeatMap } from "../map/hexbeat-map.ts";
import type { Bounds, LngLat } from "../map/map-types.ts";
import { GroundMap, type GroundOf } from "../ui/ground-map.tsx";
import { DrawTools } from "./draw-tools.tsx";
import { PickTools, type Unit } from "./pick-tools.tsx";
import { choiceShapes, type ShapeChoice, type ShapeMode, toggled } from "./shape-choice.ts";
import { TypeTools } from "./type-tools.tsx";

type Props = {
  readonly dataset: GroundOf;
  /** null = the map alone. */
  readonly mode: ShapeMode | null;
  readonly choice: ShapeChoice | null;
  readonly onChoice: (choice: ShapeChoice | null) => void;
  /** Where the map begins; the whole area where left out. */
  readonly start?: Bounds;
  /** The map, for what the page draws beside the shape; null when it is gone. */
  readonly onMap?: (map: HexbeatMap | null) => void;
};

const PICKED_RES = 9;

/** Say where an area is: drawn on the map, picked from wards or cells, or typed. Everything but drawing works by keyboard. */
export function ShapeEditor({ dataset, mode, choice, onChoice, start, onMap }: Props) {
  const [map, setMap] = useState<HexbeatMap | null>(null);
  const [wards, setWards] = useState<AreaCollection | null>(null);
  const [unit, setUnit] = useState<Unit>("wards");
  useEffect(() => {
    // A drawing shows itself.
    const shapes = choice?.source === "drawn" ? [] : choiceShapes(choice, wards);
    map?.setData("targets", targetData(shapes));
    if (choice?.source === "typed") map?.flyTo(boxOfRing(choice.polygon.coordinates[0] ?? []));
  }, [map, choice, wards]);
  const pick = ([lng, lat]: LngLat) => {
    if (mode !== "pick") return;
    if (unit === "cells") {
      const held = choice !== null && "cells" in choice ? choice.cells : [];
      onChoice(chosenOf("cells", toggled(held, latLngToCell(lat, lng, PICKED_RES))));
      return;
    }
    const ward = areaFinder(wards)([lng, lat]);
    const held = choice !== null && "areas" in choice ? choice.areas : [];
    if (ward !== null) onChoice(chosenOf("areas", toggled(held, ward.properties.code)));
  };
  return (
    <div class="shape-editor">
      <div class="shape-tools">
        {mode === "draw" && <DrawTools map={map} onChoice={onChoice} />}
        {mode === "type" && <TypeTools onChoice={onChoice} />}
        {mode === "pick" && (
          <PickTools
            unit={unit}
            wards={wards}
            choice={choice}
            onUnit={(next) => {
              setUnit(next);
              onChoice(null);
            }}
            onWard={(code) => {
              const held = choice !== null && "areas" in choice ? choice.areas : [];
              onChoice(chosenOf("areas", toggled(held, code)));
            }}
            onMiddle={() => {
              const view = map?.view();
              if (view !== undefined) pick([view.lng, view.lat]);
            }}
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
          onClick={pick}
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

/** Nothing picked is no choice. */
function chosenOf(kind: "cells" | "areas", list: readonly string[]): ShapeChoice | null {
  if (list.length === 0) return null;
  return kind === "cells" ? { source: "picked", cells: list } : { source: "picked", areas: list };
}

/** [west, south, east, north]. */
function boxOfRing(ring: readonly (readonly number[])[]): Bounds {
  const [lngs, lats] = [ring.map(([lng = 0]) => lng), ring.map(([, lat = 0]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}
