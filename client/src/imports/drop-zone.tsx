import { useSignal } from "@preact/signals";
import { droppedFiles, usableFiles } from "./dropped-files.ts";

/** Drop files or folders, or pick them: the pickers are the keyboard's way. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const over = useSignal(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    over.value = false;
    if (event.dataTransfer !== null) onFiles(await droppedFiles(event.dataTransfer));
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    over.value = true;
  };
  return (
    <section
      class={over.value ? "drop over" : "drop"}
      aria-label="Files to import"
      onDragOver={drag}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={(event) => void drop(event)}
    >
      <strong>Drop files, folders or a zip here</strong>
      <p class="hint">
        police.uk street, outcomes and stop-and-search · MPS ward, borough and LSOA counts · boundaries and zones
        (GeoJSON) · a force’s own extract · outcomes of operations · places. What a file is, is recognised from its
        first line.
      </p>
      <div class="drop-buttons">
        <Picker label="Choose files" folder={false} onFiles={onFiles} />
        <Picker label="Choose a folder" folder onFiles={onFiles} />
      </div>
    </section>
  );
}

type PickerProps = {
  readonly label: string;
  readonly folder: boolean;
  readonly onFiles: (files: readonly File[]) => void;
};

function Picker({ label, folder, onFiles }: PickerProps) {
  const open = (event: MouseEvent) => {
    const input = event.currentTarget instanceof HTMLElement ? event.currentTarget.nextElementSibling : null;
    if (input instanceof HTMLInputElement) input.click();
  };
  return (
    <>
      <button type="button" class="button" onClick={open}>
        {label}
      </button>
      <input
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(folder ? { webkitdirectory: true } : {})}
        onChange={(event) => {
          onFiles(usableFiles([...(event.currentTarget.files ?? [])]));
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
