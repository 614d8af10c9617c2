import { Announcer } from "./announcer.tsx";
import { Controls } from "./controls.tsx";
import { List } from "./list.tsx";
import { MapArea } from "./map-area.tsx";

/** Which places are drug markets now: choose on the left, look in the middle, read on the right. */
export function Analyse() {
  return (
    <>
      <Controls />
      <MapArea />
      <List />
      <Announcer />
    </>
  );
}
