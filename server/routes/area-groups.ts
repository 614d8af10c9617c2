import { AreaGroup, AreaGroupList, NewAreaGroup } from "../api/area-groups.ts";
import type { AreaGroupListBody } from "../api/types.ts";
import { insertAreaGroup, knownAreaCodes, listAreaGroups } from "../db/area-group-queries.ts";
import { DomainError } from "../errors.ts";
import { shippedGroups } from "../ingest/area-group-table.ts";
import { failures, NoQuery, type Resource } from "./context.ts";
import { refuse } from "./filter/parse-filter.ts";

/** Named groups of areas: those the program ships with, and those saved here. */
export const areaGroupRoutes: Resource =
  ({ db }) =>
  async (app) => {
    app.get(
      "/area-groups",
      {
        config: { tier: "neighbourhood" },
        schema: { querystring: NoQuery, response: { 200: AreaGroupList, ...failures } },
      },
      async (): Promise<AreaGroupListBody> => {
        const saved = await listAreaGroups(db.knex);
        return {
          groups: [
            ...shippedGroups().map((group) => ({ ...group, codes: [...group.codes], shipped: true })),
            ...saved.map((group) => ({ ...group, kind: "saved" as const, shipped: false })),
          ],
        };
      },
    );

    app.post(
      "/area-groups",
      {
        config: { tier: "analyst" },
        schema: { querystring: NoQuery, body: NewAreaGroup, response: { 201: AreaGroup, ...failures } },
      },
      async (request, reply) => {
        const { id, name, source } = request.body;
        const codes = [...new Set(request.body.codes)];
        const known = await knownAreaCodes(db.knex, codes);
        const unknown = codes.find((code) => !known.has(code));
        if (unknown !== undefined) throw refuse("codes", `codes: no loaded area set has the area "${unknown}".`);
        const group = { id, name: name.trim(), codes, source: source ?? null };
        if (group.name === "") throw refuse("name", "name is blank: say what the group is called.");
        const taken = shippedGroups().some((shipped) => shipped.id === id);
        if (taken || !(await insertAreaGroup(db.knex, group, request.principal.name))) {
          throw new DomainError("conflict", `id: there is a group "${id}" already; give another id.`, { field: "id" });
        }
        return reply.code(201).send({ ...group, kind: "saved", shipped: false });
      },
    );
  };
