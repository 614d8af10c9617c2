import { generateDemoEvents, generateDemoOperations } from "../../../data/demo/generate-operations.ts";
import { generateDemoOutcomes } from "../../../data/demo/generate-outcomes.ts";
import { generateDemoZones } from "../../../data/demo/generate-zones.ts";

/** Zones, operations, ledgers and events of the demo city of one seed. */
export function generateDemoRegisters(seed: number) {
  return {
    zones: generateDemoZones(seed),
    outcomes: generateDemoOutcomes(seed),
    operations: generateDemoOperations(seed),
    events: generateDemoEvents(),
  };
}

export type DemoRegisters = ReturnType<typeof generateDemoRegisters>;
