import { useSignalEffect } from "@preact/signals";
import { marking } from "../../marking.ts";
import { NominateDialog } from "../../targets/nominate-dialog.tsx";
import { Announcer } from "./announcer.tsx";
import { Controls } from "./controls.tsx";
import { List } from "./list.tsx";
import { MapArea } from "./map-area.tsx";
import { MethodCard } from "./method/method-card.tsx";
import { MethodPanel } from "./method/method-panel.tsx";
import { screenMarking } from "./screen-marking.ts";

/** Which places are drug markets now: choose on the left, look in the middle, read on the right. */
export function Analyse() {
  useSignalEffect(() => {
    marking.value = screenMarking.value;
  });
  return (
    <>
      <Controls />
      <MapArea />
      <List />
      <section class="print-only print-method" aria-label="Method">
        <h2>How this was made, and what it cannot say</h2>
        <MethodCard />
      </section>
      <MethodPanel />
      <NominateDialog />
      <Announcer />
    </>
  );
}
