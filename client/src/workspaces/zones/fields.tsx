import type { ComponentChildren } from "preact";

/** Why the service refused, and in which field; null where it named none. */
export type Problem = { readonly field: string | null; readonly message: string };

type Props = {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem: Problem | null;
  readonly hint?: string;
  readonly required?: boolean;
};

type LineProps = Props & {
  readonly type?: "text" | "date";
  /** Characters. */
  readonly most?: number;
  /** Entries to choose from, beside what may be typed: the id of a datalist. */
  readonly list?: string;
};

/** One line of text or a day, with what was refused about it. */
export function TextField({
  name,
  title,
  value,
  onInput,
  problem,
  hint,
  type = "text",
  most = 400,
  ...rest
}: LineProps) {
  return (
    <div class="field">
      <label for={idOf(name)}>{title}</label>
      <input
        {...rest}
        type={type}
        maxLength={most}
        value={value}
        {...described(name, problem, hint)}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Below name={name} problem={problem} hint={hint} />
    </div>
  );
}

/** Several lines. @param most characters */
export function LinesField({ name, title, value, onInput, problem, hint, most = 4_000 }: Props & { most?: number }) {
  return (
    <div class="field">
      <label for={idOf(name)}>{title}</label>
      <textarea
        rows={2}
        maxLength={most}
        value={value}
        {...described(name, problem, hint)}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Below name={name} problem={problem} hint={hint} />
    </div>
  );
}

/** A day, and a clock where the moment is not midnight; both London's. */
export function MomentField({ name, title, value, onInput, problem, hint }: Props) {
  const [day, clock] = [value.slice(0, 10), value.slice(11, 16)];
  const say = (nextDay: string, nextClock: string) =>
    onInput(nextDay === "" ? "" : nextClock === "" ? nextDay : `${nextDay}T${nextClock}`);
  return (
    <div class="field">
      <label for={idOf(name)}>{title}</label>
      <div class="moment">
        <input
          type="date"
          value={day}
          {...described(name, problem, hint)}
          onInput={(event) => say(event.currentTarget.value, clock)}
        />
        <input
          type="time"
          aria-label={`${title}: time, blank for midnight`}
          value={clock}
          onInput={(event) => say(day, event.currentTarget.value)}
        />
      </div>
      <Below name={name} problem={problem} hint={hint} />
    </div>
  );
}

type Option = { readonly value: string; readonly label: string };

type Bound<Field extends string> = {
  readonly values: Readonly<Record<Field, string>>;
  readonly problem: Problem | null;
  readonly onField: (name: Field, value: string) => void;
};

/** Ties fields to what is being written: each is named as the contract names it, so that a refusal finds it. */
export function bindFields<Field extends string>({ values, problem, onField }: Bound<Field>) {
  return (name: Field, title: string, hint?: string) => ({
    name,
    title,
    value: values[name],
    onInput: (value: string) => onField(name, value),
    problem,
    ...(hint === undefined ? {} : { hint }),
  });
}

export function SelectField({
  name,
  title,
  value,
  onInput,
  problem,
  hint,
  options,
}: Props & { readonly options: readonly Option[] }) {
  return (
    <div class="field">
      <label for={idOf(name)}>{title}</label>
      <select
        value={value}
        {...described(name, problem, hint)}
        onChange={(event) => onInput(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Below name={name} problem={problem} hint={hint} />
    </div>
  );
}

/** What was refused that no field on screen stands for. @param fields those that say it themselves */
export function OtherProblem({
  problem,
  fields,
  children,
}: {
  readonly problem: Problem | null;
  readonly fields: readonly string[];
  readonly children?: ComponentChildren;
}) {
  if (problem === null || (problem.field !== null && fields.includes(problem.field))) return null;
  return (
    <p class="notice error" role="alert">
      {problem.message} {children}
    </p>
  );
}

/** Bring the refused field, or whatever says so, before the eye and the keyboard. */
export function focusProblem({ field }: Problem): void {
  const input = field === null ? null : document.getElementById(idOf(field));
  (input ?? document.querySelector<HTMLElement>(".notice.error"))?.scrollIntoView({ block: "center" });
  input?.focus();
}

export function idOf(name: string): string {
  return `zone-field-${name}`;
}

function described(name: string, problem: Problem | null, hint: string | undefined) {
  const isRefused = problem?.field === name;
  const below = [isRefused ? `${idOf(name)}-problem` : "", hint === undefined ? "" : `${idOf(name)}-hint`];
  const by = below.filter((id) => id !== "").join(" ");
  return { id: idOf(name), "aria-invalid": isRefused, ...(by === "" ? {} : { "aria-describedby": by }) };
}

type BelowProps = { readonly name: string; readonly problem: Problem | null; readonly hint: string | undefined };

function Below({ name, problem, hint }: BelowProps) {
  return (
    <>
      {problem?.field === name && (
        <p class="notice error" role="alert" id={`${idOf(name)}-problem`}>
          {problem.message}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${idOf(name)}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}
