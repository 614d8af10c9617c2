import type { ReadonlySignal } from "@preact/signals";
import type { Resource } from "../resource.ts";

type Props = {
  /** null = all is well, and nothing is shown. */
  readonly words: string | null;
  /** How to try again, where that may help. */
  readonly again?: () => void;
  /** Further classes, for its place on the page. */
  readonly class?: string;
  /** Of what stands for a field: a refusal brings the focus to it. */
  readonly id?: string;
};

/** What went wrong, said at once to screen readers, too. */
export function ProblemNotice({ words, again, class: place, id }: Props) {
  if (words === null) return null;
  return (
    <p
      class={place === undefined ? "notice error" : `${place} notice error`}
      role="alert"
      {...(id === undefined ? {} : { id, tabIndex: -1 })}
    >
      {words}
      {again !== undefined && (
        <>
          {" "}
          <button type="button" class="button" onClick={again}>
            Try again
          </button>
        </>
      )}
    </p>
  );
}

type AnswerProps = {
  readonly of: { readonly current: ReadonlySignal<Resource<unknown>>; readonly reload: () => void };
  readonly class?: string;
};

/** The same for an answer that did not come, with the button that asks for it again. */
export function FailedNotice({ of: { current, reload }, ...rest }: AnswerProps) {
  const { state, message } = current.value;
  return state === "failed" ? <ProblemNotice words={message ?? ""} again={reload} {...rest} /> : null;
}
