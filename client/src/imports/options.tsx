import { signal } from "@preact/signals";
import { Check } from "../ui/check.tsx";
import type { UploadOptions } from "./upload.ts";

export const options = signal<UploadOptions>({
  dataset: "",
  force: "",
  set: "",
  mapping: "",
  encoding: "utf-8",
  allowBadRows: false,
});

const TEXTS = [
  ["dataset", "Dataset", "police-uk", "Letters, digits and dashes; else what the format says"],
  ["force", "Force", "metropolitan", "Where neither the rows nor the file’s name say it"],
  ["set", "Area set", "london-wards-2018", "For boundaries without a year, and for counts by area"],
] as const;

/** Only needed where the file does not say it itself, so folded away. */
export function ImportOptions() {
  const value = options.value;
  return (
    <details>
      <summary>Options: where the file does not say it itself</summary>
      <div class="options">
        {TEXTS.map(([name, label, example, hint]) => (
          <div class="field" key={name}>
            <label for={`import-${name}`}>{label}</label>
            <input
              id={`import-${name}`}
              type="text"
              placeholder={example}
              value={value[name]}
              aria-describedby={`import-${name}-hint`}
              onInput={(event) => set({ [name]: event.currentTarget.value })}
            />
            <span class="hint" id={`import-${name}-hint`}>
              {hint}
            </span>
          </div>
        ))}
        <Choices />
        <Check checked={value.allowBadRows} onChange={(allowBadRows) => set({ allowBadRows })}>
          Import even if more than 5 % of the rows are bad
        </Check>
      </div>
    </details>
  );
}

function Choices() {
  return (
    <>
      <div class="field">
        <label for="import-mapping">Mapping of a force extract</label>
        <select
          id="import-mapping"
          value={options.value.mapping}
          onChange={(event) => set({ mapping: event.currentTarget.value })}
        >
          <option value="">None</option>
          <option value="recorded-crime">Recorded crime</option>
          <option value="cad-calls">Command and control calls (CAD)</option>
        </select>
      </div>
      <div class="field">
        <label for="import-encoding">Encoding</label>
        <select
          id="import-encoding"
          value={options.value.encoding}
          onChange={(event) =>
            set({ encoding: event.currentTarget.value === "windows-1252" ? "windows-1252" : "utf-8" })
          }
        >
          <option value="utf-8">UTF-8</option>
          <option value="windows-1252">Windows-1252</option>
        </select>
      </div>
    </>
  );
}

function set(patch: Partial<UploadOptions>): void {
  options.value = { ...options.peek(), ...patch };
}
