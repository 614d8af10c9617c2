import { Type } from "typebox";
import { CellId, closed, DatasetCode, ResolutionSchema } from "./common.ts";
import { CAPS } from "./hotspots.ts";
import { GateSchema, Method, RingSchema, testProperties, UniverseSchema } from "./method.ts";

/** What drugs are set beside. */
export const JOINT_PARTNERS = ["asb", "violence"] as const;

/** How the two maps of hot areas meet in a cell. */
const OVERLAYS = ["both", "drugs_only", "partner_only", "none"] as const;

/**
 * Drugs with anti-social behaviour, or with violence: the overlay of their two maps of hot areas, and where there are more
 * drug records than all other recorded crime there would lead one to expect. By `Accept`: application/json, text/csv, application/geo+json.
 */
export const JointQuery = Type.Object(
  {
    ...testProperties,
    /** default asb */
    with: Type.Optional(Type.Enum(JOINT_PARTNERS)),
    /** Of the two maps of hot areas; of the excess, too, with excess=ring. */
    ring: Type.Optional(RingSchema),
    cap: Type.Optional(Type.Enum(CAPS)),
    /** The excess of the cell alone (default), or of the disk of `ring` round it. */
    excess: Type.Optional(Type.Enum(["cell", "ring"] as const)),
  },
  closed,
);

const value = Type.Union([Type.Number(), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);

export const Joint = Type.Object(
  {
    dataset: DatasetCode,
    res: ResolutionSchema,
    ring: RingSchema,
    with: Type.Enum(JOINT_PARTNERS),
    universe: UniverseSchema,
    /** Why there is neither an overlay nor an excess; null when there is one of them. */
    gate: GateSchema,
    gates: Type.Object({ drugs: GateSchema, partner: GateSchema, excess: GateSchema }, closed),
    /** Incidents in the universe; `other` is the partner and all other recorded crime. */
    total: Type.Object({ drugs: Type.Integer(), partner: Type.Integer(), other: Type.Integer() }, closed),
    /** Drugs among drugs and other over the universe: what every cell is held against. */
    share: value,
    /** Cells of the universe in each part of the overlay; null where one of the two maps has no class. */
    overlay: Type.Union([
      Type.Object(
        {
          both: Type.Integer(),
          drugsOnly: Type.Integer(),
          partnerOnly: Type.Integer(),
          none: Type.Integer(),
        },
        closed,
      ),
      Type.Null(),
    ]),
    /** Cells of the universe with an excess at q ≤ 5 %; null where the gate says why. */
    excess: count,
    /** Every cell of the universe, or those of `area`, that holds an incident or is hot; ascending. */
    cells: Type.Array(
      Type.Object(
        {
          cell: CellId,
          drugs: Type.Integer(),
          partner: Type.Integer(),
          other: Type.Integer(),
          drugsQ: value,
          partnerQ: value,
          overlay: Type.Union([Type.Enum(OVERLAYS), Type.Null()]),
          /** Drug records that the share would lead one to expect among its records (with excess=ring: of its disk). */
          expected: value,
          /** Seen ÷ expected. */
          ratio: value,
          p: value,
          q: value,
          excess: Type.Union([Type.Boolean(), Type.Null()]),
        },
        closed,
      ),
    ),
    method: Method,
  },
  closed,
);
