import { formatCount, formatPeriod } from "../../../format.ts";
import { ListExports } from "../exports.tsx";
import { MARKET_WORDS, type Market, markets } from "../modes/market-frame.ts";
import { splitName } from "./cluster-words.ts";
import { openPlace } from "./open-place.ts";
import { Spark } from "./spark.tsx";

/** Candidates in the order of the indicators they meet, then of strength. */
export function MarketList() {
  const { value, state, message } = markets.current.value;
  if (value === null) {
    return state === "failed" ? (
      <p class="notice error pad">{message}</p>
    ) : (
      <p class="hint pad">Weighing the evidence…</p>
    );
  }
  const { found } = value;
  const { open, closed, mixed, not_enough_evidence: unknown } = found.classes;
  return (
    <div class={state === "loading" ? "places behind" : "places"}>
      <div class="list-head">
        <h2>Open and closed markets</h2>
        <p>
          {formatCount(found.found)} candidates, {formatPeriod(found.from, found.to)}: {open} open, {closed} closed,{" "}
          {mixed} mixed, {unknown} without enough evidence. No score: indicators, each with its evidence.
        </p>
        {found.gate !== null && <p class="notice">{found.gate.message}</p>}
      </div>
      <ol class="place-rows">
        {found.markets.map((market) => (
          <MarketRow key={market.id} market={market} />
        ))}
      </ol>
      {found.markets.length > 0 && <ListExports />}
    </div>
  );
}

function MarketRow({ market }: { readonly market: Market }) {
  const [name, by] = splitName(market.name);
  const where = [...market.boroughs.map((borough) => borough.name), by].filter((part) => part !== "").join(" · ");
  const notHere = market.indicators.filter(({ status }) => status === "not_in_this_data").length;
  return (
    <li class="place-row" data-id={market.id}>
      <button type="button" class="place-button" onClick={() => openPlace(market.id)}>
        <span class="place-rank">{market.rank}</span>
        <strong class="place-name">{name}</strong>
        <Spark rows={market.trend} breaks={[]} />
        <span class="place-where wide" title={where}>
          {where}
        </span>
        <span class="chips place-chips">
          <span class={`chip market ${market.class}`}>{MARKET_WORDS[market.class]}</span>
          <span class="chip">
            {market.met} of {market.available} met
          </span>
          {market.defaultPoints.length > 0 && <span class="chip warn">records stand here by default</span>}
          {notHere > 0 && <span class="chip">{notHere} not in this data</span>}
        </span>
      </button>
    </li>
  );
}
