import { IncidentPage, IncidentsQuery } from "../api/incidents.ts";
import type { IncidentPageBody } from "../api/types.ts";
import { CATEGORIES } from "../api/vocabulary.ts";
import { isCalendarDay } from "../db/calendar.ts";
import { type IncidentPageFilter, type IncidentPointRow, listIncidents } from "../db/incident-queries.ts";
import { failures, type Resource } from "./context.ts";
import { parseBox, refuse } from "./filter/parse-filter.ts";
import { resolveFilter } from "./filter/resolve-filter.ts";
import { readSteady } from "./read-steady.ts";

/** Incidents as points, page by page, for the analyst only. */
export const incidentRoutes: Resource =
  ({ config, db, catalogue }) =>
  async (app) => {
    app.get(
      "/incidents",
      {
        config: { tier: "analyst" },
        schema: { querystring: IncidentsQuery, response: { 200: IncidentPage, ...failures } },
      },
      async (request, reply) => {
        const { bbox, after, limit = config.limits.incidentPage, ...query } = request.query;
        const page = { bbox: parseBox(bbox), after: parseAfter(after), limit: limit + 1 };
        const { dataset, rows } = await readSteady(db.knex, async () => {
          const resolved = await resolveFilter({ knex: db.knex, catalogue }, query);
          return { dataset: resolved.dataset, rows: await listIncidents(db.knex, resolved.filter, page) };
        });
        const shown = rows.slice(0, limit);
        const next = rows.length > limit ? (shown.at(-1)?.key ?? null) : null;
        reply.header("cache-control", "private, no-store");
        const body: IncidentPageBody = {
          type: "FeatureCollection",
          dataset: dataset.code,
          version: dataset.version,
          synthetic: dataset.synthetic,
          marking: "OFFICIAL-SENSITIVE",
          next,
          features: shown.map(toFeature),
        };
        return body;
      },
    );
  };

function parseAfter(after: string | undefined): IncidentPageFilter["after"] {
  if (after === undefined) return null;
  const [day = "", id = ""] = after.split("_");
  if (!isCalendarDay(day) || BigInt(id) > 2n ** 63n - 1n)
    throw refuse("after", `after=${after} is not the next of a page.`);
  return { day, id };
}

function toFeature(row: IncidentPointRow): IncidentPageBody["features"][number] {
  const { lng, lat, key: _, category, ...properties } = row;
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: [lng, lat] },
    properties: { ...properties, category: CATEGORIES[category] ?? "other" },
  };
}
