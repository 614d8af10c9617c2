import type { Market } from "../modes/market-frame.ts";

const OPEN_WORDS: Readonly<Record<string, string>> = {
  public_reports: "Reports from the public",
  tight_and_repeated: "Tight in space, at repeated hours",
  public_supply: "Supply in a public place",
  finds_and_harm: "Finds and overdoses",
  persistent: "Persistent",
  near_places: "By a station, night life or a main road",
  refills: "Refills after enforcement",
};
const CLOSED_WORDS: Readonly<Record<string, string>> = {
  premises: "Premises",
  warrants: "Warrants",
  few_callers: "Few callers",
  no_fixed_hours: "No fixed hours",
  phone_line_intelligence: "Phone-line intelligence",
};
const STATUS_WORDS = { met: "met", not_met: "not met", not_in_this_data: "not in this data" } as const;
const SIGNS = { met: "✓", not_met: "✗", not_in_this_data: "–" } as const;

/** Every indicator with the evidence behind it; what the data cannot say is said. */
export function Indicators({ market }: { readonly market: Market }) {
  return (
    <>
      <IndicatorRows
        title={`Open market: ${market.met} of ${market.available} met`}
        rows={market.indicators.map((row) => ({ ...row, name: OPEN_WORDS[row.code] ?? row.code }))}
      />
      <IndicatorRows
        title={`Closed market: ${market.closedMet} of ${market.closedAvailable} met`}
        rows={market.closedIndicators.map((row) => ({ ...row, name: CLOSED_WORDS[row.code] ?? row.code }))}
      />
    </>
  );
}

type Row = { readonly name: string; readonly status: keyof typeof STATUS_WORDS; readonly says: string };

function IndicatorRows({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <details class="indicators" open={title.startsWith("Open")}>
      <summary>{title}</summary>
      <ul>
        {rows.map(({ name, status, says }) => (
          <li key={name} class={`indicator ${status}`}>
            <span class="sign" aria-hidden="true">
              {SIGNS[status]}
            </span>
            <span>
              <strong>{name}</strong> <span class="status">{STATUS_WORDS[status]}</span>
              <br />
              {says}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
