import type { EvaluationGeometryBody, EvaluationResultBody } from "../../api/types.ts";
import type { Compared } from "./facts.ts";

type Part = EvaluationGeometryBody["features"][number]["properties"];
type Row = Compared & Pick<EvaluationResultBody["strips"][number], "marked" | "pAdjusted" | "borough">;

/** A ring, strip or receiving place, with the words that a wall has room for. */
export type SecondaryRow = Row & {
  readonly kind: "ring" | "strip" | "receiving";
  /** In a sentence: "by Wimbledon Park station". */
  readonly called: string;
  /** On the presenter's own screen: "Merton, by Wimbledon Park station (2)". */
  readonly full: string;
  /** As other parts of the result call a receiving place. */
  readonly place: string | null;
  /** Whether an outline is this row's. */
  readonly isDrawnBy: (part: Part) => boolean;
};

/** A name that an analyst typed may be that of a house: no screen of a meeting repeats it. */
export const TYPED_PLACE = "a place named by the analyst";

/** Every secondary row: receiving places first, then strips, then rings. */
export function secondaryRows({ design, rings, strips, receiving }: EvaluationResultBody): SecondaryRow[] {
  const typed = new Set(design.receiving.filter(({ found }) => found === "named").map(({ id }) => id));
  return [
    ...receiving.map((row): SecondaryRow => {
      const called = typed.has(row.id) ? TYPED_PLACE : withoutBorough(row.name, row.borough?.name);
      const full = typed.has(row.id) ? `${row.borough?.name ?? "Outside"}, ${TYPED_PLACE}` : row.name;
      const isDrawnBy = ({ part, code }: Part) => part === "receiving" && code === row.id;
      return { ...row, kind: "receiving", called, full, place: row.name, isDrawnBy };
    }),
    ...strips.map((row): SecondaryRow => {
      const words = { called: `the ${row.name} side`, full: `The ${row.name} side` };
      const isDrawnBy = ({ part, code }: Part) => part === "strip" && code === row.code;
      return { ...row, kind: "strip", ...words, place: null, isDrawnBy };
    }),
    ...rings.map((row): SecondaryRow => {
      const name = row.borough?.name ?? "no borough";
      const words = { called: `ring ${row.k} in ${name}`, full: `Ring ${row.k} in ${name}` };
      const isDrawnBy = ({ part, k, code }: Part) =>
        part === "ring" && k === row.k && (code ?? "") === (row.borough?.code ?? "");
      return { ...row, kind: "ring", ...words, place: null, isDrawnBy };
    }),
  ];
}

/** "Merton, by Wimbledon station (2)" in Merton → "by Wimbledon station": the map tells one from the other by number. */
function withoutBorough(name: string, borough: string | undefined): string {
  const plain = name.replace(/ \(\d+\)$/, "");
  return borough !== undefined && plain.startsWith(`${borough}, `) ? plain.slice(borough.length + 2) : plain;
}
