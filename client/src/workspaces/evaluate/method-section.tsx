import type { EvaluationResultBody } from "../../../../server/api/types.ts";
import { windowWords } from "../../evaluation/words.ts";
import { MethodFact, MethodParticulars } from "../../ui/method-particulars.tsx";

/** The method card: what was asked, how it was tested, what 5 % means, what is known to bend it. */
export function MethodSection({ result: { method, design } }: { readonly result: EvaluationResultBody }) {
  const { windows, control } = design;
  return (
    <div class="method-card">
      <MethodParticulars method={method} level={4} biases={method.knownBiases} nameOf={spaced}>
        <MethodFact name="Windows" value={`${windowWords(windows.before)}; ${windowWords(windows.after)}`} />
        <MethodFact name="Why these" value={windows.reason} />
        <MethodFact name="Control" value={control.reason} />
      </MethodParticulars>
    </div>
  );
}

/** "levelFactor" → "Level factor". */
function spaced(name: string): string {
  const words = name.replaceAll(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
