import { computed } from "@preact/signals";
import { formatCount, formatPeriod } from "../../format.ts";
import { categoryLabel } from "../../vocabulary.ts";
import { category } from "./choices.ts";
import { frame } from "./frame.ts";
import { unitWord } from "./legend.tsx";
import { classSizes } from "./modes/classed.ts";
import { ranking } from "./ranking.ts";

/** The result in one sentence, for those who cannot see the map change. */
const sentence = computed(() => {
  const shown = frame.value;
  if (shown === null) return "";
  const rows = ranking.value.length;
  if (shown.kind === "classed") {
    const sizes = classSizes(shown);
    const classes = shown.classes.map(({ label }, i) => `${label} ${formatCount(sizes[i] ?? 0)}`);
    return `${shown.title}: ${formatCount(shown.total)} counted; ${classes.join(", ")}.`;
  }
  return `${categoryLabel(category.value)}, ${formatPeriod(shown.period.from, shown.period.to)}: ${formatCount(shown.total)} counted in ${formatCount(rows)} ${unitWord(shown, rows !== 1)}.`;
});

export function Announcer() {
  return (
    <p class="visually-hidden" role="status" id="result">
      {sentence}
    </p>
  );
}
