import type { OperationBody } from "../../../../../server/api/types.ts";

/** Who may know of an operation, and what follows from it. */
export const VISIBILITIES = [
  {
    value: "covert",
    label: "Covert: analysts alone",
    means:
      "Nobody outside the analyst tier sees that it exists: not in a list, not on a map, not in a meeting. Its evaluations are as covert as it is.",
  },
  {
    value: "partner",
    label: "Partners under an agreement",
    means:
      "Neighbourhood teams, and partners under an agreement, may know its name, phases, dates and outcomes; closed meetings are shown its evaluation. Nothing of it is public.",
  },
  {
    value: "open",
    label: "Open",
    means:
      "Everybody who has access may see it, and a closed meeting is shown its evaluation. What is published still needs a release.",
  },
] as const satisfies readonly {
  readonly value: OperationBody["visibility"];
  readonly label: string;
  readonly means: string;
}[];

export function visibilityOf(text: string): OperationBody["visibility"] {
  return VISIBILITIES.find(({ value }) => value === text)?.value ?? "covert";
}

export function visibilityLabel(value: OperationBody["visibility"]): string {
  return VISIBILITIES.find((known) => known.value === value)?.label ?? value;
}

export const FOUR_P = [
  { value: "prepare", label: "Prepare", means: "Lessen the harm when it happens" },
  { value: "protect", label: "Protect", means: "Make places and people harder to exploit" },
  { value: "pursue", label: "Pursue", means: "Investigate, disrupt, prosecute" },
  { value: "prevent", label: "Prevent", means: "Keep people from offending, or from offending again" },
] as const satisfies readonly {
  readonly value: OperationBody["fourP"][number];
  readonly label: string;
  readonly means: string;
}[];

export const NIM_LEVELS = [
  { value: "", label: "not said" },
  { value: "1", label: "1: local, within one borough" },
  { value: "2", label: "2: across borough or force borders" },
  { value: "3", label: "3: national or international" },
] as const;
