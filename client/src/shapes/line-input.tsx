type Props = {
  readonly title: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Called when what was typed is meant: on leaving the field, and on Enter. */
  readonly onDone?: () => void;
  /** What is wrong with it; null = nothing. */
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly inputMode?: "numeric";
  /** Id of a list of what may be meant. */
  readonly list?: string;
};

/** One line among the tools of a map. Enter does not send the form that the map stands in. */
export function LineInput({ title, value, onInput, onDone, problem = null, ...rest }: Props) {
  return (
    <>
      <label class="field">
        <span class="field-title">{title}</span>
        <input
          type="text"
          value={value}
          aria-invalid={problem !== null}
          {...rest}
          onInput={(event) => onInput(event.currentTarget.value)}
          onChange={() => onDone?.()}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            onDone?.();
          }}
        />
      </label>
      {problem !== null && (
        <p class="notice error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
