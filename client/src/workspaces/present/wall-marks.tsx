import type { PresentationBody } from "../../../../server/api/types.ts";

/** At the foot of every frame, on the wall and on paper: who may see it, and what was counted. */
export function WallMarks({
  marking,
  synthetic,
  counted,
}: Pick<PresentationBody, "marking" | "synthetic" | "counted">) {
  return (
    <>
      <strong class="wall-marking">{marking}</strong>
      <span class="wall-counted">
        {synthetic && <strong>SYNTHETIC · </strong>}
        {counted}
      </span>
    </>
  );
}
