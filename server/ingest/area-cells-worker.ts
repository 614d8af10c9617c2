import { parentPort } from "node:worker_threads";
import { areaCells } from "./area-cells.ts";
import type { AreaCellRows, NumberedArea } from "./area-cells-beside.ts";
import { copyLine } from "./copy-text.ts";
import { cellToBigint } from "./point-index.ts";

parentPort?.on("message", ({ areaId, coordinates }: NumberedArea) => {
  const lines = areaCells(coordinates).map(({ res, cell, centreInside }) =>
    copyLine([areaId, res, cellToBigint(cell), centreInside]),
  );
  const rows: AreaCellRows = { text: lines.join(""), rows: lines.length };
  parentPort?.postMessage(rows);
});
