import type { EvaluationListBody } from "../../../../server/api/types.ts";
import { formatDay } from "../../format.ts";

type Job = EvaluationListBody["evaluations"][number];

const WORDS: Readonly<Record<Job["status"], string>> = {
  queued: "waiting",
  running: "running",
  done: "done",
  refused: "refused",
  cancelled: "cancelled",
  stopped: "stopped",
  failed: "failed",
};

/** "No. 4, 21 Nov 2026 07:14: done". */
export function statusWords({ id, createdAt, status }: Pick<Job, "id" | "createdAt" | "status">): string {
  return `No. ${id}, ${formatDay(createdAt)} ${createdAt.slice(11, 16)} UTC: ${WORDS[status]}`;
}

const INDICATOR_WORDS: Readonly<Record<string, string>> = {
  public_reports: "Public reports of dealing and drug nuisance",
  recorded_offences: "Recorded drug offences",
  possession: "Recorded possession",
  searches: "Drug searches",
  asb: "Anti-social behaviour",
  finds: "Drug finds",
  ambulance: "Ambulance, overdoses",
};

export function indicatorWords(indicator: string): string {
  return INDICATOR_WORDS[indicator] ?? indicator;
}
