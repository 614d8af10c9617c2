import { Type } from "typebox";
import { CalendarDate, closed } from "./common.ts";
import { OUTCOME_KINDS } from "./vocabulary.ts";

const DRUG_CLASSES = ["A", "B", "C"] as const;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const nullable = (maxLength: number) => Type.Union([text(maxLength), Type.Null()]);
const nullableClass = Type.Union([Type.Enum(DRUG_CLASSES), Type.Null()]);

/** One row of the ledger. Two rows alike in all but quantity are one row twice, unless a `reference` tells them apart. */
const Outcome = Type.Object(
  {
    id: Type.Integer(),
    kind: Type.Enum(OUTCOME_KINDS),
    unit: Type.String(),
    quantity: Type.Number(),
    date: CalendarDate,
    area: nullable(40),
    areaName: Type.Union([Type.String(), Type.Null()]),
    borough: Type.Union([Type.String(), Type.Null()]),
    boroughName: Type.Union([Type.String(), Type.Null()]),
    source: Type.String(),
    drug: Type.Union([Type.String(), Type.Null()]),
    /** At its date. */
    drugClass: nullableClass,
    reference: Type.Union([Type.String(), Type.Null()]),
    recordedAt: Type.String(),
  },
  closed,
);

/** GET /operations/:id/outcomes: the rows, and sums by kind and unit, never across them. */
export const OutcomesQuery = Type.Object(
  {
    kind: Type.Optional(Type.Enum(OUTCOME_KINDS)),
    from: Type.Optional(CalendarDate),
    to: Type.Optional(CalendarDate),
  },
  closed,
);
export const OutcomeList = Type.Object(
  {
    operation: Type.Integer(),
    outcomes: Type.Array(Outcome),
    totals: Type.Array(
      Type.Object(
        { kind: Type.Enum(OUTCOME_KINDS), unit: Type.String(), rows: Type.Integer(), quantity: Type.Number() },
        closed,
      ),
    ),
    countingRule: Type.String(),
  },
  closed,
);

/** `area`: a borough's or a ward's code. `drugClass` may be left out: it follows from the drug and the date. */
export const NewOutcome = Type.Object(
  {
    kind: Type.Enum(OUTCOME_KINDS),
    unit: Type.Optional(text(20)),
    quantity: Type.Number({ exclusiveMinimum: 0, maximum: 1e7 }),
    date: CalendarDate,
    area: Type.Optional(nullable(40)),
    source: text(200),
    drug: Type.Optional(nullable(60)),
    drugClass: Type.Optional(nullableClass),
    reference: Type.Optional(nullable(100)),
  },
  closed,
);
/** POST /operations/:id/outcomes: all rows or none. */
export const NewOutcomes = Type.Object({ outcomes: Type.Array(NewOutcome, { minItems: 1, maxItems: 1_000 }) }, closed);

/**
 * POST /operations/:id/outcomes/csv: a CSV file as text, columns kind, unit, quantity, date, area, source, drug, drug_class,
 * reference, operation (in any order; all but kind, quantity, date and source may be missing; a row that names another operation
 * is refused). One bad or duplicate row refuses the
 * file, unless `skipBadRows`: then the good ones are kept and the others told.
 */
export const OutcomeFile = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 5_000_000 }), skipBadRows: Type.Optional(Type.Boolean()) },
  closed,
);
export const OutcomeReport = Type.Object(
  {
    read: Type.Integer(),
    accepted: Type.Integer(),
    refused: Type.Array(Type.Object({ line: Type.Integer(), reason: Type.String(), detail: Type.String() }, closed)),
  },
  closed,
);

/** POST /operations/:id/outcomes/:outcome/withdraw: a row entered by mistake; kept, and counted no more. */
export const OutcomeWithdrawal = Type.Object({ reason: text(400) }, closed);

/** GET /operations/:id/outcomes/disposals: judicial disposals by month, Class A drug and borough. Every other disposal is told in `left`. */
export const Disposals = Type.Object(
  {
    operation: Type.Integer(),
    caption: Type.String(),
    months: Type.Array(CalendarDate),
    drugs: Type.Array(Type.String()),
    boroughs: Type.Array(Type.Object({ code: Type.Union([Type.String(), Type.Null()]), name: Type.String() }, closed)),
    /** Only what is there: an absent combination is no disposal. */
    rows: Type.Array(
      Type.Object(
        {
          month: CalendarDate,
          drug: Type.String(),
          borough: Type.Union([Type.String(), Type.Null()]),
          disposals: Type.Number(),
        },
        closed,
      ),
    ),
    /** Disposals that the chart leaves out: of class B or C, or without a class. */
    left: Type.Object({ otherClass: Type.Number(), noClass: Type.Number() }, closed),
  },
  closed,
);
