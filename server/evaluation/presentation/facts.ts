import type { EvaluationResultBody, PresentationBody, PresentationNotesBody } from "../../api/types.ts";
import type { OutcomeKind } from "../../api/vocabulary.ts";
import type { NamedPlace } from "../../statistics/name-place.ts";

export type Frame = PresentationBody["frames"][number];
export type Notes = PresentationNotesBody["frames"][number]["notes"];
export type Compared = EvaluationResultBody["target"];

/** What the six frames are made of: nothing of the register's free text but its name, no point, no premises. */
export type PresentationFacts = {
  readonly operation: {
    readonly id: number;
    readonly name: string;
    readonly phases: readonly {
      readonly from: string;
      /** Exclusive. */
      readonly to: string;
      readonly lngLat: readonly [number, number];
    }[];
  };
  readonly evaluation: number;
  readonly synthetic: boolean;
  readonly totals: readonly { readonly kind: OutcomeKind; readonly unit: string; readonly quantity: number }[];
  readonly places: readonly NamedPlace[];
  readonly result: EvaluationResultBody;
};

/** Whether a rule of the verdict holds. */
export function holds({ verdict }: EvaluationResultBody, code: string): boolean {
  return verdict.rules.some((rule) => rule.code === code);
}

/** The sentences of these rules, in the verdict's own order. */
export function saying({ verdict }: EvaluationResultBody, codes: readonly string[]): string[] {
  return verdict.rules.filter(({ code }) => codes.includes(code)).map(({ text }) => text);
}
