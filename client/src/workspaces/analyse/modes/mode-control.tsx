import { MODES, type Mode, PARTNERS, RINGS } from "../../../query.ts";
import { part, update } from "../../../state.ts";
import { Segments } from "../../../ui/segments.tsx";
import { chooseMode } from "../actions.ts";
import { counted, dataset, mode } from "../choices.ts";
import { ChangeControl } from "./change-control.tsx";
import { MODE_WORDS } from "./mode-words.ts";

const ring = part("ring");
const partner = part("partner");
const RING_WORDS = { 1: "1: tight", 2: "2: wider", 3: "3: sparse data" } as const;

/** What the hexagons say, and the few choices a mode has of its own. */
export function ModeControl() {
  const pointless = dataset.value !== null && dataset.value.points === 0;
  const segments = MODES.map((value) => ({
    value,
    label: MODE_WORDS[value].label,
    hint: MODE_WORDS[value].asks,
    disabled: pointless && value !== "count",
  }));
  return (
    <div class="mode-control">
      <Segments
        legend="Map"
        name="mode"
        value={mode.value}
        segments={segments}
        onChoose={(value) => chooseMode(toMode(value))}
        wide
      />
      <p class="hint">{MODE_WORDS[mode.value].asks}</p>
      {mode.value === "joint" && <PartnerControl />}
      {mode.value === "change" && <ChangeControl />}
      {!counted.value && mode.value !== "markets" && mode.value !== "change" && <RingControl />}
    </div>
  );
}

function PartnerControl() {
  const segments = [
    { value: "asb", label: "ASB", hint: "Anti-social behaviour" },
    { value: "violence", label: "Violence" },
  ];
  return (
    <Segments
      legend="Drugs together with"
      name="with"
      value={partner.value}
      segments={segments}
      onChoose={(value) => update({ partner: PARTNERS.find((known) => known === value) ?? "asb" })}
    />
  );
}

function RingControl() {
  const segments = RINGS.map((value) => ({ value: String(value), label: RING_WORDS[value] }));
  return (
    <Segments
      legend="Neighbours counted in, rings"
      name="ring"
      value={String(ring.value)}
      segments={segments}
      onChoose={(value) => update({ ring: RINGS.find((known) => String(known) === value) ?? 1 })}
    />
  );
}

function toMode(value: string): Mode {
  return MODES.find((known) => known === value) ?? "count";
}
