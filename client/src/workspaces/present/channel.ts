type Message = { readonly say: "frame"; readonly frame: number } | { readonly say: "which" };

/** The wall and the presenter's window on the same frame, within this browser: nothing leaves it. */
export type FrameChannel = { readonly tell: (frame: number) => void; readonly close: () => void };

/**
 * @param name one for each presentation
 * @param follow called with the frame that the other window went to
 * @param current what to answer a window that has just opened; null for a window that asks
 */
export function openChannel(
  name: string,
  { follow, current }: { readonly follow: (frame: number) => void; readonly current: (() => number) | null },
): FrameChannel {
  const channel = new BroadcastChannel(`hexbeat present ${name}`);
  const send = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isMessage(data)) return;
    if (data.say === "frame") follow(data.frame);
    else if (current !== null) send({ say: "frame", frame: current() });
  };
  if (current === null) send({ say: "which" });
  return { tell: (frame) => send({ say: "frame", frame }), close: () => channel.close() };
}

function isMessage(data: unknown): data is Message {
  if (typeof data !== "object" || data === null || !("say" in data)) return false;
  return data.say === "which" || (data.say === "frame" && "frame" in data && Number.isInteger(data.frame));
}
