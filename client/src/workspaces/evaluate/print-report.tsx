import type { DatasetInfo, EvaluationResultBody } from "../../../../server/api/types.ts";
import { lengthWords, windowWords } from "../../evaluation/words.ts";
import { formatDay } from "../../format.ts";
import { WATERMARK } from "../../layers/watermark.ts";
import { marking } from "../../marking.ts";
import { PrintPicture } from "../../ui/print-picture.tsx";
import { currentEvaluation, evaluateQuery, subjectName } from "./answers.ts";
import { OverTime, Placebos } from "./charts.tsx";
import { Decay, Indicators } from "./details.tsx";
import { currentComparison } from "./maps/comparison.ts";
import { Classes, changeTitle, countedWords, countTitle } from "./maps/map-legend.tsx";
import { anyMap } from "./maps/result-maps.tsx";
import { showPicture, takePictures } from "./maps/show-picture.ts";
import { Measures } from "./measures.tsx";
import { MethodSection } from "./method-section.tsx";
import { RowsTable } from "./rows-table.tsx";
import { Sensitivity } from "./sensitivity.tsx";
import { Limits, Verdict } from "./verdict.tsx";

type Props = { readonly result: EvaluationResultBody; readonly dataset: DatasetInfo };

/** The evaluation on paper: A4, marking and watermark on every page, the same words and numbers as on screen. */
export function PrintReport({ result, dataset }: Props) {
  return (
    <section class="report" aria-hidden="true">
      <div class="report-mark report-top">
        <strong>{marking.value}</strong>
        {dataset.synthetic && <strong>{WATERMARK}</strong>}
      </div>
      <div class="report-mark report-bottom">
        <strong>{marking.value}</strong>
        <span>
          Hexbeat · {subjectName.value} · evaluation {currentEvaluation.value?.id} · {dataset.title}, version{" "}
          {result.design.version}
        </span>
      </div>
      {dataset.synthetic && <div class="report-watermark">{WATERMARK}</div>}
      <table class="report-pages">
        <thead>
          <tr>
            <td class="report-space" />
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Contents result={result} />
            </td>
          </tr>
        </tbody>
        <tfoot>
          <tr>
            <td class="report-space" />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Contents({ result }: Pick<Props, "result">) {
  const { windows } = result.design;
  return (
    <>
      <h1>{subjectName.value}: did it work, and did it move?</h1>
      <p class="report-sub">
        Before: {windowWords(windows.before)} ({lengthWords(windows.before, windows.unit)}); after:{" "}
        {windowWords(windows.after)} ({lengthWords(windows.after, windows.unit)}). Made{" "}
        {formatDay(currentEvaluation.value?.finishedAt ?? "")}.
      </p>
      <Verdict result={result} />
      <Pictures result={result} />
      <RowsTable result={result} />
      <Limits result={result} />
      <OverTime result={result} />
      <Placebos result={result} />
      <Decay result={result} />
      <Indicators result={result} />
      <Sensitivity result={result} />
      <Measures result={result} />
      <section class="report-method">
        <h3>Method card</h3>
        <MethodSection result={result} />
      </section>
    </>
  );
}

const WINDOWS = ["Before", "After", "Difference"] as const;

/** The three maps, one after the other, with their legend. */
function Pictures({ result }: { readonly result: EvaluationResultBody }) {
  const shown = currentComparison.value;
  return (
    <div class="report-maps">
      <PrintPicture class="report-pictures" take={() => figures(result)} />
      {shown !== null && (
        <div class="evaluate-legend">
          <Classes title={countTitle(shown)} classes={shown.countClasses} />
          <Classes title={changeTitle(shown)} classes={shown.changeClasses} />
          <p class="hint">
            Thick: target; dashed: border strip and rings; thin: receiving places; brown: stands out.{" "}
            {countedWords(shown)}
          </p>
        </div>
      )}
    </div>
  );
}

function figures({ design }: EvaluationResultBody): HTMLElement[] {
  const [map, shown] = [anyMap(), currentComparison.peek()];
  if (map === undefined || shown === null) return [];
  const { map: view, swipe } = evaluateQuery.peek();
  const restored = view === "all" ? "difference" : view;
  const pictures = takePictures(map, shown, () => showPicture(map, { picture: restored, shown, swipe: swipe / 100 }));
  return pictures.map((canvas, i) => {
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const window = [design.windows.before, design.windows.after][i];
    caption.textContent = `${WINDOWS[i] ?? ""}${window === undefined ? ", after against before" : `, ${windowWords(window)}`}`;
    figure.append(caption, canvas);
    return figure;
  });
}
