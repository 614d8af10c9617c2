import { TableHead } from "../../../ui/table-head.tsx";
import type { Cluster } from "./cluster-words.ts";
import { ranks } from "./profile-answers.ts";

/** How often its ward and its busiest cell were among the first. */
export function RankFacts({ cluster }: { readonly cluster: Pick<Cluster, "id" | "wards"> }) {
  const { value } = ranks.current.value;
  if (value === null) return null;
  const [ward] = cluster.wards;
  const months = value.ranks.months.length;
  const wardRow = value.ranks.wards.find(({ code }) => code === ward?.code);
  const cellRow = value.ranks.cells.find(({ cell }) => cell === cluster.id);
  return (
    <>
      <h3>How often among the first, of {months} months</h3>
      <table class="effort-table">
        <TableHead columns={["", { number: "first" }, { number: "first 3" }, { number: "first 10" }]} />
        <tbody>
          <RankRow name={`Ward ${ward?.name ?? ""}`} row={wardRow} />
          <RankRow name="Its busiest cell" row={cellRow} />
        </tbody>
      </table>
    </>
  );
}

type Tops = { readonly top1: number; readonly top3: number; readonly top10: number };

function RankRow({ name, row }: { readonly name: string; readonly row: Tops | undefined }) {
  const { top1, top3, top10 } = row ?? { top1: 0, top3: 0, top10: 0 };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{top1}</td>
      <td class="number">{top3}</td>
      <td class="number">{top10}</td>
    </tr>
  );
}
