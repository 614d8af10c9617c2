import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { messageOf } from "../error-message.ts";
import { formatBytes } from "../format.ts";
import { update } from "../state.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { DropZone } from "./drop-zone.tsx";
import { JobCard } from "./job-card.tsx";
import { followJob, jobs, loadJobs } from "./jobs.ts";
import { ImportOptions, options } from "./options.tsx";
import { upload, uploadForm } from "./upload.ts";

type Sending = { readonly sent: number; readonly total: number; readonly controller: AbortController };
const chosen = signal<readonly File[]>([]);
const sending = signal<Sending | null>(null);
const problem = signal<string | null>(null);

/** Import screen: choose files, send them, watch them, read the report. Closing it stops nothing. */
export function ImportDialog() {
  useEffect(() => {
    loadJobs().catch(showProblem);
  }, []);
  return (
    <Dialog name="import" title="Import data" onClose={() => update({ panel: null })}>
      {() => (
        <>
          <DropZone onFiles={chooseFiles} />
          {chosen.value.length > 0 && <Chosen />}
          <ImportOptions />
          <ProblemNotice words={problem.value} />
          {sending.value !== null && <Sent {...sending.value} />}
          <section aria-label="Imports" aria-live="polite">
            {jobs.value.map((job, i) => (
              <JobCard key={job.id} job={job} open={i === 0} onProblem={showProblem} />
            ))}
          </section>
        </>
      )}
    </Dialog>
  );
}

function Chosen() {
  const files = chosen.value;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <section aria-label="Chosen files">
      <p>
        {files.length === 1 ? "1 file" : `${files.length} files`}, {formatBytes(bytes)}
      </p>
      <ul class="files">
        {files.map((file) => (
          <li key={`${file.webkitRelativePath}${file.name}`}>
            {file.name} <span class="hint">{formatBytes(file.size)}</span>
          </li>
        ))}
      </ul>
      <button type="button" class="button primary" disabled={sending.value !== null} onClick={() => void send()}>
        Import {files.length === 1 ? "this file" : `these ${files.length} files`}
      </button>{" "}
      <button type="button" class="button" onClick={() => chooseFiles([])}>
        Clear
      </button>
    </section>
  );
}

function Sent({ sent, total, controller }: Sending) {
  return (
    <div class="job">
      <div class="job-head">
        <span>
          Sending: {formatBytes(sent)} of {formatBytes(total)}
        </span>
        <button type="button" class="button" onClick={() => controller.abort()}>
          Cancel
        </button>
      </div>
      <progress max={Math.max(1, total)} value={sent} aria-label="Upload" />
    </div>
  );
}

function chooseFiles(files: readonly File[]): void {
  chosen.value = files;
  problem.value = null;
}

async function send(): Promise<void> {
  const controller = new AbortController();
  const total = chosen.value.reduce((sum, file) => sum + file.size, 0);
  problem.value = null;
  sending.value = { sent: 0, total, controller };
  try {
    const job = await upload(uploadForm(chosen.value, options.peek()), {
      signal: controller.signal,
      onProgress: (sent, all) => {
        sending.value = { sent, total: all, controller };
      },
    });
    chosen.value = [];
    void followJob(job.id).catch(showProblem);
  } catch (error) {
    showProblem(error);
  } finally {
    sending.value = null;
  }
}

function showProblem(error: unknown): void {
  problem.value = messageOf(error);
}
