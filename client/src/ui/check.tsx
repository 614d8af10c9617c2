import type { ComponentChildren } from "preact";

type Props = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** What it is for. */
  readonly children: ComponentChildren;
};

/** A box to tick. */
export function Check({ checked, onChange, disabled = false, children }: Props) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}
