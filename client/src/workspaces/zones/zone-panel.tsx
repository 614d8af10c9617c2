import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ZoneBody, ZoneHistoryBody } from "../../../../server/api/types.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { at, change, openZone, zonesQuery } from "./answers.ts";
import type { ZoneState } from "./history-changes.ts";
import { KindSign } from "./kind-sign.tsx";
import { ShortForm } from "./short-form.tsx";
import { atWords, drugsWords, momentWords, plainWords, premisesWords, rankWords, statusWords } from "./words.ts";
import { ZoneActions } from "./zone-actions.tsx";
import { ZoneHistory } from "./zone-history.tsx";
import { ZoneRules } from "./zone-rules.tsx";

/** One zone: what may be done there, until when, by whose order, held to which rules, and what became of it. */
export function ZonePanel() {
  const { value, state } = openZone.current.value;
  const isAsked = value !== null && value.zone.id === zonesQuery.value.zone;
  return (
    <div class="zones-panel">
      <button type="button" class="button quiet zones-back" onClick={() => change({ zone: null, task: null })}>
        ← All zones
      </button>
      <FailedNotice of={openZone} />
      {!isAsked && state === "loading" && <p class="hint">Reading the zone…</p>}
      {isAsked && <Panel key={value.zone.id} {...value} />}
    </div>
  );
}

type Opened = { readonly zone: ZoneBody; readonly past: ZoneHistoryBody; readonly before: ZoneState | null };

function Panel({ zone, past, before }: Opened) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const { task } = zonesQuery.value;
  return (
    <>
      <div class="zone-head">
        <h1 ref={heading} tabIndex={-1}>
          {zone.title}
        </h1>
        <p class="zone-kind">
          <KindSign kind={zone.kind} holds={zone.status === "in_force"} />
          {ZONE_SIGNS[zone.kind].label}
        </p>
        <p>
          On {atWords(at.value)}: <strong>{statusWords(zone)}</strong>
          {zone.partOfDay && ", for a part of that day only"}
        </p>
      </div>
      {zone.warnings.length > 0 && (
        <div class="notice" role="note">
          <strong>Look twice: this order was imported as it is.</strong>
          <ul class="why">
            {zone.warnings.map((words) => (
              <li key={words}>{plainWords(words)}</li>
            ))}
          </ul>
        </div>
      )}
      <Powers zone={zone} />
      <ZoneActions zone={zone} />
      {(task === "extend" || task === "discharge") && <ShortForm key={task} zone={zone} task={task} />}
      <Facts zone={zone} past={past} />
      <ZoneRules zone={zone} />
      <ZoneHistory past={past} before={before} />
    </>
  );
}

function Powers({ zone }: { readonly zone: ZoneBody }) {
  return (
    <section class="zone-powers" aria-labelledby="zone-powers">
      <h2 id="zone-powers">What may be done there</h2>
      {zone.status !== "in_force" && <p class="zone-warned">Not in force on the date shown.</p>}
      <p class="zone-short">{zone.powers.short}</p>
      <p>
        <strong>{drugsWords(zone)}</strong>
      </p>
      <ul class="why">
        {zone.powers.summary.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p class="hint">{zone.powers.note}</p>
    </section>
  );
}

function Facts({ zone, past }: Omit<Opened, "before">) {
  const rows: readonly (readonly [string, ComponentChildren])[] = [
    ["From", momentWords(zone.effectiveFrom)],
    ["Until (no longer holds)", zone.effectiveTo === null ? "no end set" : momentWords(zone.effectiveTo)],
    ["Authority", zone.authority],
    ["Authorised by", zone.authorisedBy],
    ["Rank or body", zone.rank === null ? null : rankWords(zone.rank)],
    ["Law", zone.legalReference],
    ["Sanctions", zone.sanctions],
    ["Grounds", zone.grounds],
    ["Consultation", zone.consultation],
    ["Publication", zone.publication],
    ["Document", zone.sourceDocument],
    ["Boundary", zone.boundaryPrecision],
    ["Shape from", shapeWords(zone)],
    ["Record", `zone ${zone.id}, version ${zone.version}, ${ORIGINS[zone.origin]}`],
    ["Before and after", past.chain.length > 1 ? <Chain ids={past.chain} open={zone.id} /> : null],
  ];
  return (
    <section aria-labelledby="zone-facts">
      <h2 id="zone-facts">The order</h2>
      <dl class="terms zone-facts">
        {rows.flatMap(([term, words]) =>
          words === null ? [] : [<dt key={`${term} term`}>{term}</dt>, <dd key={term}>{words}</dd>],
        )}
      </dl>
    </section>
  );
}

const ORIGINS = { made_here: "made here", imported: "imported", demo: "made up with the demo data" } as const;

function shapeWords({ shape }: ZoneBody): string {
  const { from, set, codes, premises } = shape;
  if (from === "polygon") return "a polygon";
  if (from === "premises") return premises === undefined ? "premises" : premisesWords(premises);
  if (from === "cells") return codes.length === 1 ? "1 hexagon" : `${codes.length} hexagons`;
  if (from === "zone" || from === "target_area") return `${from.replace("_", " ")} ${codes.join(", ")}`;
  return `${codes.join(", ")}${set === null ? "" : ` of ${set}`}`;
}

/** Zones that took each other's place, the oldest first. */
function Chain({ ids, open }: { readonly ids: readonly number[]; readonly open: number }) {
  return (
    <>
      {ids.map((id, at) => (
        <span key={id}>
          {at > 0 && " → "}
          {id === open ? (
            <strong>zone {id}</strong>
          ) : (
            <button type="button" class="zone-open" onClick={() => change({ zone: id, task: null })}>
              zone {id}
            </button>
          )}
        </span>
      ))}
    </>
  );
}
