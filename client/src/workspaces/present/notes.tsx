import { useEffect, useRef } from "preact/hooks";
import type { PresentationNotesBody } from "../../../../server/api/types.ts";
import { FRAMES } from "./address.ts";
import { change, presentQuery } from "./answers.ts";
import { openChannel } from "./channel.ts";
import { commandOf } from "./keys.ts";

/** The presenter's own screen: what to say with the frame on the wall, and what comes next. */
export function Notes({ notes }: { readonly notes: PresentationNotesBody }) {
  const { frame } = presentQuery.value;
  const go = useFollowing(`${notes.operation.id} ${notes.evaluation}`);
  const [shown, next] = [notes.frames[frame - 1], notes.frames[frame]];
  return (
    <main class="notes" id="list" tabIndex={-1}>
      <p class="notes-head">
        {notes.operation.name} · for the presenter, not for the wall · <strong>OFFICIAL-SENSITIVE</strong>
      </p>
      <h1>
        {frame} of {FRAMES} · {shown?.title}
      </h1>
      <p class="notes-headline">{shown?.headline}</p>
      <ul>
        {shown?.notes.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <nav aria-label="Frames">
        <button type="button" class="button primary" disabled={frame === 1} onClick={() => go(frame - 1)}>
          ← Previous
        </button>
        <button type="button" class="button primary" disabled={frame === FRAMES} onClick={() => go(frame + 1)}>
          Next →
        </button>
        <span>{next === undefined ? "This is the last frame." : `Next: ${next.title}. ${next.headline}`}</span>
      </nav>
    </main>
  );
}

function useFollowing(name: string): (frame: number) => void {
  const tell = useRef<(frame: number) => void>(() => undefined);
  const go = (frame: number) => {
    change({ frame });
    tell.current(frame);
  };
  useEffect(() => {
    const channel = openChannel(name, {
      follow: (frame) => change({ frame: Math.min(FRAMES, Math.max(1, frame)) }),
      current: null,
    });
    tell.current = channel.tell;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest("button, a") !== null &&
        /^( |Enter)$/.test(event.key)
      )
        return;
      const command = commandOf(event.key, presentQuery.peek().frame);
      if (command?.kind !== "frame") return;
      event.preventDefault();
      go(command.frame);
    };
    addEventListener("keydown", press);
    return () => {
      removeEventListener("keydown", press);
      channel.close();
    };
  }, [name]);
  return go;
}
