import { type AdjustedRows, adjustRows, type RowCounts } from "../analytics/adjusted-rows.ts";
import type { Blocks } from "../analytics/least-squares.ts";
import {
  type Comparison,
  FEWEST_PLACEBOS,
  fitPlacebos,
  type Judged,
  judge,
  type PlaceboModel,
  placeboP,
} from "../analytics/placebo-adjustment.ts";
import type { Placebo } from "./gather-placebos.ts";
import type { Ground } from "./ground.ts";
import { type ControlRule, comparisonOf, type Measured, type Sums } from "./measure-layout.ts";

/** Which of the measured variants is compared. */
export type Variant = { readonly windows: number; readonly rings: number; readonly control: ControlRule };

/** One of the two primary tests. */
export type Primary = {
  readonly own: Comparison;
  readonly pool: readonly Placebo[];
  /** null with too few placebos to fit anything. */
  readonly judged: (Judged & { readonly model: PlaceboModel; readonly p: number; readonly pOpposite: number }) | null;
  /** p may be read as a verdict. */
  readonly enough: boolean;
};

export type Assessed = { readonly target: Primary; readonly zone: Primary };

/** A level within this factor of the tested one is like it. */
const LEVEL_FACTOR = 2;
/** No more placebos than this are held against one place: those nearest to it in level. */
const MOST_PLACEBOS = 999;

/** Both primary tests of a variant: the target for a fall, its displacement zone for a rise. */
export function assess(own: Measured, { ground, placebos }: Placebos, variant: Variant): Assessed {
  const target = test(own, placebos, { variant, part: "target", direction: "fall" });
  return { target, zone: test(own, placebos, { variant, part: "zone", direction: "rise", ground }) };
}

/** The places that a target is held against, on their ground. */
export type Placebos = { readonly ground: Pick<Ground, "overlap">; readonly placebos: readonly Placebo[] };

type Test = {
  readonly ground?: Placebos["ground"];
  readonly variant: Variant;
  readonly part: "target" | "zone";
  readonly direction: "fall" | "rise";
};

function test(own: Measured, placebos: readonly Placebo[], { variant, part, direction, ground }: Test): Primary {
  const comparison = compare(own, { variant, part });
  const level = comparison.before;
  const alike = placebos
    .filter((placebo) => (part === "target" ? placebo.targetIsFree : placebo.zoneIsFree))
    .flatMap((placebo) => {
      const measured = placebo.measured[variant.windows];
      return measured === undefined ? [] : [{ placebo, comparison: compare(measured, { variant, part }) }];
    })
    .filter(({ comparison: { before } }) => before >= level / LEVEL_FACTOR && before <= level * LEVEL_FACTOR);
  const pool = alike
    .sort(
      (a, b) =>
        Math.abs(Math.log((a.comparison.before + 0.5) / (level + 0.5))) -
        Math.abs(Math.log((b.comparison.before + 0.5) / (level + 0.5))),
    )
    .slice(0, MOST_PLACEBOS);
  const model = fitPlacebos(
    pool.map((one) => one.comparison),
    ground === undefined
      ? undefined
      : {
          groupOf: pool.map((_, at) => at),
          groups: pool.length,
          overlapping: overlapsOf(
            ground,
            pool.map(({ placebo }) => placebo),
          ),
        },
  );
  const common = { own: comparison, pool: pool.map(({ placebo }) => placebo), enough: pool.length >= FEWEST_PLACEBOS };
  if (model === null) return { ...common, judged: null };
  const judged = judge(model, comparison);
  const p = placeboP(model.residuals, judged.residual, direction);
  const pOpposite = placeboP(model.residuals, judged.residual, direction === "fall" ? "rise" : "fall");
  return { ...common, judged: { ...judged, model, p, pOpposite } };
}

function compare(measured: Measured, { variant, part }: Pick<Test, "variant" | "part">): Comparison {
  const sums = part === "target" ? measured.target : (measured.zone[variant.rings] ?? measured.target);
  return comparisonOf(sums, controlOf(measured, variant), measured.force);
}

function controlOf({ controls, force }: Measured, { control }: Variant) {
  return controls?.[control] ?? force;
}

/** Placebos of one date whose zones share ground: they say the same thing twice. */
function overlapsOf(ground: Placebos["ground"], pool: readonly Placebo[]): Blocks["overlapping"] {
  const blocks = pool.map((_, at) => [at]);
  for (const [at, one] of pool.entries()) {
    for (let other = at + 1; other < pool.length; other++) {
      const { date, centre } = pool[other] ?? one;
      if (date !== one.date || !ground.overlap(one.centre, centre)) continue;
      blocks[at]?.push(other);
      blocks[other]?.push(at);
    }
  }
  return (placebo) => blocks[placebo] ?? [];
}

/** Every ring, strip and receiving place, held against the rows of the zone's placebos. */
export function assessRows(
  own: Measured,
  kinds: readonly string[],
  { ground, placebos: pool }: Placebos,
  variant: Variant,
): AdjustedRows {
  return adjustRows(
    rowsOf(own, kinds, variant),
    pool.map((placebo) => {
      const measured = placebo.measured[variant.windows];
      return measured === undefined ? [] : rowsOf(measured, placebo.kinds, variant);
    }),
    overlapsOf(ground, pool),
  );
}

function rowsOf(measured: Measured, kinds: readonly string[], variant: Variant): RowCounts[] {
  const control = controlOf(measured, variant);
  return measured.rows.flatMap((sums: Sums, at) => {
    const kind = kinds[at];
    return kind === undefined ? [] : [{ kind, counts: comparisonOf(sums, control, measured.force) }];
  });
}
