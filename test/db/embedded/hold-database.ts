import { readConfig } from "../../../server/config.ts";
import { setServerUrl } from "../../../server/db/embedded/lock.ts";
import { openDatabase } from "../../../server/db/open-database.ts";

/** Run as a process of its own: opens the embedded database in the folder given, says so, and keeps it until it is killed. */
const [dataDir = "", serverUrl] = process.argv.slice(2);
const db = await openDatabase(readConfig({ HEXBEAT_DATA_DIR: dataDir }));
if (serverUrl !== undefined) await setServerUrl(dataDir, serverUrl);
await db.knex.raw("CREATE TABLE IF NOT EXISTS held (at timestamptz DEFAULT now())");
await db.knex.raw("INSERT INTO held DEFAULT VALUES");
console.log("open");
setInterval(() => undefined, 60_000);
