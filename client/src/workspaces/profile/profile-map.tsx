import { effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { targetData } from "../../layers/patrol.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { Bounds } from "../../map/map-types.ts";
import { GroundMap } from "../../ui/ground-map.tsx";
import { ground, scope } from "./answers.ts";
import { viewOf } from "./map-view.ts";
import type { Scope } from "./scope.ts";

/** The map on screen, for the picture that is printed; null where there is none. */
export const profileMap = signal<HexbeatMap | null>(null);

/** Where it is: the place outlined in its borough. */
export function ProfileMap({ dataset }: { readonly dataset: DatasetInfo }) {
  useEffect(
    () =>
      effect(() => {
        const [map, place, places] = [profileMap.value, scope.value, ground.current.value.value];
        if (map === null || place === null) return;
        map.setData("targets", targetData([place.outline]));
        const borough = places?.boroughs?.features.find(({ properties }) => properties.code === place.borough?.code);
        map.jumpTo(viewOf(boxOfOutline(borough?.geometry ?? place.outline)));
      }),
    [],
  );
  return (
    <div class="profile-map">
      <GroundMap
        dataset={dataset}
        onMap={(map) => {
          profileMap.value = map;
        }}
        without="the place is named above."
      />
    </div>
  );
}

function boxOfOutline({ coordinates }: Pick<Scope["outline"], "coordinates">): Bounds {
  const corners = coordinates.flat(2);
  const [lngs, lats] = [corners.map(([lng = 0]) => lng), corners.map(([, lat = 0]) => lat)];
  return [lngs, lats].every((axis) => axis.length > 0)
    ? [least(lngs), least(lats), most(lngs), most(lats)]
    : [-0.51, 51.28, 0.334, 51.692];
}

// Outlines may have more corners than a call takes arguments.
function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
