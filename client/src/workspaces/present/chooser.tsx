import { useEffect, useState } from "preact/hooks";
import type { EvaluationListBody, OperationListBody } from "../../../../server/api/types.ts";
import { fetchEvaluations, fetchOperations } from "../../api-evaluation.ts";
import { datasetFor, datasets } from "../../datasets.ts";
import { formatDay } from "../../format.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { change } from "./answers.ts";

type Operation = OperationListBody["operations"][number];
type Evaluation = EvaluationListBody["evaluations"][number];
type Choice = { readonly operation: Operation; readonly newest: Evaluation | null };
type Loaded = { readonly choices: readonly Choice[] | null; readonly problem: string | null };

/** Which evaluation to put on the wall: the newest finished one of each operation. */
export function Chooser() {
  const dataset = datasetFor(null)?.id ?? null;
  const loaded = useChoices(dataset);
  const { choices } = loaded;
  const problem = loaded.problem ?? datasets.current.value.message;
  return (
    <main class="present-chooser" id="list" tabIndex={-1}>
      <h1>Show an evaluation in six frames</h1>
      <p class="hint">
        For a closed meeting: named attendees under a sharing agreement. Counts by area, no points, no premises, nothing
        covert.
      </p>
      <ProblemNotice words={problem} />
      {choices === null && problem === null && <p class="hint">Loading the operations…</p>}
      {choices?.length === 0 && <p class="notice">No operation is in the register of this data yet.</p>}
      <ul>
        {(choices ?? []).map((choice) => (
          <li key={choice.operation.id}>
            <ChoiceRow choice={choice} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function ChoiceRow({ choice: { operation, newest } }: { readonly choice: Choice }) {
  const covert = operation.visibility === "covert";
  const show = () => {
    if (newest !== null) change({ operation: operation.id, evaluation: newest.id, frame: 1 });
  };
  return (
    <>
      <div>
        <strong>{operation.name}</strong>
        <span class="hint">
          {covert
            ? "Covert: it is not shown to any meeting."
            : newest === null
              ? "Not evaluated yet: evaluate it first."
              : `Evaluated ${formatDay(newest.finishedAt ?? newest.createdAt)}. ${firstSentence(newest.verdict?.text ?? "")}`}
        </span>
      </div>
      {!covert && newest !== null && (
        <button type="button" class="button primary" aria-label={`Present ${operation.name}`} onClick={show}>
          Present
        </button>
      )}
      {!covert && newest === null && (
        <a class="button" href={`#/evaluate?operation=${operation.id}`}>
          Evaluate
        </a>
      )}
    </>
  );
}

/** The leading sentence of a verdict. */
function firstSentence(text: string): string {
  return text.split(/(?<=\.) (?=[A-Z])/)[0] ?? "";
}

function useChoices(dataset: string | null): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({ choices: null, problem: null });
  useEffect(() => {
    if (dataset === null) return;
    const abort = new AbortController();
    loadChoices(dataset, abort.signal).then(
      (choices) => setLoaded({ choices, problem: null }),
      (error: unknown) => {
        const words = error instanceof Error ? error.message : "That did not work. Try again.";
        if (!abort.signal.aborted) setLoaded({ choices: null, problem: words });
      },
    );
    return () => abort.abort();
  }, [dataset]);
  return loaded;
}

async function loadChoices(dataset: string, signal: AbortSignal): Promise<Choice[]> {
  const { operations } = await fetchOperations(dataset, signal);
  return Promise.all(
    operations.map(async (operation) => {
      const { evaluations } = await fetchEvaluations({ kind: "operation", id: operation.id }, signal);
      return { operation, newest: evaluations.find(({ status }) => status === "done") ?? null };
    }),
  );
}
