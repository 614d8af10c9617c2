import type { JointExcess } from "../../analytics/joint-excess.ts";
import { Joint, JointQuery } from "../../api/joint.ts";
import type { JointBody } from "../../api/types.ts";
import { breaksInScope, refuseCrossing } from "../filter/breaks-in-scope.ts";
import { cellForms } from "./cell-forms.ts";
import { describeJoint, type JointFound } from "./describe-joint.ts";
import { breakGate, finenessGate, gateOf } from "./gate.ts";
import {
  BESIDE_DRUGS,
  countOf,
  excessGate,
  idsOf,
  type Partner,
  partnerGate,
  refuseOverlap,
  withCategories,
} from "./joint-counts.ts";
import { type Frame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute, type Work } from "./statistic-route.ts";
import { DEFAULT_OPTIONS, type TestedAreas, testHotAreas } from "./test-hot-areas.ts";

const COLUMNS = [
  ...["cell", "drugs", "partner", "other", "overlay", "drugsQ", "partnerQ"],
  ...["expected", "ratio", "p", "q", "excess"],
];

export type JointOptions = {
  readonly with: Partner;
  readonly ring: number;
  readonly cap: "p99" | "none";
  readonly excess: "cell" | "ring";
};
export type JointFrame = Frame & { readonly options: JointOptions };

/** Where drugs meet disorder or violence, and where they are more than what else is recorded there. */
export const jointRoutes = statisticRoute({
  path: "/joint",
  title: "Drugs with anti-social behaviour or violence",
  query: JointQuery,
  answer: Joint,
  about: async (context, { with: partner = "asb", ring = 1, cap = "p99", excess = "cell", ...query }) => {
    const frame = await resolveFrame(context, query);
    refuseOverlap(frame.filter.categoryIds);
    if (query.from !== undefined || query.to !== undefined) refuseCrossing(breaksOfAll(frame), frame.filter);
    return { ...frame, options: { with: partner, ring, cap, excess } };
  },
  key: (about) => [...frameKey(about), about.options],
  make: async (work: Work<JointFrame>): Promise<JointBody> => describeJoint(work.about, await find(work)),
  forms: cellForms(COLUMNS, ({ cells }: JointBody) => cells),
});

async function find(work: Work<JointFrame>): Promise<JointFound> {
  const { context, about, signal } = work;
  const { options } = about;
  const partnerFrame = withCategories(about, idsOf([options.with]));
  const otherFrame = withCategories(about, idsOf(BESIDE_DRUGS));
  const [drugs, partner, other] = [
    await countOf(context, about),
    await countOf(context, partnerFrame),
    await countOf(context, otherFrame),
  ];
  const tested = { ...DEFAULT_OPTIONS, ring: options.ring, cap: options.cap };
  const [ofDrugs, ofPartner, excess] = await Promise.all([
    testHotAreas(context, about, { counted: drugs.counted, options: tested, signal }),
    testHotAreas(context, partnerFrame, { counted: partner.counted, options: tested, signal }),
    testExcess(work, { drugs: drugs.counts, other: other.counts }),
  ]);
  const missing = partnerGate(about.dataset, options.with);
  return {
    drugs: ofDrugs,
    partner: missing === null ? ofPartner : withoutClass(ofPartner, missing),
    other: other.counts,
    ...excess,
  };
}

type Excess = Pick<JointFound, "excess" | "excessGate">;

async function testExcess(
  { context, about, signal }: Work<JointFrame>,
  counts: { drugs: Float64Array; other: Float64Array },
): Promise<Excess> {
  const known = excessGate(about.dataset) ?? finenessGate(about) ?? breakGate(breaksOfAll(about), about.filter);
  if (known !== null) return { excess: null, excessGate: known };
  const { universe, options } = about;
  const adjacency = options.excess === "ring" ? await context.adjacencies.get(universe, options.ring) : null;
  const result: JointExcess = await context.pool.run("jointExcess", { ...counts, adjacency }, signal);
  return result.gate === null
    ? { excess: result, excessGate: null }
    : { excess: null, excessGate: gateOf(result.gate) };
}

function withoutClass(areas: TestedAreas, gate: NonNullable<TestedAreas["gate"]>): TestedAreas {
  return { ...areas, gate, tested: null };
}

/** Breaks of the drug records, of their partner's and of what they are held against. */
function breaksOfAll({ dataset, filter }: Frame) {
  const categoryIds = [...filter.categoryIds, ...idsOf(BESIDE_DRUGS)];
  return breaksInScope({ dataset, categoryIds, counted: "points" });
}
