import { AreaSetList } from "../api/areas.ts";
import { listAreaSets } from "../db/area-queries.ts";
import { failures, NoQuery, type Resource } from "./context.ts";

/** The dated sets of areas that are loaded. */
export const areaSetRoutes: Resource =
  ({ db }) =>
  async (app) => {
    app.get(
      "/area-sets",
      { config: { tier: "analyst" }, schema: { querystring: NoQuery, response: { 200: AreaSetList, ...failures } } },
      async () => ({ sets: (await listAreaSets(db.knex)).map(({ id, code, ...set }) => ({ id: code, ...set })) }),
    );
  };
