import { fastify } from "fastify";
import { enforceTiers, type Principal } from "../../server/access/tier.ts";
import type { Config } from "../../server/config.ts";
import type { Database } from "../../server/db/database.ts";
import { createCatalogue } from "../../server/db/dataset-catalogue.ts";
import { answerErrors } from "../../server/http/answer-errors.ts";
import { compileValidator } from "../../server/http/validate-request.ts";
import type { ImportService } from "../../server/ingest/import-service-type.ts";
import type { Resource } from "../../server/routes/context.ts";

type Service = { readonly config: Config; readonly db: Database; readonly imports: ImportService };

type Asking = {
  readonly routes: readonly Resource[];
  /** "open": past the tier gate, to see what a route refuses by itself. */
  readonly gate?: "closed" | "open";
};

/** Some routes of a service, on the same database, for somebody of other tiers. */
export async function asPrincipal(
  { config, db, imports }: Service,
  principal: Principal,
  { routes, gate = "closed" }: Asking,
) {
  const app = fastify();
  app.setValidatorCompiler(compileValidator);
  answerErrors(app);
  enforceTiers(app, () => (gate === "closed" ? principal : { ...principal, tiers: [...principal.tiers, "analyst"] }));
  if (gate === "open") {
    app.addHook("preHandler", async (request) => {
      request.principal = principal;
    });
  }
  const context = { config, db, imports, catalogue: createCatalogue(db.knex) };
  for (const route of routes) await app.register(route(context));
  return app;
}
