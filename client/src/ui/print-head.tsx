import { WATERMARK } from "../layers/watermark.ts";

type Props = { readonly marking: string; readonly synthetic: boolean };

/** Over a sheet of paper: its marking, and that its data is made up. */
export function PrintHead({ marking, synthetic }: Props) {
  return (
    <div class="print-head">
      <strong>{marking}</strong>
      {synthetic && <strong>{WATERMARK}</strong>}
      <strong>{marking}</strong>
    </div>
  );
}
