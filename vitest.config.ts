import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], extra: Record<string, unknown> = {}) => ({
  test: { name, include, testTimeout: 60_000, hookTimeout: 120_000, ...extra },
});

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    projects: [
      project("unit", [
        "test/{analytics,api,client,demo,evaluation,house,registers,statistics}/**/*.test.{ts,tsx}",
        "test/ingest/*.test.ts",
        "test/*.test.ts",
      ]),
      project("db", ["test/db/**/*.test.ts", "test/ingest/db/**/*.test.ts"]),
      project("routes", ["test/routes/**/*.test.ts"]),
      project("realdata", ["test/realdata/**/*.test.ts"], { testTimeout: 600_000, hookTimeout: 600_000 }),
      project("browser", ["test/browser/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        // A page drawn in software on a busy machine may be late once; late twice is a fault.
        retry: 1,
      }),
    ],
  },
});
