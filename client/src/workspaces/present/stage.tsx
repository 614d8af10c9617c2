import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { PresentationBody } from "../../../../server/api/types.ts";
import { FRAMES } from "./address.ts";
import { change, ground, presentQuery } from "./answers.ts";
import { AsksDialog } from "./asks-dialog.tsx";
import { openChannel } from "./channel.ts";
import { FrameView } from "./frame.tsx";
import { type Command, commandOf } from "./keys.ts";
import { followPrinting } from "./print-sheets.tsx";
import { type Doing, Tools } from "./tools.tsx";
import { WallMarks } from "./wall-marks.tsx";

/** Nothing but a dark screen, until the next key. */
const blank = signal(false);
const toolsOpen = signal(false);
const editing = signal(false);

/** The wall: one frame, and only that one in the page. */
export function Stage({ presentation }: { readonly presentation: PresentationBody }) {
  const { frame, tone, asks } = presentQuery.value;
  const stage = useRef<HTMLElement>(null);
  const doing = useDoing(presentation, stage);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || editing.value || isTyping(event)) return;
      const command = commandOf(event.key, presentQuery.peek().frame);
      if (command === null) return;
      event.preventDefault();
      if (blank.value) blank.value = false;
      else doing(command);
    };
    addEventListener("keydown", press);
    return () => {
      removeEventListener("keydown", press);
      [blank.value, toolsOpen.value, editing.value] = [false, false, false];
    };
  }, []);
  useEffect(
    () => followPrinting(() => ({ presentation, ground: ground.current.peek().value, asks: presentQuery.peek().asks })),
    [presentation],
  );
  if (blank.value) return <main class="stage stage-blank" aria-label="Blank: press any key of the presentation" />;
  return (
    <main class={`stage stage-${tone}`} ref={stage}>
      <FrameView
        key={frame}
        presentation={presentation}
        number={frame}
        ground={ground.current.value.value}
        asks={asks}
        fixed={null}
      />
      <Foot presentation={presentation} doing={doing} />
      {editing.value && <AsksDialog presentation={presentation} onClose={() => (editing.value = false)} />}
    </main>
  );
}

function Foot({ presentation, doing }: { readonly presentation: PresentationBody; readonly doing: Doing }) {
  const { frame } = presentQuery.value;
  const step = (by: number) => () => doing({ kind: "frame", frame: frame + by });
  return (
    <footer class="stage-foot">
      <WallMarks {...presentation} />
      <nav aria-label="Frames">
        <button type="button" aria-label="Previous frame" disabled={frame === 1} onClick={step(-1)}>
          ←
        </button>
        <button type="button" aria-label="Next frame" disabled={frame === FRAMES} onClick={step(1)}>
          →
        </button>
        <button
          type="button"
          aria-label="Tools"
          aria-expanded={toolsOpen.value}
          onClick={() => (toolsOpen.value = !toolsOpen.value)}
        >
          ⋯
        </button>
      </nav>
      {toolsOpen.value && (
        <Tools
          doing={(command) => {
            toolsOpen.value = false;
            doing(command);
          }}
          onEdit={() => {
            [toolsOpen.value, editing.value] = [false, true];
          }}
        />
      )}
    </footer>
  );
}

/** What a key or a button asks for, done; the presenter's window follows. */
function useDoing(presentation: PresentationBody, stage: { readonly current: HTMLElement | null }): Doing {
  const tell = useRef<(frame: number) => void>(() => undefined);
  const name = `${presentation.operation.id} ${presentation.evaluation}`;
  useEffect(() => {
    const channel = openChannel(name, {
      follow: (frame) => change({ frame: Math.min(FRAMES, Math.max(1, frame)) }),
      current: () => presentQuery.peek().frame,
    });
    tell.current = channel.tell;
    return channel.close;
  }, [name]);
  return (command: Command) => {
    if (command.kind === "frame") {
      change({ frame: command.frame });
      tell.current(command.frame);
    } else if (command.kind === "tone") change({ tone: presentQuery.peek().tone === "dark" ? "light" : "dark" });
    else if (command.kind === "blank") blank.value = true;
    else if (command.kind === "notes") openNotes();
    else if (command.kind === "leave") leave();
    else void toggleFullscreen(stage.current);
  };
}

function openNotes(): void {
  const { operation, evaluation } = presentQuery.peek();
  const address = `#/present?operation=${operation}&evaluation=${evaluation}&notes=1`;
  open(`${location.pathname}${address}`, "hexbeat-notes", "width=900,height=700");
}

/** Escape leaves full screen first, then an open menu, then the presentation. */
function leave(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  else if (toolsOpen.value) toolsOpen.value = false;
  else location.hash = "#/present";
}

/** Where a browser has no full screen, or says no, the page fills its window as it did. */
async function toggleFullscreen(stage: HTMLElement | null): Promise<void> {
  try {
    if (document.fullscreenElement !== null) await document.exitFullscreen();
    else await stage?.requestFullscreen();
  } catch {
    // Refused: nothing changes.
  }
}

/** Space and Enter belong to the button that has the focus, letters to a field. */
function isTyping({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select") !== null) return true;
  return (key === " " || key === "Enter") && target.closest("button, a") !== null;
}
