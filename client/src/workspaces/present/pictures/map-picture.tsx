import type { AreaCollection, PlaceListBody, PresentationBody } from "../../../../../server/api/types.ts";
import { riverLine } from "../../../layers/river.ts";
import { badgePoint } from "./badge-point.ts";
import { mapLabels } from "./map-labels.ts";
import {
  type Box,
  boxOfPolygons,
  fitProjection,
  overlaps,
  type Point,
  type Projection,
  pathOf,
  type Size,
  scaleBar,
} from "./projection.ts";
import { fontOf, useSize } from "./use-size.ts";

type Picture = Extract<PresentationBody["frames"][number]["picture"], { kind: "map" }>;
export type Ground = {
  readonly boroughs: AreaCollection | null;
  readonly wards: AreaCollection | null;
  readonly stations: PlaceListBody["places"];
};
type Props = {
  readonly picture: Picture;
  readonly ground: Ground | null;
  readonly synthetic: boolean;
  readonly fixed: Size | null;
};

/** Less than this across and nobody would know where it is. */
const LEAST_METRES = { alone: 6_000, tested: 2_600 } as const;
const MARGIN = 0.1;
const RIVER_METRES = 330;
const ROLES = { target: "Target", marked: "Rose", tested: "Tested" } as const;

/** The ground as lines and names, and the outlines of what was looked at: no cell and no point. */
export function MapPicture({ picture, ground, synthetic, fixed }: Props) {
  const { element, size } = useSize(fixed);
  return (
    <div class="wall-map" ref={element}>
      {size !== null && <Drawn picture={picture} ground={ground} synthetic={synthetic} size={size} />}
    </div>
  );
}

function Drawn({ picture, ground, synthetic, size }: Omit<Props, "fixed"> & { readonly size: Size }) {
  const { outlines } = picture;
  const box = boxOfPolygons(outlines.filter(isCentral).flatMap(({ geometry }) => geometry.coordinates));
  if (box === null) return null;
  const metres = outlines.length === 1 ? LEAST_METRES.alone : LEAST_METRES.tested;
  const projection = fitProjection(box, size, { metres, margin: MARGIN });
  const font = fontOf(size);
  const badges = badgesOf(outlines, projection);
  const labels = mapLabels({ outlines, ground, badges: badges.map(({ at }) => at) }, { projection, size, font });
  const shapes = outlines.map(({ role, geometry }) => ({
    role,
    path: pathOf(geometry.coordinates, projection.project),
  }));
  const bar = scaleBar(projection.pixelsPerMetre, size.width / 4);
  const roles = (["target", "marked", "tested"] as const).filter((role) => outlines.some((one) => one.role === role));
  return (
    <>
      <svg width={size.width} height={size.height} role="img" aria-label={spoken(picture)}>
        <GroundFills ground={ground} synthetic={synthetic} projection={projection} />
        {shapes.map(({ role, path }, at) => (
          <path key={at} class={`fill fill-${role}`} d={path} />
        ))}
        {/* Over the fills: which side of it something lies on is the question. */}
        <path class="borough-line" d={areaPath(ground?.boroughs ?? null, projection)} />
        {shapes.map(({ role, path }, at) => (
          <g key={at} class={`outline outline-${role}`}>
            <path class="casing" d={path} />
            <path class="edge" d={path} />
          </g>
        ))}
        <g style={{ fontSize: `${font}px` }}>
          {badges.map(({ text, at: [x, y] }) => (
            <g key={text} class="badge">
              <circle cx={x} cy={y} r={font * 0.78} />
              <text x={x} y={y} text-anchor="middle" dominant-baseline="central">
                {text}
              </text>
            </g>
          ))}
          {labels.map(({ text, kind, lines, at: [x, y] }) => (
            <text key={text} class={`name name-${kind}`} text-anchor="middle" dominant-baseline="central">
              {lines.map((line, row) => (
                <tspan key={line} x={x} y={y + row * font * 1.15}>
                  {line}
                </tspan>
              ))}
            </text>
          ))}
        </g>
      </svg>
      {roles.length > 1 && (
        <ul class="wall-legend">
          {roles.map((role) => (
            <li key={role}>
              <span class={`swatch swatch-${role}`} />
              {ROLES[role]}
            </li>
          ))}
        </ul>
      )}
      <p class="wall-scale">
        <span style={{ width: `${bar.pixels}px` }} />
        {bar.words}
      </p>
    </>
  );
}

