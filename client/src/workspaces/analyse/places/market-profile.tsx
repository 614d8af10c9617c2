import { update } from "../../../state.ts";
import { MARKET_WORDS, markets } from "../modes/market-frame.ts";
import { SeriesChart } from "../profile.tsx";
import { WeekGrid } from "../week-grid.tsx";
import { Indicators } from "./indicators.tsx";
import { ProfileHead } from "./profile-head.tsx";

/** One candidate: its class, the rule it follows from, and every indicator. */
export function MarketProfile({ id }: { readonly id: string }) {
  const market = markets.current.value.value?.found.markets.find((found) => found.id === id);
  if (market === undefined) return <p class="hint pad">Weighing the evidence…</p>;
  return (
    <article class="profile place-profile" aria-label={`Profile of ${market.name}`}>
      <ProfileHead title={market.name} detail={market.boroughs.map(({ name }) => name).join(", ")} />
      <p>
        <span class={`chip market ${market.class}`}>{MARKET_WORDS[market.class]}</span> {market.why}
      </p>
      {market.defaultPoints.length > 0 && (
        <p class="notice">Read with care: some of its records stand here because it is where records are put.</p>
      )}
      <Indicators market={market} />
      <h3>By month</h3>
      <SeriesChart />
      <h3>When in the week</h3>
      <WeekGrid />
      <div class="links">
        <button type="button" class="button" onClick={() => update({ mode: "hot", place: null })}>
          Nominate from the hot spots
        </button>
      </div>
    </article>
  );
}
