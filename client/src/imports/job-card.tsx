import type { ImportJobBody } from "../../../server/api/types.ts";
import { cancelImport, rejectsUrl } from "../api.ts";
import { flyTarget } from "../datasets.ts";
import { formatBytes, formatCount } from "../format.ts";
import { hash, update } from "../state.ts";
import { isRunning } from "./jobs.ts";
import { Report } from "./report.tsx";

const STATUS_WORDS = {
  queued: "Waiting for its turn",
  running: "Reading",
  publishing: "Publishing: the map waits for a moment",
  done: "Imported",
  unchanged: "Nothing changed: these files were imported before",
  refused: "Refused, nothing was changed",
  failed: "Failed, nothing was changed",
  cancelled: "Cancelled, nothing was changed",
} as const satisfies Record<ImportJobBody["status"], string>;

type Props = { readonly job: ImportJobBody; readonly open: boolean; readonly onProblem: (error: unknown) => void };

/** One import: how far it is, how it ended, what it did. */
export function JobCard({ job, open, onProblem }: Props) {
  const refused = job.report?.refused ?? 0;
  return (
    <article class="job" aria-label={`Import of ${job.fileName}`} data-status={job.status}>
      <div class="job-head">
        <div>
          <strong>{job.fileName}</strong>
          <p class="hint">
            {STATUS_WORDS[job.status]}
            {(job.format ?? "") !== "" && ` · recognised as ${job.format}`}
            {job.dataset !== null && ` · dataset ${job.dataset}`}
          </p>
        </div>
        {isRunning(job) && (
          <button type="button" class="button" onClick={() => void cancelImport(job.id).catch(onProblem)}>
            Cancel
          </button>
        )}
      </div>
      {isRunning(job) && <Progress job={job} />}
      {job.error !== null && job.status !== "cancelled" && <p class="notice error">{job.error.message}</p>}
      {job.report !== null && (
        <details open={open}>
          <summary>Report</summary>
          <Report report={job.report} />
        </details>
      )}
      {refused > 0 && (
        <a class="button" href={rejectsUrl(job.id)} download={`hexbeat-import-${job.id}-rejects.csv`}>
          Download {formatCount(refused)} refused {refused === 1 ? "row" : "rows"} (CSV)
        </a>
      )}
      {job.status === "done" && job.dataset !== null && <ShowButton dataset={job.dataset} />}
    </article>
  );
}

function ShowButton({ dataset }: { readonly dataset: string }) {
  const afresh = { category: null, from: null, to: null, area: [], selected: null, breaks: null };
  const show = () => {
    update({ ...afresh, panel: null, dataset });
    flyTarget.value = dataset;
    // From another workspace: the map is in Analyse.
    location.hash = hash.peek();
  };
  return (
    <button type="button" class="button primary" onClick={show}>
      Show on the map
    </button>
  );
}

function Progress({ job }: { readonly job: ImportJobBody }) {
  const known = job.bytesTotal > 0 && job.status === "running";
  return (
    <>
      <progress
        {...(known ? { max: job.bytesTotal, value: Math.min(job.bytesDone, job.bytesTotal) } : {})}
        aria-label={`Progress of ${job.fileName}`}
      />
      <p class="hint">
        {job.phase ?? STATUS_WORDS[job.status]} · {formatCount(job.rowsRead)} rows
        {known && ` · ${formatBytes(Math.min(job.bytesDone, job.bytesTotal))} of ${formatBytes(job.bytesTotal)}`}
      </p>
    </>
  );
}
