import { computed } from "@preact/signals";
import type { Marking } from "../../marking.ts";
import { categories, repeats, scope } from "./answers.ts";
import { repeatsIn } from "./repeat-part.tsx";

/** Repeat locations and counts of intelligence are not for everybody; until it is known that there are none, they are assumed. */
export const profileMarking = computed<Marking>(() => {
  const [found, place, counted] = [repeats.current.value.value, scope.value, categories.current.value.value];
  if (found === null || place === null || counted === null) return "OFFICIAL-SENSITIVE";
  const hasIntelligence = counted.some(({ category }) => category === "drug_intelligence");
  return hasIntelligence || repeatsIn(found, place).length > 0 ? "OFFICIAL-SENSITIVE" : "OFFICIAL";
});
