import type { View } from "../query.ts";
import type { HexbeatMap } from "./hexbeat-map.ts";
import type { Bounds } from "./map-types.ts";

/** Maps that show the same place: whichever is moved, the others follow. */
export class SyncedMaps {
  readonly #maps = new Map<string, HexbeatMap>();
  #following = false;

  /** @param map null = it is gone */
  set(name: string, map: HexbeatMap | null): void {
    if (map === null) this.#maps.delete(name);
    else this.#maps.set(name, map);
  }

  get(name: string): HexbeatMap | undefined {
    return this.#maps.get(name);
  }

  all(): HexbeatMap[] {
    return [...this.#maps.values()];
  }

  /** Every other map goes where this one is. A map that follows tells of its move, too: that one is not followed. */
  follow(view: View, leader: HexbeatMap): void {
    if (this.#following) return;
    this.#following = true;
    try {
      for (const map of this.#maps.values()) if (map !== leader) map.jumpTo(view);
    } finally {
      this.#following = false;
    }
  }

  /** Whether the move that is told now was made by another map. */
  get isFollowing(): boolean {
    return this.#following;
  }

  jumpTo(view: View): void {
    this.#following = true;
    try {
      for (const map of this.#maps.values()) map.jumpTo(view);
    } finally {
      this.#following = false;
    }
  }
}

const TILE = 512;

/**
 * The view that has all of a box in sight.
 * @param size of the map in CSS pixels; a margin of a fifteenth is kept on every side
 */
export function viewOfBox([west, south, east, north]: Bounds, size: { width: number; height: number }): View {
  const [top, bottom] = [mercator(north), mercator(south)];
  const usable = 1 - 2 / 15;
  const across = (size.width * usable) / (TILE * Math.max(1e-9, (east - west) / 360));
  const down = (size.height * usable) / (TILE * Math.max(1e-9, bottom - top));
  const middle = (top + bottom) / 2;
  const lat = (360 / Math.PI) * Math.atan(Math.exp((0.5 - middle) * 2 * Math.PI)) - 90;
  return { zoom: Math.min(15, Math.log2(Math.min(across, down))), lat, lng: (west + east) / 2 };
}

function mercator(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}
