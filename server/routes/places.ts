import { PlaceList, PlacesQuery } from "../api/places.ts";
import { listPlaces } from "../db/place-queries.ts";
import { failures, type Resource } from "./context.ts";
import { chooseDataset } from "./filter/choose-dataset.ts";

/** Named places and stations, for labels. */
export const placeRoutes: Resource =
  ({ db, catalogue }) =>
  async (app) => {
    app.get(
      "/places",
      { config: { tier: "analyst" }, schema: { querystring: PlacesQuery, response: { 200: PlaceList, ...failures } } },
      async (request) => {
        const { dataset, kind } = request.query;
        const known = await catalogue.list();
        const synthetic =
          known.length === 0 && dataset === undefined ? false : chooseDataset(known, dataset, "anything").synthetic;
        return { places: await listPlaces(db.knex, synthetic, kind ?? null) };
      },
    );
  };
