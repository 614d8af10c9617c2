import type { ShapesAnswer, ShapesQuestion } from "./build-geometry.ts";
import { cellShapes } from "./geometry.ts";

/** Makes the corners of cells while the page's own thread starts the map. */
addEventListener("message", (event: MessageEvent<ShapesQuestion>) => {
  const { id, res, compact } = event.data;
  const shapes = cellShapes(res, compact);
  const { corners, firstCorner, triangles } = shapes;
  const answer: ShapesAnswer = { id, shapes };
  postMessage(answer, { transfer: [corners.buffer, firstCorner.buffer, triangles.buffer] });
});
