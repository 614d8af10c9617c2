import type { ComponentChildren } from "preact";
import type { Resource } from "../../resource.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";

type Props<T> = {
  readonly title: string;
  readonly of: Resource<T>;
  /** Names the part for styles. */
  readonly name: string;
  readonly children: (value: T) => ComponentChildren;
};

/** One part of the profile: its heading, and its answer or why there is none. Other parts do not wait for it. */
export function Part<T>({ title, of: { state, value, message }, name, children }: Props<T>) {
  return (
    <section class={`profile-part part-${name}`} aria-label={title}>
      <h2>{title}</h2>
      {state === "failed" && <ProblemNotice words={`Not known: ${message}`} />}
      {value !== null && state !== "failed" && children(value)}
      {value === null && state !== "failed" && <p class="hint">Asking…</p>}
    </section>
  );
}
