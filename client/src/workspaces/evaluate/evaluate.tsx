import { useEffect } from "preact/hooks";
import type { DatasetInfo } from "../../../../server/api/types.ts";
import { formatPeriod } from "../../format.ts";
import { marking } from "../../marking.ts";
import { DataWaiting } from "../../ui/data-waiting.tsx";
import { FailedNotice, ProblemNotice } from "../../ui/problem-notice.tsx";
import { Select } from "../../ui/select.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { Step } from "./address.ts";
import {
  change,
  currentEvaluation,
  currentOperation,
  dataset,
  evaluateQuery,
  evaluation,
  evaluations,
  followEvaluate,
  followProgress,
  isLoading,
  operation,
  result,
  step,
  subjectName,
} from "./answers.ts";
import { DesignView } from "./design/design-view.tsx";
import { JobPanel } from "./job-panel.tsx";
import { ResultMaps } from "./maps/result-maps.tsx";
import { OperationEditor } from "./operations/operation-editor.tsx";
import { Outcomes } from "./outcomes/outcomes.tsx";
import { Overview } from "./overview.tsx";
import { PrintReport } from "./print-report.tsx";
import { ResultView } from "./result-view.tsx";
import { statusWords } from "./status-words.ts";
import { Unfinished } from "./unfinished.tsx";

/** Did it work, and did it move? Operations by date, then one of them: its design, its result, what it yielded. */
export function Evaluate() {
  useEffect(() => {
    const stops = [followEvaluate(), followProgress()];
    // Where an operation was, and when, is not for everybody, even as counts.
    marking.value = "OFFICIAL-SENSITIVE";
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const data = dataset.value;
  if (data === null) return <DataWaiting />;
  const { subject } = evaluateQuery.value;
  if (step.value === "new" || step.value === "edit") return <OperationEditor dataset={data} />;
  return subject === null ? <Overview dataset={data} /> : <OneSubject data={data} />;
}

const STEPS: readonly { readonly value: Step; readonly label: string }[] = [
  { value: "result", label: "Result" },
  { value: "design", label: "Design" },
  { value: "outcomes", label: "Outcomes" },
];

function OneSubject({ data }: { readonly data: DatasetInfo }) {
  const isOperation = evaluateQuery.value.subject?.kind === "operation";
  return (
    <main class="evaluate" id="list" tabIndex={-1}>
      {isLoading.value && <div class="busy" role="progressbar" aria-label="Loading the evaluation" />}
      <div class="evaluate-sheet">
        <Head data={data} />
        <div class="evaluate-bar">
          <Tabs
            name="evaluate"
            label="Parts of the evaluation"
            tabs={isOperation ? STEPS : STEPS.slice(0, 2)}
            value={step.value}
            onChoose={(value) => change({ step: value })}
          />
          <Actions />
        </div>
        <div
          class="evaluate-panel"
          role="tabpanel"
          id={`evaluate-${step.value}`}
          aria-labelledby={`tab-evaluate-${step.value}`}
        >
          {step.value !== "outcomes" && <Unfinished />}
          {step.value === "result" && <Result />}
          {step.value === "design" && <DesignView dataset={data} />}
          {step.value === "outcomes" && <Outcomes />}
        </div>
      </div>
      <ResultMaps dataset={data} />
      {result.value !== null && <PrintReport result={result.value} dataset={data} />}
    </main>
  );
}

function Head({ data }: { readonly data: DatasetInfo }) {
  const { subject } = evaluateQuery.value;
  const shown = currentOperation.value;
  const failed = operation.current.value;
  return (
    <div class="evaluate-head">
      <button
        type="button"
        class="button quiet"
        onClick={() => change({ subject: null, evaluation: null, step: null, view: null, indicator: null })}
      >
        ← Operations
      </button>
      <div class="evaluate-title">
        <h1>{subjectName.value}</h1>
        <span class="hint">
          {shown !== null &&
            `${phaseWords(shown.phases.length)}, ${formatPeriod(shown.from, shown.to)} · ${shown.lead}`}
          {subject?.kind === "zone" && "Zone: before and after it came into force"}
          {data.synthetic && " · SYNTHETIC"}
        </span>
      </div>
      {failed.state === "failed" && <ProblemNotice words={failed.message} />}
    </div>
  );
}

function Actions() {
  const { subject } = evaluateQuery.value;
  const list = evaluations.current.value.value?.evaluations ?? [];
  const chosen = currentEvaluation.value?.id ?? null;
  return (
    <div class="evaluate-actions">
      {list.length > 1 && (
        <Select
          title="Evaluation shown"
          isTitleHidden
          value={chosen ?? ""}
          options={list.map((job) => ({ value: job.id, label: statusWords(job) }))}
          onChoose={(id) => change({ evaluation: Number(id), step: "result" })}
        />
      )}
      {result.value !== null && subject?.kind === "operation" && (
        <a class="button primary" href={`#/present?operation=${subject.id}&evaluation=${chosen}`}>
          Present
        </a>
      )}
      {result.value !== null && (
        <button type="button" class="button" onClick={() => print()}>
          Print report
        </button>
      )}
      {subject?.kind === "operation" && (
        <button type="button" class="button" onClick={() => change({ step: "edit" })}>
          Edit operation
        </button>
      )}
    </div>
  );
}

function Result() {
  const shown = result.value;
  return (
    <>
      <FailedNotice of={evaluations} />
      <FailedNotice of={evaluation} />
      {shown !== null && <ResultView result={shown} />}
      {shown === null && isLoading.value && (
        <p class="hint" role="status">
          Loading the evaluation…
        </p>
      )}
      {shown === null && !isLoading.value && <JobPanel />}
    </>
  );
}

function phaseWords(phases: number): string {
  return phases === 1 ? "one phase" : `${phases} phases`;
}
