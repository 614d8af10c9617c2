import { useEffect, useRef } from "preact/hooks";
import { profileMap } from "./profile-map.tsx";

/** The map on paper, drawn the moment the print begins: a WebGL canvas prints blank. */
export function PrintPicture() {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = () => {
      const picture = profileMap.peek()?.snapshot();
      holder.current?.replaceChildren(...(picture === undefined ? [] : [picture]));
    };
    const after = () => holder.current?.replaceChildren();
    addEventListener("beforeprint", before);
    addEventListener("afterprint", after);
    return () => {
      removeEventListener("beforeprint", before);
      removeEventListener("afterprint", after);
    };
  }, []);
  return <div class="profile-picture" ref={holder} aria-hidden="true" />;
}
