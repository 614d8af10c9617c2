import { computed } from "@preact/signals";
import { formatCount, formatPeriod } from "../../format.ts";
import { categoryLabel } from "../../vocabulary.ts";
import { category } from "./choices.ts";
import { frame } from "./frame.ts";
import { unitWord } from "./legend.tsx";
import { ranking } from "./ranking.ts";

/** The result in one sentence, for those who cannot see the map change. */
const sentence = computed(() => {
  const shown = frame.value;
  if (shown === null) return "";
  const rows = ranking.value.length;
  return `${categoryLabel(category.value)}, ${formatPeriod(shown.period.from, shown.period.to)}: ${formatCount(shown.total)} counted in ${formatCount(rows)} ${unitWord(shown, rows !== 1)}.`;
});

export function Announcer() {
  return (
    <p class="visually-hidden" role="status" id="result">
      {sentence}
    </p>
  );
}
