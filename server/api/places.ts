import { Type } from "typebox";
import { closed, DatasetCode } from "./common.ts";

/** Named places: those of the synthetic city for a synthetic dataset, real ones else. */
export const PlacesQuery = Type.Object(
  { dataset: Type.Optional(DatasetCode), kind: Type.Optional(Type.String({ maxLength: 60 })) },
  closed,
);
export const PlaceList = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        { id: Type.Integer(), kind: Type.String(), name: Type.String(), lng: Type.Number(), lat: Type.Number() },
        closed,
      ),
    ),
  },
  closed,
);
