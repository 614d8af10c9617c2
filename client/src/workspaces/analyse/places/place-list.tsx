import { formatCount } from "../../../format.ts";
import { shortName } from "../../../layers/sources.ts";
import { monthOf, monthsBetween } from "../../../months.ts";
import { update } from "../../../state.ts";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { ListExports } from "../exports.tsx";
import { BacktestLine } from "./backtest-line.tsx";
import { backtest, clusters, currentClusters } from "./cluster-answers.ts";
import {
  bestQ,
  briefReason,
  type Cluster,
  defaultWords,
  flagWords,
  isMostlyDefault,
  LABEL_WORDS,
  movementWords,
  splitName,
} from "./cluster-words.ts";
import { MarketChip, marketOf } from "./market-chip.tsx";
import { openPlace } from "./open-place.ts";
import { qWords } from "./q-words.ts";
import { Spark } from "./spark.tsx";

/** As in print.css: what fits on one sheet. */
const PRINTED = 12;

/** The places to look at, first those with the most: every hot area and hot place of the map's filter. */
export function PlaceList() {
  const { value, state, message } = clusters.current.value;
  if (value === null) {
    if (state === "failed") return <Failed message={message ?? ""} />;
    return <p class="hint pad">Testing which places stand out…</p>;
  }
  const { answer } = value;
  const isBehind = currentClusters.value === null;
  return (
    <div class={isBehind ? "places behind" : "places"} aria-busy={isBehind}>
      <div class="list-head">
        <h2>Places to look at</h2>
        <p>{headWords(answer)}</p>
        <BacktestLine />
        {answer.clusters.length > PRINTED && (
          <p class="print-rest hint">
            The first {PRINTED} of {formatCount(answer.clusters.length)}: all of them are in the CSV.
          </p>
        )}
      </div>
      {answer.clusters.length === 0 ? <Nothing /> : <Rows list={answer.clusters} />}
      {answer.clusters.length > 0 && <ListExports />}
    </div>
  );
}

function Rows({ list }: { readonly list: readonly Cluster[] }) {
  return (
    <ol class="place-rows">
      {list.map((cluster) => (
        <PlaceRow key={cluster.id} cluster={cluster} />
      ))}
    </ol>
  );
}

function PlaceRow({ cluster }: { readonly cluster: Cluster }) {
  const { answer } = clusters.current.value.value ?? {};
  const movement = movementWords(cluster.movement);
  const [name, by] = splitName(cluster.name);
  const where = [whereWords(cluster), by].filter((part) => part !== "").join(" · ");
  return (
    <li class="place-row" data-id={cluster.id}>
      <button type="button" class="place-button" onClick={() => openPlace(cluster.id)}>
        <span class="place-rank">
          {cluster.rank}
          <span class="movement" title={movement.spoken}>
            <span aria-hidden="true">{movement.sign}</span>
            <span class="visually-hidden">, {movement.spoken}</span>
          </span>
        </span>
        <strong class="place-name">{name}</strong>
        <Spark rows={cluster.trend} breaks={answer?.breaks ?? []} />
        <span class="place-where" title={where}>
          {where}
        </span>
        <Count cluster={cluster} />
        <Chips cluster={cluster} />
        <span class="place-facts">
          <b>Because</b> {becauseWords(cluster)}
        </span>
      </button>
    </li>
  );
}

/** How many records; of how many months is told to those who cannot see the title of the list. */
function Count({ cluster }: { readonly cluster: Cluster }) {
  const { filter } = clusters.current.value.value ?? {};
  const months = monthsBetween(monthOf(filter?.from ?? ""), monthOf(filter?.to ?? ""));
  return (
    <span class="place-count">
      <span aria-hidden="true">{formatCount(cluster.n)}</span>
      <span class="visually-hidden">
        {formatCount(cluster.n)} in {months === 1 ? "1 month" : `${months} months`}
      </span>
    </span>
  );
}

/** What kind of place, what to doubt, whether it is a market: in one line, all of it in the place's profile. */
function Chips({ cluster }: { readonly cluster: Cluster }) {
  const flagged = isMostlyDefault(cluster) ? defaultWords(cluster) : null;
  return (
    <span class="chips place-chips">
      <span class="chip solid" title={`Because ${becauseWords(cluster)}`}>
        {LABEL_WORDS[cluster.label]}
      </span>
      {flagged !== null && (
        <span class="chip warn" title={flagged}>
          <span aria-hidden="true">check: {flagWords(cluster)}</span>
          <span class="visually-hidden">{flagged}</span>
        </span>
      )}
      <MarketChip market={marketOf(cluster.cells)} />
      <span class="chip core" title="The fewest hexagons that hold 60 % of its records">
        core {formatCore(cluster.core.hectares)}
      </span>
    </span>
  );
}

/** Why it is listed, with how sure that is. */
function becauseWords(cluster: Cluster): string {
  return `${briefReason(cluster)} (${qWords(bestQ(cluster))}).`;
}

function Nothing() {
  const gates = clusters.current.value.value?.answer.gates;
  const said = [...new Set([gates?.areas?.message, gates?.places?.message])].filter((words) => words !== undefined);
  return (
    <div class="pad">
      <p>
        <strong>No place stands out here.</strong>
      </p>
      {said.length === 0 ? (
        <p class="hint">Nothing is more than chance at a false-discovery rate of 5 %. The counts are in the table.</p>
      ) : (
        said.map((words) => (
          <p key={words} class="hint">
            {words}
          </p>
        ))
      )}
      <button type="button" class="button" onClick={() => update({ list: "table" })}>
        Open the table
      </button>
    </div>
  );
}

function Failed({ message }: { readonly message: string }) {
  const again = () => {
    clusters.reload();
    backtest.reload();
  };
  return <ProblemNotice class="pad" words={`The places could not be tested. ${message}`} again={again} />;
}

function headWords({ clusters: listed, found }: { clusters: readonly Cluster[]; found: number }): string {
  const areas = listed.reduce((sum, { evidence }) => sum + evidence.areaCells, 0);
  const places = listed.reduce((sum, { evidence }) => sum + evidence.placeCells, 0);
  const listedWords = listed.length === found ? `${found}` : `${listed.length} of ${found}`;
  return `${listedWords} places: ${formatCount(areas)} cells in hot areas, ${formatCount(places)} hot places`;
}

/** The borough of most of it, and that there are others: a place does not end at a border. */
function whereWords({ boroughs }: Cluster): string {
  const names = boroughs.map(({ name }) => shortName(name));
  return names.length <= 2 ? names.join(" + ") : `${names[0]} + ${names.length - 1} more boroughs`;
}

function formatCore(hectares: number): string {
  return `${hectares.toFixed(hectares < 10 ? 1 : 0)}\u00a0ha`;
}
