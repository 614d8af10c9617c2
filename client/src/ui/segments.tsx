export type Segment = {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly hint?: string;
};

type Props = {
  readonly legend: string;
  readonly name: string;
  readonly value: string;
  readonly segments: readonly Segment[];
  /** In rows of three, for more than fit beside each other. */
  readonly wide?: boolean;
  readonly onChoose: (value: string) => void;
};

/** One of a few: radio buttons that look like one bar; arrow keys move between them. */
export function Segments({ legend, name, value, segments, wide = false, onChoose }: Props) {
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class={wide ? "segments wide" : "segments"}>
        {segments.map((segment) => (
          <label key={segment.value} title={segment.hint}>
            <input
              type="radio"
              name={name}
              value={segment.value}
              checked={segment.value === value}
              disabled={segment.disabled ?? false}
              onChange={() => onChoose(segment.value)}
            />
            {segment.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
