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
export function TextField({ type = "text", most = 400, list, required, ...field }: LineProps) {
  return (
    <Labelled {...field}>
      <input
        {...(list === undefined ? {} : { list })}
        {...(required === undefined ? {} : { required })}
        type={type}
        maxLength={most}
        value={field.value}
        {...described(field)}
        onInput={(event) => field.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** Several lines. @param most characters */
export function LinesField({ most = 4_000, ...field }: Props & { most?: number }) {
  return (
    <Labelled {...field}>
      <textarea
        rows={2}
        maxLength={most}
        value={field.value}
        {...described(field)}
        onInput={(event) => field.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}

/** A day, and a clock where the moment is not midnight; both London's. */
export function MomentField(field: Props) {
  const [day, clock] = [field.value.slice(0, 10), field.value.slice(11, 16)];
  const say = (nextDay: string, nextClock: string) =>
    field.onInput(nextDay === "" ? "" : nextClock === "" ? nextDay : `${nextDay}T${nextClock}`);
  return (
    <Labelled {...field}>
      <div class="moment">
        <input
          type="date"
          value={day}
          {...described(field)}
          onInput={(event) => say(event.currentTarget.value, clock)}
        />
        <input
          type="time"
          aria-label={`${field.title}: time, blank for midnight`}
          value={clock}
          onInput={(event) => say(day, event.currentTarget.value)}
        />
      </div>
    </Labelled>
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

export function SelectField({ options, ...field }: Props & { readonly options: readonly Option[] }) {
  return (
    <Labelled {...field}>
      <select value={field.value} {...described(field)} onChange={(event) => field.onInput(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
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

type Named = Pick<Props, "name" | "problem" | "hint">;

function described({ name, problem, hint }: Named) {
  const isRefused = problem?.field === name;
  const below = [isRefused ? `${idOf(name)}-problem` : "", hint === undefined ? "" : `${idOf(name)}-hint`];
  const by = below.filter((id) => id !== "").join(" ");
  return { id: idOf(name), "aria-invalid": isRefused, ...(by === "" ? {} : { "aria-describedby": by }) };
}

type LabelledProps = Named & { readonly title: string; readonly children: ComponentChildren };

/** A field under its name, with what was refused about it and a hint below. */
function Labelled({ name, title, problem, hint, children }: LabelledProps) {
  return (
    <div class="field">
      <label for={idOf(name)}>{title}</label>
      {children}
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
    </div>
  );
}
