import { Type } from "typebox";
import { CalendarDate, closed, DatasetCode } from "./common.ts";
import { MultiPolygon, ShapeInput, ShapeOrigin } from "./shapes.ts";

/** Who may know of it: covert work stays in the analyst tier. */
export const VISIBILITIES = ["open", "partner", "covert"] as const;
export type Visibility = (typeof VISIBILITIES)[number];
export const FOUR_P = ["prepare", "protect", "pursue", "prevent"] as const;

const text = (maxLength = 400) => Type.String({ minLength: 1, maxLength });
const nullable = (maxLength = 400) => Type.Union([text(maxLength), Type.Null()]);

const operationFields = {
  name: text(120),
  /** A role, such as "Inspector, neighbourhood team". */
  lead: text(),
  nimLevel: Type.Union([Type.Enum([1, 2, 3]), Type.Null()]),
  fourP: Type.Array(Type.Enum(FOUR_P), { maxItems: 4, uniqueItems: true }),
  priorities: Type.Array(text(), { maxItems: 20 }),
  summary: nullable(4_000),
  costPounds: Type.Union([Type.Number({ minimum: 0, maximum: 1e9 }), Type.Null()]),
  costNote: nullable(),
  visibility: Type.Enum(VISIBILITIES),
};

const phaseFields = { name: text(120), from: CalendarDate, /** Exclusive. */ to: CalendarDate };
const Phase = Type.Object(
  {
    position: Type.Integer(),
    ...phaseFields,
    shape: ShapeOrigin,
    areaSquareMetres: Type.Integer(),
    /** A point inside it: [lng, lat]. */
    centre: Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  },
  closed,
);
const PhaseWithGeometry = Type.Object({ ...Phase.properties, geometry: MultiPolygon }, closed);

const operation = {
  id: Type.Integer(),
  version: Type.Integer(),
  dataset: Type.Union([DatasetCode, Type.Null()]),
  synthetic: Type.Boolean(),
  ...operationFields,
  /** First day and the day after the last, over its phases. */
  from: CalendarDate,
  to: CalendarDate,
  updatedAt: Type.String(),
};

/** GET /operations, by their first day; without geometry. `dataset`: those of it alone. `from`, `to`: those that touch the window. */
export const OperationsQuery = Type.Object(
  {
    dataset: Type.Optional(DatasetCode),
    from: Type.Optional(CalendarDate),
    to: Type.Optional(CalendarDate),
  },
  closed,
);
export const OperationList = Type.Object(
  { operations: Type.Array(Type.Object({ ...operation, phases: Type.Array(Phase) }, closed)) },
  closed,
);
/** GET /operations/:id, with the geometry of its phases. */
export const Operation = Type.Object({ ...operation, phases: Type.Array(PhaseWithGeometry) }, closed);

const optionalFields = {
  nimLevel: Type.Optional(operationFields.nimLevel),
  fourP: Type.Optional(operationFields.fourP),
  priorities: Type.Optional(operationFields.priorities),
  summary: Type.Optional(operationFields.summary),
  costPounds: Type.Optional(operationFields.costPounds),
  costNote: Type.Optional(operationFields.costNote),
  visibility: Type.Optional(operationFields.visibility),
};
const PhaseInput = Type.Object({ ...phaseFields, shape: ShapeInput }, closed);

/** POST /operations. `dataset`: a synthetic one for a made-up operation; else none. Default visibility: covert. */
export const NewOperation = Type.Object(
  {
    name: operationFields.name,
    lead: operationFields.lead,
    ...optionalFields,
    dataset: Type.Optional(DatasetCode),
    phases: Type.Array(PhaseInput, { minItems: 1, maxItems: 40 }),
  },
  closed,
);

/**
 * PUT /operations/:id. What is left out stays; `phases` replaces them all, and a phase that gives `keep` (the position it
 * had) instead of a shape keeps its polygon.
 */
export const OperationEdit = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    reason: text(),
    name: Type.Optional(operationFields.name),
    lead: Type.Optional(operationFields.lead),
    ...optionalFields,
    phases: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...phaseFields,
            shape: Type.Optional(ShapeInput),
            keep: Type.Optional(Type.Integer({ minimum: 0, maximum: 39 })),
          },
          closed,
        ),
        { minItems: 1, maxItems: 40 },
      ),
    ),
  },
  closed,
);

/** Every state the operation has had, the newest first: nothing is lost. */
export const OperationHistory = Type.Object(
  {
    id: Type.Integer(),
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          action: Type.Enum(["made", "edited"]),
          recordedAt: Type.String(),
          recordedBy: Type.String(),
          reason: Type.Union([Type.String(), Type.Null()]),
          state: Type.Object(
            {
              ...operationFields,
              phases: Type.Array(Type.Object({ ...phaseFields, shape: ShapeOrigin, geometry: MultiPolygon }, closed)),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
  },
  closed,
);
