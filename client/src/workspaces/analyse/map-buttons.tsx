import { map } from "./live-map.ts";

/** Zoom in, out, and back to the whole area. */
export function MapButtons() {
  const buttons = [
    ["Zoom in", "+", () => map.peek()?.zoomBy(1)],
    ["Zoom out", "−", () => map.peek()?.zoomBy(-1)],
    ["Show the whole area", "⌂", () => map.peek()?.goHome()],
  ] as const;
  return (
    <fieldset class="map-buttons" aria-label="Map">
      {buttons.map(([name, sign, act]) => (
        <button key={name} type="button" aria-label={name} title={name} onClick={act}>
          {sign}
        </button>
      ))}
    </fieldset>
  );
}
