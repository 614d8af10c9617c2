import { signal, useSignalEffect } from "@preact/signals";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { boundsOf, type Outline } from "../../cells/outline.ts";
import { targetData } from "../../layers/patrol.ts";
import type { HexbeatMap } from "../../map/hexbeat-map.ts";
import type { Bounds } from "../../map/map-types.ts";
import { GroundMap } from "../../ui/ground-map.tsx";
import { ground, scope } from "./answers.ts";
import { viewOf } from "./map-view.ts";

/** The map on screen, for the picture that is printed; null where there is none. */
export const profileMap = signal<HexbeatMap | null>(null);

/** Where it is: the place outlined in its borough. */
export function ProfileMap({ dataset }: { readonly dataset: DatasetInfo }) {
  useSignalEffect(() => {
    const [map, place, places] = [profileMap.value, scope.value, ground.current.value.value];
    if (map === null || place === null) return;
    map.setData("targets", targetData([place.outline]));
    const borough = places?.boroughs?.features.find(({ properties }) => properties.code === place.borough?.code);
    map.jumpTo(viewOf(boxOfOutline(borough?.geometry ?? place.outline)));
  });
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

/** Where an outline without a corner would be: the whole of London. */
const LONDON: Bounds = [-0.51, 51.28, 0.334, 51.692];

function boxOfOutline(outline: Outline): Bounds {
  const box = boundsOf(outline);
  return box[0] > box[2] ? LONDON : box;
}
