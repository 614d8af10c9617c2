import { formatCount, formatPeriod, formatShare } from "../../../format.ts";
import { workspaceNames } from "../../../route.ts";
import { update } from "../../../state.ts";
import { openNomination } from "../../../targets/nomination.ts";
import { categoryNoun } from "../../../vocabulary.ts";
import { formatProfile } from "../../profile/address.ts";
import { mode } from "../choices.ts";
import { SeriesChart } from "../profile.tsx";
import { WeekGrid } from "../week-grid.tsx";
import { clusters, openCluster } from "./cluster-answers.ts";
import { type Cluster, defaultWords, LABEL_WORDS, movementWords, reasonOf } from "./cluster-words.ts";
import { EffortFacts } from "./effort-facts.tsx";
import { Indicators } from "./indicators.tsx";
import { listMarkets, marketOf } from "./market-chip.tsx";
import { MarketProfile } from "./market-profile.tsx";
import { ProfileHead } from "./profile-head.tsx";
import { RankFacts } from "./rank-facts.tsx";
import { RepeatFacts } from "./repeat-facts.tsx";
import { WardSpikes } from "./ward-spikes.tsx";
import { ZoneFacts } from "./zone-facts.tsx";

/** One listed place, from why it is listed to what is known of it; a market in the market mode. */
export function PlaceProfile({ id }: { readonly id: string }) {
  if (mode.value === "markets") return <MarketProfile id={id} />;
  const cluster = openCluster.value;
  if (cluster === null) return <Absent />;
  return (
    <article class="profile place-profile" aria-label={`Profile of ${cluster.name}`}>
      <ProfileHead title={cluster.name} detail={cluster.boroughs.map(({ name }) => name).join(", ")} />
      <Numbers cluster={cluster} />
      <p class="because">
        <strong>Because</strong> {reasonOf(cluster)}
      </p>
      <Cautions cluster={cluster} />
      <div class="links">
        <button type="button" class="button primary" onClick={() => nominate(cluster)}>
          Nominate as target area
        </button>
        <WardProfileLink cluster={cluster} />
        <button type="button" class="button" onClick={() => update({ panel: "method" })}>
          Method
        </button>
      </div>
      <h3>By month</h3>
      <SeriesChart />
      <h3>When in the week</h3>
      <WeekGrid />
      <MarketSection cluster={cluster} />
      <EffortFacts />
      <RepeatFacts cluster={cluster} />
      <ZoneFacts cluster={cluster} />
      <WardSpikes wards={cluster.wards} />
      <RankFacts cluster={cluster} />
    </article>
  );
}

function Numbers({ cluster }: { readonly cluster: Cluster }) {
  const { core, boroughs } = cluster;
  const filter = clusters.current.value.value?.filter;
  const [home] = boroughs;
  return (
    <>
      <p>
        <span class="big">{formatCount(cluster.n)}</span>{" "}
        {filter !== undefined &&
          `${categoryNoun(filter.category)}, ${formatPeriod(filter.from ?? "", filter.to ?? "")}`}
        {home?.share != null && ` · ${formatShare(home.share)} of ${home.name}’s`}
      </p>
      <dl class="terms">
        <dt>Rank</dt>
        <dd>
          {cluster.rank} of {clusters.current.value.value?.answer.found}, {movementWords(cluster.movement).spoken}
        </dd>
        <dt>Kind</dt>
        <dd>
          {LABEL_WORDS[cluster.label]}, {formatCount(cluster.cells.length)} cells, {cluster.hectares.toFixed(0)} ha
        </dd>
        <dt>Core</dt>
        <dd>
          {formatCount(core.n)} in {core.hectares.toFixed(1)} ha
          {core.share !== null && ` · ${formatShare(core.share)} of the borough’s`}
          {core.places.length > 0 && ` · ${core.places.map(({ name, metres }) => `${name} (${metres} m)`).join(", ")}`}
        </dd>
      </dl>
    </>
  );
}

/** The twelve months of the ward that most of the place lies in. */
function WardProfileLink({ cluster }: { readonly cluster: Cluster }) {
  const filter = clusters.current.value.value?.filter;
  const [ward] = cluster.wards;
  if (filter === undefined || ward === undefined || !workspaceNames.value.includes("profile")) return null;
  return (
    <a
      class="button"
      href={formatProfile({
        dataset: filter.dataset,
        area: ward.code,
        to: filter.to ?? null,
        category: filter.category,
      })}
    >
      12-month ward profile
    </a>
  );
}

function Cautions({ cluster }: { readonly cluster: Cluster }) {
  const flagged = defaultWords(cluster);
  if (flagged === null) return null;
  return (
    <p class="notice">Read with care: {flagged}, because it is where records are put, not where things happened.</p>
  );
}

function MarketSection({ cluster }: { readonly cluster: Cluster }) {
  const market = marketOf(cluster.cells);
  const { state, message } = listMarkets.current.value;
  const absent = {
    idle: "The evidence is weighed after the list…",
    loading: "Weighing the evidence…",
    failed: `The evidence could not be weighed. ${message ?? ""}`,
    ready: "It is no candidate for a market in these months.",
  }[state];
  return (
    <>
      <h3>Open or closed market</h3>
      {market === null ? (
        <p class="hint">{absent}</p>
      ) : (
        <>
          <p>{market.why}</p>
          <Indicators market={market} />
        </>
      )}
    </>
  );
}

/** A link may name a place that is not in the list of these months. */
function Absent() {
  const { state } = clusters.current.value;
  if (state === "loading" || state === "idle") return <p class="hint pad">Testing which places stand out…</p>;
  return (
    <div class="pad">
      <p>
        <strong>This place is not listed in these months.</strong>
      </p>
      <p class="hint">It may be listed under another name, in another period, or not stand out any more.</p>
      <button type="button" class="button" onClick={() => update({ place: null })}>
        All places
      </button>
    </div>
  );
}

/** Open the dialog with what the list was asked with: the server reads the evidence anew with just this. */
function nominate(cluster: Cluster): void {
  const given = clusters.current.peek().value;
  if (given === null) return;
  const { dataset, version, category, from, to, res, ring } = given.filter;
  openNomination({
    source: "cluster",
    cluster: cluster.id,
    name: cluster.name,
    detail: `${formatCount(cluster.n)} ${categoryNoun(category)}, core of ${cluster.core.hectares.toFixed(1)} ha`,
    cells: cluster.core.cells,
    query: {
      dataset,
      version,
      category,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      res,
      ring,
    },
  });
}
