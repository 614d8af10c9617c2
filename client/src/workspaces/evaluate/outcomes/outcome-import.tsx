import { signal } from "@preact/signals";
import type { OutcomeReportBody } from "../../../../../server/api/types.ts";
import { ApiError } from "../../../api.ts";
import { importOutcomes } from "../../../api-evaluation.ts";
import { messageOf } from "../../../error-message.ts";
import { formatCount } from "../../../format.ts";
import { Check } from "../../../ui/check.tsx";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { TableHead } from "../../../ui/table-head.tsx";

type Refused = OutcomeReportBody["refused"][number];
type Told = { readonly operation: number; readonly words: string; readonly refused: readonly Refused[] };

const skipBadRows = signal(false);
/** What became of the last file, and of which operation's ledger. */
const report = signal<Told | null>(null);
const problem = signal<Told | null>(null);

type Props = { readonly operation: number; readonly onStored: () => void };

/** A ledger from a file; what is refused is told line by line, duplicates apart. */
export function OutcomeImport({ operation, onStored }: Props) {
  const own = (told: Told | null) => (told?.operation === operation ? told : null);
  const [failed, done] = [own(problem.value), own(report.value)];
  return (
    <section class="outcome-import">
      <h2>Import from CSV</h2>
      <p class="hint">
        Columns kind, unit, quantity, date, area, source, drug, drug_class, reference, operation, in any order; all but
        kind, quantity, date and source may be missing. One bad or duplicate row refuses the file, unless you say
        otherwise.
      </p>
      <Check
        checked={skipBadRows.value}
        onChange={(checked) => {
          skipBadRows.value = checked;
        }}
      >
        Keep the good rows of a file with bad ones
      </Check>
      <FileField onFile={(file) => send(operation, file).then(onStored)} />
      <ProblemNotice words={failed?.words ?? null} />
      {failed !== null && <RefusedRows refused={failed.refused} />}
      {done !== null && (
        <div class="notice" role="status">
          {done.words}
        </div>
      )}
      {done !== null && <RefusedRows refused={done.refused} />}
    </section>
  );
}

/** The same file may be chosen again, once it is mended. */
function FileField({ onFile }: { readonly onFile: (file: File) => Promise<void> }) {
  return (
    <label class="field">
      <span class="field-title">CSV file of outcomes</span>
      <input
        type="file"
        accept=".csv,text/csv"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) void onFile(file).finally(() => (currentTarget.value = ""));
        }}
      />
    </label>
  );
}

function RefusedRows({ refused }: { readonly refused: readonly Refused[] }) {
  if (refused.length === 0) return null;
  return (
    <table class="plain-table refused-rows">
      <caption class="hint">Refused rows, by their line in the file</caption>
      <TableHead columns={[{ number: "Line" }, "What is wrong", "Why"]} />
      <tbody>
        {refused.map(({ line, reason, detail }) => (
          <tr key={line}>
            <td class="number">{line}</td>
            <td>{reason}</td>
            <td>{detail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function send(operation: number, file: File): Promise<void> {
  problem.value = null;
  report.value = null;
  try {
    const { read, accepted, refused } = await importOutcomes(operation, {
      ...{ text: await file.text(), skipBadRows: skipBadRows.peek() },
    });
    report.value = { operation, words: reportWords({ read, accepted, refused }), refused };
  } catch (error) {
    problem.value = {
      operation,
      words: messageOf(error),
      refused: error instanceof ApiError ? refusedOf(error.details) : [],
    };
  }
}

/** "12 rows read, 9 stored, 3 refused: 2 of them duplicates." */
function reportWords({ read, accepted, refused }: OutcomeReportBody): string {
  const twins = refused.filter(({ reason }) => reason === "duplicate").length;
  const apart = twins === 0 ? "." : `: ${formatCount(twins)} of them ${twins === 1 ? "a duplicate" : "duplicates"}.`;
  return `${formatCount(read)} rows read, ${formatCount(accepted)} stored, ${formatCount(refused.length)} refused${apart}`;
}

/** The rows that a refusal of the whole file tells of. */
function refusedOf(details: unknown): Refused[] {
  if (typeof details !== "object" || details === null || !("refused" in details)) return [];
  return Array.isArray(details.refused) ? details.refused.filter(isRefused) : [];
}

function isRefused(row: unknown): row is Refused {
  return typeof row === "object" && row !== null && "line" in row && "reason" in row && "detail" in row;
}
