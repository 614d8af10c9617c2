import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { DatasetInfo, EvaluationDesignBody } from "../../../../../server/api/types.ts";
import { lengthWords, windowWords } from "../../../evaluation/words.ts";
import { formatCount, formatDay } from "../../../format.ts";
import { shortName } from "../../../layers/sources.ts";
import { FailedNotice } from "../../../ui/problem-notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { change, currentDesign, design, evaluateQuery } from "../answers.ts";
import { JobPanel } from "../job-panel.tsx";
import { indicatorWords } from "../status-words.ts";
import { AdjustForm } from "./adjust-form.tsx";
import { AS_SUGGESTED } from "./adjustments.ts";
import { adjustments } from "./chosen.ts";

/** What will be tested, against what, and why: fixed before any result is seen. */
export function DesignView({ dataset }: { readonly dataset: DatasetInfo }) {
  const { subject } = evaluateQuery.value;
  useEffect(() => {
    adjustments.value = AS_SUGGESTED;
  }, [subject?.kind, subject?.id]);
  const shown = currentDesign.value;
  if (design.current.value.state === "failed") return <FailedNotice of={design} />;
  if (shown === null)
    return (
      <p class="hint" role="status">
        Suggesting windows, rings, strips, places and control…
      </p>
    );
  return (
    <div class="design">
      <p>
        All of this is fixed when you press Evaluate, before any result is seen. It is suggested from the data before
        the start; change what you know better.
      </p>
      <Indicator shown={shown} />
      <Facts shown={shown} />
      <AdjustForm design={shown.design} dataset={dataset} />
      <JobPanel />
    </div>
  );
}

function Indicator({ shown }: { readonly shown: EvaluationDesignBody }) {
  const choices = shown.indicators.filter(({ tested }) => tested);
  const rest = shown.indicators.filter(({ tested, before }) => !tested && before > 0);
  return (
    <Select
      title="What is tested"
      value={shown.design.indicator}
      options={choices.map(({ indicator, before }) => ({
        value: indicator,
        label: `${indicatorWords(indicator)} (${formatCount(before)} in the target before)`,
      }))}
      onChoose={(indicator) => change({ indicator })}
    >
      {rest.length > 0 && (
        <span class="hint">
          Shown beside it and never tested:{" "}
          {rest.map(({ indicator }) => indicatorWords(indicator).toLowerCase()).join(", ")}.
        </span>
      )}
    </Select>
  );
}

function Facts({ shown: { design } }: { readonly shown: EvaluationDesignBody }) {
  const { windows, target, rings, strips, receiving, control, stripMetres } = design;
  return (
    <table class="plain-table design-table">
      <caption class="visually-hidden">The design, with its reasons</caption>
      <tbody>
        <Fact name="Before">
          {windowWords(windows.before)}, {lengthWords(windows.before, windows.unit)}
        </Fact>
        <Fact name="After">
          {windowWords(windows.after)}, {lengthWords(windows.after, windows.unit)}
          <Why>{windows.reason}</Why>
        </Fact>
        <Fact name="Recent rise">{windowWords(windows.earlier)}, to see whether it was launched on a peak</Fact>
        <Fact name="Target">
          {formatCount(Math.round(target.hectares))} ha in{" "}
          {target.boroughs.map(({ name }) => shortName(name)).join(", ")}; {formatCount(target.before)} records before
        </Fact>
        <Fact name="Rings">{ringWords(rings)}</Fact>
        <Fact name="Border strips">
          {strips.length === 0
            ? `No other borough lies within ${formatCount(stripMetres)} m.`
            : strips.map(({ name, before }) => `${shortName(name)} (${formatCount(before)} before)`).join(", ")}
          <Why>{`What lies within ${formatCount(stripMetres)} m of the target in each neighbouring borough.`}</Why>
        </Fact>
        <Fact name="Receiving places">
          {receiving.length === 0 ? "None was found within 3 km." : <Places receiving={receiving} />}
        </Fact>
        <Control control={control} />
        {design.breaks.map(({ date, label, reason }) => (
          <Fact key={date} name="Recording break">
            {formatDay(date)}, {label}: {reason}
          </Fact>
        ))}
      </tbody>
    </table>
  );
}

function Control({ control }: Pick<EvaluationDesignBody["design"], "control">) {
  return (
    <Fact name="Control">
      {control.areas.length === 0
        ? `${formatCount(control.cells.length)} hexagons`
        : control.areas.map(({ name }) => shortName(name)).join(", ")}{" "}
      ({formatCount(control.before)} before)
      <Why>{control.reason}</Why>
      <details>
        <summary>Why each</summary>
        <ul>
          {control.areas.map(({ code, name, reason }) => (
            <li key={code}>
              {shortName(name)}: {reason}
            </li>
          ))}
        </ul>
      </details>
    </Fact>
  );
}

type FactProps = { readonly name: string; readonly children: ComponentChildren };

function Fact({ name, children }: FactProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

function Why({ children }: { readonly children: ComponentChildren }) {
  return <span class="hint why-line">{children}</span>;
}

const FOUND = { hot_place: "hot place", hot_area: "hot area", named: "named by you" } as const;

function Places({ receiving }: { readonly receiving: EvaluationDesignBody["design"]["receiving"] }) {
  return (
    <ul class="facts">
      {receiving.map(({ id, name, metres, before, found }) => (
        <li key={id}>
          {name}: {formatCount(metres)} m away, {formatCount(before)} before, {FOUND[found]}
        </li>
      ))}
    </ul>
  );
}

function ringWords(rings: EvaluationDesignBody["design"]["rings"]): string {
  const outer = Math.max(0, ...rings.map(({ k }) => k));
  const boroughs = [...new Set(rings.map(({ borough }) => shortName(borough.name)))];
  return outer === 0 ? "None" : `${outer}, each split by borough: ${boroughs.join(", ")}`;
}
