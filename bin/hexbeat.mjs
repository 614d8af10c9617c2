#!/usr/bin/env node
import "./check-node.mjs";

const { main } = await import("../server/cli.ts");
process.exitCode = await main(process.argv.slice(2), process.env);
