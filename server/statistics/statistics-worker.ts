import { parentPort } from "node:worker_threads";
import { tasks } from "./tasks.ts";

/** One task at a time; what it throws travels back as a message. */
const port = parentPort;
if (port === null) throw new Error("this file runs as a worker");
port.on("message", ({ name, input }) => {
  const task: (input: unknown) => unknown = Reflect.get(tasks, name);
  try {
    port.postMessage({ value: task(input) });
  } catch (error) {
    port.postMessage({ error });
  }
});
