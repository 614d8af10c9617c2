import { formatCount, formatShare } from "../../format.ts";
import { defaultWords, movementWords, reasonOf } from "../analyse/places/cluster-words.ts";
import { hot } from "./answers.ts";
import { Part } from "./part.tsx";
import type { Scope } from "./scope.ts";

const SHOWN = 3;

/** Hot areas and hot places that reach into it. */
export function HotPart({ scope }: { readonly scope: Scope }) {
  return (
    <Part title="Hot spots in it" of={hot.current.value} name="hot">
      {({ gate, clusters, found }) => (
        <>
          {gate !== null && <p class="hint">{gate.message}</p>}
          {gate === null && clusters.length === 0 && (
            <p>
              None of the {formatCount(found)} listed places reaches into {scope.kind === "target" ? "its ward" : "it"}.
            </p>
          )}
          {scope.kind === "target" && clusters.length > 0 && <p class="hint">In its ward {scope.ward?.name}:</p>}
          <ul class="facts">
            {clusters.slice(0, SHOWN).map((cluster) => (
              <li key={cluster.id}>
                <strong>{cluster.name}</strong>: rank {cluster.rank} of {found} (
                {movementWords(cluster.movement).spoken}), {formatCount(cluster.n)} incidents
                {cluster.share !== null &&
                  cluster.boroughs[0] !== undefined &&
                  `, ${formatShare(cluster.share)} of ${cluster.boroughs[0].name}’s`}
                ; core {cluster.core.hectares.toFixed(1)} ha with {formatCount(cluster.core.n)}.{" "}
                <span class="screen-only">{reasonOf(cluster)}</span>
                {defaultWords(cluster) !== null && ` Read with care: ${defaultWords(cluster)}.`}
              </li>
            ))}
          </ul>
          {clusters.length > SHOWN && <p class="hint">and {clusters.length - SHOWN} more, in Analyse</p>}
        </>
      )}
    </Part>
  );
}
