import type { ComponentChildren } from "preact";

export type Option = { readonly value: string | number; readonly label: string };

type Props = {
  readonly title: string;
  readonly value: string | number;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
  /** Said to screen readers alone, where the page itself says what it is. */
  readonly isTitleHidden?: boolean;
  /** What stands under it. */
  readonly children?: ComponentChildren;
};

/** One of a list, with its title. */
export function Select({ title, value, options, onChoose, isTitleHidden = false, children }: Props) {
  return (
    <label class={isTitleHidden ? undefined : "field"}>
      <span class={isTitleHidden ? "visually-hidden" : "field-title"}>{title}</span>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {children}
    </label>
  );
}