function GroundFills({
  ground,
  synthetic,
  projection,
}: Pick<Props, "ground" | "synthetic"> & { readonly projection: Projection }) {
  const { project, pixelsPerMetre } = projection;
  return (
    <>
      <path class="land" d={areaPath(ground?.boroughs ?? null, projection)} />
      {/* Real boundaries leave the river free; illustrative ones do not. */}
      {synthetic && (
        <path class="river" d={riverPath(project)} style={{ strokeWidth: RIVER_METRES * pixelsPerMetre }} />
      )}
      <path class="ward-line" d={areaPath(ground?.wards ?? null, projection)} />
    </>
  );
}

function areaPath(areas: AreaCollection | null, { project, seen }: Projection): string {
  return inSight(areas, seen)
    .map((rings) => pathOf([rings], project))
    .join("");
}

function inSight(areas: AreaCollection | null, seen: Box) {
  return (areas?.features ?? [])
    .flatMap(({ geometry }) => geometry.coordinates)
    .filter((rings) => {
      const box = boxOfPolygons([rings]);
      return box !== null && overlaps(box, seen);
    });
}

function riverPath(project: Projection["project"]): string {
  const river = riverLine();
  if (river.type !== "Feature" || river.geometry.type !== "LineString") return "";
  return `M${river.geometry.coordinates
    .map((point) =>
      project(point)
        .map((value) => value.toFixed(1))
        .join(","),
    )
    .join("L")}`;
}

/** A place that was tested and does not stand out may lie far off: it does not widen the picture. */
function isCentral({ role, geometry }: Picture["outlines"][number], _: number, all: Picture["outlines"]): boolean {
  if (role !== "tested") return true;
  const target = boxOfPolygons(all.flatMap((one) => (one.role === "target" ? one.geometry.coordinates : [])));
  const box = boxOfPolygons(geometry.coordinates);
  if (target === null || box === null) return false;
  const [wide, high] = [target[2] - target[0], target[3] - target[1]];
  return overlaps(box, [target[0] - wide / 2, target[1] - high / 2, target[2] + wide / 2, target[3] + high / 2]);
}

/** The numbers of the lines beside the map, each in the outline that it tells of. */
function badgesOf(outlines: Picture["outlines"], { project }: Projection): { text: string; at: Point }[] {
  const numbered = outlines.filter(({ role, label }) => role === "marked" && label !== null);
  const boxes = numbered.map(({ geometry }) => boxOfPolygons(geometry.coordinates));
  return numbered.flatMap(({ label, geometry }, own) => {
    const others = boxes
      .filter((box, at) => at !== own && box !== null && !holds(box, boxes[own]))
      .filter((box) => box !== null);
    const point = badgePoint(geometry.coordinates, others);
    return label === null || point === null ? [] : [{ text: label, at: project(point) }];
  });
}

/** A place inside a strip has no room to keep away from it. */
function holds(outer: Box, inner: Box | null | undefined): boolean {
  return (
    inner !== null &&
    inner !== undefined &&
    outer[0] <= inner[0] &&
    outer[1] <= inner[1] &&
    outer[2] >= inner[2] &&
    outer[3] >= inner[3]
  );
}

function spoken({ outlines }: Picture): string {
  const marked = outlines.filter(({ role }) => role === "marked").length;
  const tested = outlines.filter(({ role }) => role === "tested").length;
  const parts = [
    "Map with the target outlined",
    ...(marked > 0 ? [`${marked} parts around it stand out, numbered as in the lines`] : []),
    ...(tested > 0 ? [`${tested} other parts tested`] : []),
  ];
  return `${parts.join("; ")}.`;
}
