import { Type } from "typebox";
import { closed } from "./common.ts";

const text = (maxLength = 400) => Type.String({ minLength: 1, maxLength });

/** A named group of areas, such as the boroughs of an operation or of a BCU: `area` takes its id in the place of its codes. */
export const AreaGroup = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    kind: Type.Enum(["bcu", "operation", "saved"]),
    codes: Type.Array(Type.String()),
    source: Type.Union([Type.String(), Type.Null()]),
    /** Shipped with the program; the others were saved here. */
    shipped: Type.Boolean(),
  },
  closed,
);
/** A group that a query named as `area`: what it stood for, in the answer. */
export const AskedAreaGroup = Type.Pick(AreaGroup, ["id", "name", "codes"], closed);
/** Of every answer to `area`; absent where no group was asked for. */
export const askedGroups = { areaGroups: Type.Optional(Type.Array(AskedAreaGroup)) };

export const AreaGroupList = Type.Object({ groups: Type.Array(AreaGroup) }, closed);

/** POST /area-groups. */
export const NewAreaGroup = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{1,60}$" }),
    name: text(),
    codes: Type.Array(text(40), { minItems: 1, maxItems: 100 }),
    source: Type.Optional(Type.Union([text(), Type.Null()])),
  },
  closed,
);
