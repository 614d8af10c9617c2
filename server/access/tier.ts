import type { FastifyInstance } from "fastify";
import type { Tier } from "../api/common.ts";
import { DomainError } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Who may use the route: every route says so. */
    tier?: Tier;
  }
  interface FastifyRequest {
    principal: Principal;
  }
}

/** Who asks, and for which tiers they may act. */
export type Principal = { readonly name: string; readonly tiers: readonly Tier[] };

/** Until accounts exist only this machine is served, and whoever sits at it is its analyst and keeps its data. */
export const LOCAL_ANALYST: Principal = { name: "local", tiers: ["public", "analyst", "neighbourhood", "admin"] };

/**
 * Every route declares who may use it, or the server does not start; every request is held to it.
 * Register before the first route.
 */
export function enforceTiers(app: FastifyInstance, identify: () => Principal): void {
  app.addHook("onRoute", (route) => {
    if (route.config?.tier === undefined) {
      throw new Error(`Route ${String(route.method)} ${route.url} declares no tier.`);
    }
  });
  app.decorateRequest("principal");
  app.addHook("onRequest", async (request) => {
    request.principal = identify();
    const tier = request.routeOptions.config.tier ?? "public";
    if (!request.principal.tiers.includes(tier)) {
      throw new DomainError("forbidden", `This needs the ${tier} tier.`);
    }
  });
}
