import { formatQ } from "../../../format.ts";

/** "q < 0.1 %", "q = 2.1 %". */
export function qWords(q: number | null): string {
  if (q === null) return "not tested";
  const words = formatQ(q);
  return words.startsWith("<") ? `q\u00a0${words}` : `q\u00a0=\u00a0${words}`;
}
