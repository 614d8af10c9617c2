import { toLngLat, toMetres } from "../plane.ts";
import type { Random } from "../random.ts";
import type { ClosedMarket } from "./plan.ts";
import { RHYTHMS } from "./rhythm.ts";
import type { Spot, Stream } from "./stream.ts";

/** Streams of dealing behind doors: one address, few callers, warrants, phone-line intelligence. */
export function closedMarketStreams(markets: readonly ClosedMarket[]): Stream[] {
  return markets.flatMap((market) => {
    const inside = (): Spot => ({ at: market.at, text: market.address, key: market.key, flag: "none" });
    const around = (random: Random): Spot => {
      const [x, y] = toMetres(market.at);
      return {
        at: toLngLat([x + 260 * random.normal(), y + 260 * random.normal()]),
        text: "Residential street",
        key: null,
        flag: "none",
      };
    };
    const usual = { noise: "poisson" as const, rhythm: () => RHYTHMS.flat };
    return [
      {
        category: "drug_intelligence" as const,
        generation: "mixed" as const,
        sources: ["intelligence", "crimestoppers"],
        perDay: () => 0.09,
        spot: inside,
        ...usual,
      },
      {
        category: "supply" as const,
        generation: "police_generated" as const,
        sources: ["warrant"],
        perDay: () => 0.012,
        spot: inside,
        ...usual,
      },
      {
        category: "drug_asb" as const,
        generation: "public_reported" as const,
        sources: ["101"],
        perDay: () => 0.02,
        spot: inside,
        ...usual,
      },
      {
        category: "drug_intelligence" as const,
        generation: "mixed" as const,
        sources: ["intelligence"],
        perDay: () => 0.04,
        spot: around,
        ...usual,
      },
    ];
  });
}
