import { areaSets, boroughs, wards } from "./answers.ts";

/** Whose boundaries are drawn, and what is to be known about them. */
export function boundaryCredits(): string {
  const used = [wards, boroughs].map((areas) => areas.current.value.value?.set);
  const sets = areaSets.current.value.value?.sets.filter((set) => used.includes(set.id)) ?? [];
  const parts = [...sets.map((set) => set.title), ...sets.map((set) => set.source), ...sets.map((set) => set.note)];
  const told = [...new Set(parts.filter((part) => part !== null && part !== ""))];
  return told.length === 0 ? "none" : told.join(" · ");
}
