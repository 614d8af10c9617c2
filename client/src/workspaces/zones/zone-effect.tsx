import { useState } from "preact/hooks";
import type { ZoneBody } from "../../../../server/api/types.ts";
import { fetchEvaluations, startEvaluation } from "../../api-evaluation.ts";

/** The way to a zone's effect, which one click evaluates where nobody has; opened in another tab it is the page alone. */
export function ZoneEffect({ zone }: { readonly zone: ZoneBody }) {
  const [asking, setAsking] = useState(false);
  const address = addressOf(zone);
  return (
    <a
      class="button"
      href={address}
      aria-busy={asking}
      title="Inside, ring and rest, before and after it came into force"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        setAsking(true);
        void evaluationOf(zone).then((evaluation) => {
          location.hash = evaluation === null ? address : `${address}&evaluation=${evaluation}`;
        });
      }}
    >
      Effect of this zone
    </a>
  );
}

function addressOf({ id, dataset }: ZoneBody): string {
  return `#/evaluate?${dataset === null ? "" : `dataset=${dataset}&`}zone=${id}`;
}

/**
 * The evaluation to show: the newest that has a result or is on its way to one, else a new one as it is suggested.
 * @returns null where it is refused, or did not work: the page itself says why, and what would be enough
 */
async function evaluationOf({ id, dataset }: ZoneBody): Promise<number | null> {
  const subject = { kind: "zone", id } as const;
  try {
    const { evaluations } = await fetchEvaluations(subject);
    const known = evaluations.find(({ status }) => status === "done" || status === "queued" || status === "running");
    if (known !== undefined) return known.id;
    return (await startEvaluation(subject, dataset === null ? {} : { dataset })).id;
  } catch {
    return null;
  }
}
