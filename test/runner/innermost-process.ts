import { readFile } from "node:fs/promises";

/**
 * The server below an `npm start`: npm hands a SIGTERM to the shell it runs its scripts in, and the shell hands it to
 * nobody. Linux only.
 * @returns pid of the last of a chain of first children
 */
export async function innermostProcess(pid: number | undefined): Promise<number> {
  if (pid === undefined) throw new Error("the process was not started");
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
  const [child] = children.split(" ").filter((text) => text !== "");
  return child === undefined ? pid : innermostProcess(Number(child));
}
