import type { JointExcess } from "../../analytics/joint-excess.ts";
import type { JointBody } from "../../api/types.ts";
import { describeUniverse } from "../../statistics/universe.ts";
import type { Gate } from "./gate.ts";
import type { JointFrame } from "./joint.ts";
import { BESIDE_DRUGS } from "./joint-counts.ts";
import { methodCard } from "./method-card.ts";
import type { TestedAreas } from "./test-hot-areas.ts";

/** False-discovery rate of each of the two maps, and of the excess. */
const LEVEL = 0.05;

export type JointFound = {
  readonly drugs: TestedAreas;
  readonly partner: TestedAreas;
  /** Everything beside drugs, per cell of the universe. */
  readonly other: Float64Array;
  readonly excess: Extract<JointExcess, { gate: null }> | null;
  readonly excessGate: Gate;
};

type Cell = JointBody["cells"][number];

export function describeJoint(frame: JointFrame, found: JointFound): JointBody {
  const { dataset, universe, options } = frame;
  const { drugs, partner, excess } = found;
  const all = overlayOf(found);
  const gates = { drugs: drugs.gate, partner: partner.gate, excess: found.excessGate };
  const listed = frame.listed ?? Uint32Array.from(universe.cells.keys());
  return {
    ...{ dataset: dataset.code, res: universe.res, ring: options.ring, with: options.with },
    universe: describeUniverse(universe),
    gate: all === null && excess === null ? (partner.gate ?? drugs.gate) : null,
    gates,
    total: { drugs: drugs.total, partner: partner.total, other: found.other.reduce((a, b) => a + b, 0) },
    share: excess?.share ?? null,
    overlay: all === null ? null : tally(all),
    excess: excess === null ? null : excess.q.filter((q) => q <= LEVEL).length,
    cells: listCells({ frame, found, overlay: all, listed }),
    method: describeMethod(frame, found),
  };
}

/** Per cell of the universe; null where one of the two maps has no class. */
function overlayOf({ drugs, partner }: JointFound): Cell["overlay"][] | null {
  const [ofDrugs, ofPartner] = [drugs.tested?.q, partner.tested?.q];
  if (ofDrugs === undefined || ofPartner === undefined) return null;
  return Array.from(ofDrugs, (q, i) => {
    const [hot, partnerHot] = [q <= LEVEL, (ofPartner[i] ?? 1) <= LEVEL];
    if (hot) return partnerHot ? "both" : "drugs_only";
    return partnerHot ? "partner_only" : "none";
  });
}

function tally(overlay: readonly Cell["overlay"][]): NonNullable<JointBody["overlay"]> {
  const count = (wanted: Cell["overlay"]) => overlay.filter((kind) => kind === wanted).length;
  return {
    both: count("both"),
    drugsOnly: count("drugs_only"),
    partnerOnly: count("partner_only"),
    none: count("none"),
  };
}

type Listing = {
  readonly frame: JointFrame;
  readonly found: JointFound;
  readonly overlay: readonly Cell["overlay"][] | null;
  readonly listed: Uint32Array;
};

/** Cells with nothing in them and no class say nothing; they are left out. */
function listCells({ frame, found, overlay, listed }: Listing): Cell[] {
  const { drugs, partner, other, excess } = found;
  const at = new Map(Array.from(excess?.members ?? [], (cell, row) => [cell, row]));
  const isHot = (q: Float64Array | undefined, i: number) => (q?.[i] ?? 1) <= LEVEL;
  const isSaid = (i: number) =>
    (drugs.counts[i] ?? 0) + (other[i] ?? 0) > 0 || isHot(drugs.tested?.q, i) || isHot(partner.tested?.q, i);
  return [...listed].filter(isSaid).map((i) => {
    const row = at.get(i);
    const tested = excess !== null && row !== undefined;
    const expected = tested ? (excess.expected[row] ?? 0) : null;
    const q = tested ? (excess.q[row] ?? 1) : null;
    return {
      cell: frame.universe.cells[i] ?? "",
      ...{ drugs: drugs.counts[i] ?? 0, partner: partner.counts[i] ?? 0, other: other[i] ?? 0 },
      ...{ drugsQ: drugs.tested?.q[i] ?? null, partnerQ: partner.tested?.q[i] ?? null },
      overlay: overlay?.[i] ?? null,
      expected,
      ratio: tested && expected !== null && expected > 0 ? (excess.seen[row] ?? 0) / expected : null,
      p: tested ? (excess.p[row] ?? 1) : null,
      q,
      excess: q === null ? null : q <= LEVEL,
    };
  });
}

function describeMethod(frame: JointFrame, { drugs, partner, excess }: JointFound): JointBody["method"] {
  const { dataset, universe, filter, asked, options } = frame;
  const { ring, cap } = options;
  return methodCard({
    ...{ kind: "joint", dataset, universe, filter, asked, outside: drugs.outside },
    parameters: {
      ...{ res: universe.res, ring, cap, p: "exact", tail: "upper", level: LEVEL },
      ...{ capDrugs: drugs.capValue, capPartner: partner.capValue, with: options.with },
      other: BESIDE_DRUGS.join(" "),
      excess: options.excess,
      share: excess?.share ?? null,
      excessTest: "binomial: drugs among drugs and other, against the share of the universe",
      family: "Benjamini-Hochberg over every cell of the universe (maps), over every cell with a record (excess)",
    },
  });
}
