import type { PresentationBody } from "../../../../../server/api/types.ts";
import { placeboBins } from "../../../evaluation/placebo-bins.ts";
import { formatCount } from "../../../format.ts";
import type { Size } from "./projection.ts";
import { fontOf, useSize } from "./use-size.ts";

type Picture = Extract<PresentationBody["frames"][number]["picture"], { kind: "spread" }>;
type Props = { readonly picture: Picture; readonly fixed: Size | null };

/** Every place without an operation in a column, and the target among them. */
export function SpreadPicture({ picture, fixed }: Props) {
  const { element, size } = useSize(fixed);
  return (
    <div class="wall-spread" ref={element}>
      {size !== null && <Drawn picture={picture} size={size} />}
    </div>
  );
}

function Drawn({ picture: { residuals, own, name }, size }: { readonly picture: Picture; readonly size: Size }) {
  const bins = placeboBins(residuals, own);
  const [first, last] = [bins[0], bins.at(-1)];
  const font = fontOf(size);
  if (first === undefined || last === undefined || residuals.length === 0)
    return <p class="wall-none">There are no comparable places to draw.</p>;
  const [left, right, top, base] = [2.4 * font, size.width - 1.4 * font, 3.2 * font, size.height - 3.4 * font];
  const highest = Math.max(1, ...bins.map(({ n }) => n));
  const x = (value: number) => left + ((value - first.from) / (last.to - first.from)) * (right - left);
  const said = `${formatCount(residuals.length)} comparable places without an operation; the target at ${own?.toFixed(1) ?? "no place"} standard deviations from what was expected.`;
  const half = (name.length * font * 0.62) / 2;
  const nameAt = own === null ? 0 : Math.min(size.width - half - 4, Math.max(half + 4, x(own)));
  return (
    <svg width={size.width} height={size.height} role="img" aria-label={said} style={{ fontSize: `${font}px` }}>
      {bins.map(({ from, to, n }) => (
        <rect
          key={from}
          class="placebo-bar"
          x={x(from) + 1}
          width={Math.max(1, x(to) - x(from) - 2)}
          y={base - (n / highest) * (base - top)}
          height={(n / highest) * (base - top)}
        />
      ))}
      <line class="zero" x1={x(0)} x2={x(0)} y1={top} y2={base} />
      <line class="base" x1={left} x2={right} y1={base} y2={base} />
      {own !== null && (
        <>
          <line class="own-casing" x1={x(own)} x2={x(own)} y1={top - 0.6 * font} y2={base} />
          <line class="own" x1={x(own)} x2={x(own)} y1={top - 0.6 * font} y2={base} />
          <text class="own-name" x={nameAt} y={top - font} text-anchor="middle">
            {name}
          </text>
        </>
      )}
      <text x={font} y={base + 1.5 * font}>
        ← fell further
      </text>
      <text x={size.width - font} y={base + 1.5 * font} text-anchor="end">
        rose further →
      </text>
      <text class="quiet" x={size.width / 2} y={base + 2.8 * font} text-anchor="middle">
        {formatCount(residuals.length)} comparable places, no operation
      </text>
    </svg>
  );
}
