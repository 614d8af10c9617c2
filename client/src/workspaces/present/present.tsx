import { useEffect } from "preact/hooks";
import { marking } from "../../marking.ts";
import { followPresent, notes, presentation, presentQuery } from "./answers.ts";
import { Chooser } from "./chooser.tsx";
import { Notes } from "./notes.tsx";
import { onStage } from "./on-stage.ts";
import { Stage } from "./stage.tsx";

/** A closed meeting: choose an evaluation, show it in six frames, or read the notes beside it. */
export function Present() {
  useEffect(() => {
    const stop = followPresent();
    marking.value = "OFFICIAL-SENSITIVE";
    return stop;
  }, []);
  const { operation, evaluation, notes: forPresenter } = presentQuery.value;
  const chosen = operation !== null && evaluation !== null;
  useEffect(() => {
    onStage.value = chosen;
    return () => {
      onStage.value = false;
    };
  }, [chosen]);
  if (!chosen) return <Chooser />;
  const answer = forPresenter ? notes.current.value : presentation.current.value;
  if (answer.state === "failed")
    return (
      <main class="stage stage-dark stage-message">
        <div role="alert">
          <h1>This cannot be shown</h1>
          <p>{answer.message}</p>
        </div>
        <p>
          <a href="#/present">Choose another evaluation</a>
        </p>
      </main>
    );
  if (answer.value === null) return <main class="stage stage-dark stage-message" aria-busy="true" />;
  return "marking" in answer.value ? <Stage presentation={answer.value} /> : <Notes notes={answer.value} />;
}
