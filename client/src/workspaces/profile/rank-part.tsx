import type { DatasetInfo } from "../../../../server/api/types.ts";
import { formatCount, formatDay } from "../../format.ts";
import { ranks, spikes } from "./answers.ts";
import { Part } from "./part.tsx";
import type { Scope } from "./scope.ts";
import { rankInBorough } from "./spike-rows.ts";
import { wholeName } from "./trend-part.tsx";

/** How often it was among the first, of all wards and of its borough's. */
export function RankPart({ scope, data }: { readonly scope: Scope; readonly data: DatasetInfo }) {
  return (
    <Part title="Rank persistence" of={ranks.current.value} name="ranks">
      {({ ranks: { months, wards, set, breaks } }) => {
        if (set === null) return <p class="hint">The data is located in no wards: no ranks.</p>;
        if (scope.ward === null) return <BoroughRanks months={months.length} wards={wards} whole={wholeName(data)} />;
        const row = wards.find(({ code }) => code === scope.ward?.code) ?? { top1: 0, top3: 0, top10: 0 };
        const home = rankInBorough(spikes.current.value.value ?? [], scope.ward.code);
        return (
          <>
            <p>
              {scope.kind === "target" ? `Its ward ${scope.ward.name}: first` : "First"} of all wards of{" "}
              {wholeName(data)} in {row.top1} of {months.length} months, among the first 3 in {row.top3}, the first 10
              in {row.top10}.
            </p>
            {home.months > 0 && (
              <p>
                First of {scope.borough?.name}’s {formatCount(home.wards)} wards in {home.top1} of {home.months} months,
                among the first 3 in {home.top3}.
              </p>
            )}
            {breaks.map(({ date, label }) => (
              <p key={date} class="hint screen-only">
                Ranks cross {formatDay(date)}, {label}: all wards do.
              </p>
            ))}
          </>
        );
      }}
    </Part>
  );
}

type Tops = {
  readonly code: string;
  readonly name: string;
  readonly top1: number;
  readonly top3: number;
  readonly top10: number;
};
type Props = { readonly months: number; readonly wards: readonly Tops[]; readonly whole: string };

/** Its wards that were ever among the first 10 of all. */
function BoroughRanks({ months, wards, whole }: Props) {
  const own = new Set(spikes.current.value.value?.[0]?.spikes.map(({ code }) => code));
  const rows = wards.filter(({ code }) => own.has(code));
  if (rows.length === 0) {
    return (
      <p>
        None of its wards was among the first 10 of {whole} in any of {months} months.
      </p>
    );
  }
  return (
    <ul class="facts">
      {rows.slice(0, 5).map(({ code, name, top1, top3, top10 }) => (
        <li key={code}>
          <strong>{name}</strong>: first in {top1} of {months} months, among the first 3 in {top3}, the first 10 in{" "}
          {top10}
        </li>
      ))}
    </ul>
  );
}
