import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** The process that has the embedded database open. */
export type LockHolder = {
  readonly pid: number;
  /** Clock ticks from boot to the process's start, which tell it from a later process of the same number; null without /proc. */
  readonly startedTicks: string | null;
  readonly bootId: string | null;
  /** Process numbers count within this namespace only (a container has its own). */
  readonly pidNamespace: string | null;
  readonly hostname: string;
  readonly openedAt: string;
  /** Address of the running server, once it listens. */
  readonly serverUrl: string | null;
};

export function thisProcess(): LockHolder {
  return {
    pid: process.pid,
    startedTicks: startedTicks(process.pid),
    bootId: bootId(),
    pidNamespace: pidNamespace(),
    hostname: hostname(),
    openedAt: new Date().toISOString(),
    serverUrl: null,
  };
}

export function isThisProcess(holder: LockHolder): boolean {
  return (
    holder.pid === process.pid && holder.hostname === hostname() && holder.startedTicks === startedTicks(process.pid)
  );
}

/** True only where this machine can know: a holder on another machine or in another container may well be alive. */
export function isProvablyGone(holder: LockHolder): boolean {
  if (holder.hostname !== hostname()) return false;
  const boot = bootId();
  if (boot !== null && holder.bootId !== null && boot !== holder.bootId) return true;
  if (holder.pidNamespace !== pidNamespace()) return false;
  if (!isRunning(holder.pid)) return true;
  const started = startedTicks(holder.pid);
  return started !== null && holder.startedTicks !== null && started !== holder.startedTicks;
}

export function describeHolder(holder: LockHolder): string {
  const server = holder.serverUrl === null ? "" : `, serving ${holder.serverUrl}`;
  return `process ${holder.pid} on ${holder.hostname} (since ${holder.openedAt}${server})`;
}

export function isLockHolder(value: unknown): value is LockHolder {
  if (typeof value !== "object" || value === null) return false;
  if (!("pid" in value && Number.isInteger(value.pid) && "hostname" in value && typeof value.hostname === "string"))
    return false;
  if (!("openedAt" in value && typeof value.openedAt === "string")) return false;
  return (
    "startedTicks" in value &&
    isTextOrNull(value.startedTicks) &&
    "bootId" in value &&
    isTextOrNull(value.bootId) &&
    "pidNamespace" in value &&
    isTextOrNull(value.pidNamespace) &&
    "serverUrl" in value &&
    isTextOrNull(value.serverUrl)
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** Field 22 of /proc/<pid>/stat, counted after the name in brackets, which may hold anything: proc(5). */
function startedTicks(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function bootId(): string | null {
  return readText("/proc/sys/kernel/random/boot_id")?.trim() ?? null;
}

function pidNamespace(): string | null {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return null;
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
