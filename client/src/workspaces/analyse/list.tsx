import { computed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ListName } from "../../query.ts";
import { part, update } from "../../state.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { dataset, mode, show } from "./choices.ts";
import { CrossedBreak } from "./crossed.tsx";
import { frame } from "./frame.ts";
import { noWebGl } from "./no-webgl.ts";
import { ConcentrationList } from "./places/concentration-list.tsx";
import { MarketList } from "./places/market-list.tsx";
import { PlaceList } from "./places/place-list.tsx";
import { PlaceProfile } from "./places/place-profile.tsx";
import { SpikeList } from "./places/spike-list.tsx";
import { Profile } from "./profile.tsx";
import { Table } from "./table.tsx";
import { crossedBreak } from "./test-filter.ts";

/** As in layout.css. */
const STACKED = "(max-width: 980px)";
const selected = part("selected");
const place = part("place");
const asked = part("list");

/** What is listed; areas, data without points, and a map that cannot be drawn have their table first. */
const shownList = computed<ListName>(() => {
  const hasPlaces = show.value === "hexagons" && (dataset.value?.points ?? 0) > 0;
  if (asked.value === null) return hasPlaces && !noWebGl.value ? "places" : "table";
  return asked.value === "places" && !hasPlaces ? "table" : asked.value;
});

const TABS: readonly { readonly value: ListName; readonly label: string }[] = [
  { value: "places", label: "Places" },
  { value: "table", label: "Table" },
  { value: "spikes", label: "Spikes" },
  { value: "spread", label: "Concentration" },
];

/** Right panel: the places to look at, the table twin of the map, spikes by ward, and the profile of what is selected. */
export function List() {
  const list = useRef<HTMLElement>(null);
  const opened = place.value ?? selected.value;
  const before = useRef(opened);
  useEffect(() => {
    const isNew = opened !== null && opened !== before.current;
    before.current = opened;
    if (!isNew) return;
    list.current?.scrollTo({ top: 0 });
    // Where the panels stand under the map, a tapped place would open out of sight.
    if (matchMedia(STACKED).matches) list.current?.scrollIntoView({ block: "start" });
  }, [opened]);
  return (
    <section class="list" id="list" ref={list} aria-label="Places and table of what the map shows" tabIndex={-1}>
      {place.value === null || crossedBreak.value !== null ? <Lists /> : <PlaceProfile id={place.value} />}
    </section>
  );
}

function Lists() {
  return (
    <>
      {selected.value !== null && <Profile id={selected.value} />}
      <Tabs
        name="list"
        label="What is listed"
        tabs={TABS}
        value={shownList.value}
        onChoose={(value) => update({ list: value })}
      />
      <div role="tabpanel" id={`list-${shownList.value}`} aria-labelledby={`tab-list-${shownList.value}`}>
        <Listed />
      </div>
    </>
  );
}

function Crossed() {
  return (
    <div class="notice pad">
      <CrossedBreak />
    </div>
  );
}

function Listed() {
  if (shownList.value === "spikes") return <SpikeList />;
  if (shownList.value !== "table" && crossedBreak.value !== null) return <Crossed />;
  if (shownList.value === "spread") return <ConcentrationList />;
  if (shownList.value === "places") return mode.value === "markets" ? <MarketList /> : <PlaceList />;
  return frame.value === null ? <p class="hint pad">Counting…</p> : <Table shown={frame.value} />;
}
