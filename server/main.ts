import { mkdir } from "node:fs/promises";
import closeWithGrace from "close-with-grace";
import { buildApp } from "./app.ts";
import type { Config } from "./config.ts";
import { startDailyDump } from "./db/embedded/daily-dump.ts";
import { setServerUrl } from "./db/embedded/lock.ts";
import { loadDemoWhenEmpty } from "./ingest/demo/load-demo.ts";
import { openImporting } from "./ingest/open-importing.ts";

export type RunningServer = {
  readonly url: string;
  /** Resolves when the server has stopped. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
};

/**
 * Config → database → app → listen. The page answers while the demo data is still loading.
 * @param say where progress goes, a line each
 */
export async function startServer(config: Config, say: (text: string) => void): Promise<RunningServer> {
  await mkdir(config.dataDir, { recursive: true });
  const { db, imports, stopped } = await openImporting(config, { say, onError: (error) => app.log.error(error) });
  const app = await buildApp({ config, db, imports });
  if (stopped > 0)
    say(`${stopped} import${stopped === 1 ? " was" : "s were"} cut off by an earlier stop: nothing of it was saved.`);
  await app.listen({ host: config.host, port: config.port });
  const url = addressOf(app.server.address(), config.host);
  await setServerUrl(config.dataDir, url);
  say(`Hexbeat serves on ${url}`);
  const dump = startDailyDump(db, config, (error) => app.log.error(error));

  let end: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const grace = closeWithGrace({ delay: 15_000 }, async ({ err }) => {
    if (err) app.log.error(err);
    await dump.stop();
    await imports.close();
    await app.close();
    await db.close();
    end();
  });
  if (config.demo) {
    await loadDemoWhenEmpty({ db, imports, say }).catch((error: unknown) => {
      app.log.error(error);
      say("The demo city could not be loaded; the log has the reason. Imports of real files work all the same.");
    });
  }
  return {
    url,
    closed,
    async close() {
      grace.close();
      await closed;
    },
  };
}

function addressOf(address: ReturnType<import("node:net").Server["address"]>, host: string): string {
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
