import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode } from "./common.ts";
import { MultiPolygon } from "./shapes.ts";

/**
 * What an evaluation puts on the wall of a closed meeting: six frames of a few words and one picture each, counts by area
 * as they are. No point, premises, covert work or free text of the register is in it.
 */
const FRAME_KEYS = ["where", "done", "target", "border", "sure", "ask"] as const;

const number = Type.Union([Type.Number(), Type.Null()]);
const text = Type.Union([Type.String(), Type.Null()]);
const Tally = Type.Object({ label: Type.String(), n: Type.Number() }, closed);

/** `marked`: stands out against placebos; `tested`: was looked at and does not. */
const MapPicture = Type.Object(
  {
    kind: Type.Literal("map"),
    outlines: Type.Array(
      Type.Object(
        {
          role: Type.Enum(["target", "tested", "marked"]),
          /** "Target", or the number of the line that tells of a marked one. */
          label: text,
          geometry: MultiPolygon,
        },
        closed,
      ),
    ),
  },
  closed,
);

/** Phases on one axis; one figure for each kind and unit, never summed. */
const LedgerPicture = Type.Object(
  {
    kind: Type.Literal("ledger"),
    phases: Type.Array(
      Type.Object({ name: Type.String(), from: CalendarDate, /** Exclusive. */ to: CalendarDate }, closed),
    ),
    tallies: Type.Array(Tally),
  },
  closed,
);

/** `expected` may be a fraction. */
const BarsPicture = Type.Object(
  {
    kind: Type.Literal("bars"),
    bars: Type.Array(Type.Object({ ...Tally.properties, tone: Type.Enum(["before", "expected", "after"]) }, closed)),
  },
  closed,
);

/** Standardised residuals of places without an operation, ascending, and the target's own. */
const SpreadPicture = Type.Object(
  { kind: Type.Literal("spread"), residuals: Type.Array(Type.Number()), own: number, name: Type.String() },
  closed,
);

/** Questions to the meeting, composed by rules; who and when are for the meeting to say. */
const AsksPicture = Type.Object({ kind: Type.Literal("asks"), asks: Type.Array(Type.String()) }, closed);

const Frame = Type.Object(
  {
    key: Type.Enum(FRAME_KEYS),
    title: Type.String(),
    headline: Type.String(),
    lines: Type.Array(Type.String()),
    /** How sure, in one sentence. */
    accent: text,
    picture: Type.Union([MapPicture, LedgerPicture, BarsPicture, SpreadPicture, AsksPicture]),
  },
  closed,
);

/** GET /operations/:id/evaluations/:evaluation/presentation. */
export const Presentation = Type.Object(
  {
    operation: Type.Object({ id: Type.Integer(), name: Type.String() }, closed),
    evaluation: Type.Integer(),
    dataset: DatasetCode,
    synthetic: Type.Boolean(),
    marking: Type.Literal("OFFICIAL-SENSITIVE"),
    /** Who may see it. */
    audience: Type.String(),
    /** What was counted, and from when to when: on every frame. */
    counted: Type.String(),
    frames: Type.Array(Frame, { minItems: 6, maxItems: 6 }),
  },
  closed,
);

/** GET …/presentation/notes: for the presenter's own screen, never for the wall. One entry for each frame. */
export const PresentationNotes = Type.Object(
  {
    operation: Type.Object({ id: Type.Integer(), name: Type.String() }, closed),
    evaluation: Type.Integer(),
    frames: Type.Array(
      Type.Object(
        { key: Type.Enum(FRAME_KEYS), title: Type.String(), headline: Type.String(), notes: Type.Array(Type.String()) },
        closed,
      ),
    ),
  },
  closed,
);
