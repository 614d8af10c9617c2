import type { ZoneKind } from "../../../../server/api/types.ts";
import { NOT_IN_FORCE, patternPath, ZONE_SIGNS } from "../../layers/zone-signs.ts";

const [WIDTH, HEIGHT, STEP] = [26, 16, 6] as const;

/** Pattern and outline of a kind as the map draws them. @param holds false = planned or past */
export function KindSign({ kind, holds = true }: { readonly kind: ZoneKind; readonly holds?: boolean }) {
  const { colour, pattern, dash } = ZONE_SIGNS[kind];
  const line = holds ? { colour, dash, width: 2 } : { ...NOT_IN_FORCE, width: 1.5 };
  return (
    <svg class="zone-sign" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {holds && <rect width={WIDTH} height={HEIGHT} fill={colour} fill-opacity={0.14} />}
      {holds && (
        <path
          d={patternPath(pattern, { width: WIDTH, height: HEIGHT }, STEP)}
          stroke={colour}
          stroke-width={pattern === "dots" ? 2 : 1}
        />
      )}
      <rect
        x={1}
        y={1}
        width={WIDTH - 2}
        height={HEIGHT - 2}
        fill="none"
        stroke={line.colour}
        stroke-width={line.width}
        stroke-dasharray={line.dash.map((length) => length * line.width).join(" ")}
      />
    </svg>
  );
}
