import { update } from "../../../state.ts";
import { map } from "../live-map.ts";
import { boundsOfPlace } from "./draw-places.ts";

/** Open a place's profile and bring all of it into sight. */
export function openPlace(id: string): void {
  update({ place: id, selected: null });
  const box = boundsOfPlace(id);
  if (box !== null) map.peek()?.flyTo(box);
}
