import { useEffect, useRef, useState } from "preact/hooks";
import type { ZoneBody } from "../../../../server/api/types.ts";
import { dischargeZone, extendZone } from "../../api-zones.ts";
import { change } from "./answers.ts";
import { RANKS, rankOf } from "./draft.ts";
import { MomentField, OtherProblem, type Problem, SelectField, TextField } from "./fields.tsx";
import { useSending } from "./sending.ts";
import { momentWords, rankWords } from "./words.ts";

type Props = { readonly zone: ZoneBody; readonly task: "extend" | "discharge" };
type Said = {
  readonly when: string;
  readonly decidedAt: string;
  readonly rank: string;
  readonly authorisedBy: string;
  readonly reason: string;
};

const FIELDS = ["until", "at", "decidedAt", "rank", "authorisedBy", "reason"];

/** Lengthen a zone, or end it: with who decided and why. */
export function ShortForm({ zone, task }: Props) {
  const [said, setSaid] = useState<Said>({ when: "", decidedAt: "", rank: "", authorisedBy: "", reason: "" });
  const { problem, sending, refuse, send } = useSending();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const say = (patch: Partial<Said>) => setSaid({ ...said, ...patch });
  const submit = (event: Event) => {
    event.preventDefault();
    if (task === "extend" && said.when === "") return refuse({ field: "until", message: "Say until when." });
    if (said.reason.trim() === "") return refuse({ field: "reason", message: "Say why: it is kept for good." });
    void send(() =>
      task === "extend"
        ? extendZone(zone.id, extensionOf(zone, said))
        : dischargeZone(zone.id, dischargeOf(zone, said)),
    );
  };
  return (
    <form class="zone-short-form" aria-label={task === "extend" ? "Extend" : "Discharge"} onSubmit={submit} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {task === "extend" ? "Extend" : "Discharge"}
      </h2>
      {task === "extend" ? (
        <Extension zone={zone} said={said} problem={problem} say={say} />
      ) : (
        <MomentField
          name="at"
          title="It ends on (blank: now)"
          value={said.when}
          onInput={(when) => say({ when })}
          problem={problem}
        />
      )}
      <TextField
        name="authorisedBy"
        title="Authorised by (name or office)"
        value={said.authorisedBy}
        onInput={(authorisedBy) => say({ authorisedBy })}
        problem={problem}
      />
      <TextField
        name="reason"
        title="Why (kept for good)"
        value={said.reason}
        onInput={(reason) => say({ reason })}
        problem={problem}
      />
      <OtherProblem problem={problem} fields={FIELDS} />
      <div class="shape-buttons">
        <button type="submit" class="button primary" disabled={sending}>
          {task === "extend" ? "Extend the zone" : "Discharge the zone"}
        </button>
        <button type="button" class="button" onClick={() => change({ task: null })}>
          Cancel
        </button>
      </div>
    </form>
  );
}

type PartProps = {
  readonly zone: ZoneBody;
  readonly said: Said;
  readonly problem: Problem | null;
  readonly say: (patch: Partial<Said>) => void;
};

function Extension({ zone, said, problem, say }: PartProps) {
  return (
    <>
      <MomentField
        name="until"
        title="Until (the first moment it no longer holds)"
        value={said.when}
        onInput={(when) => say({ when })}
        problem={problem}
        hint={zone.effectiveTo === null ? "It has no end now." : `Now: ${momentWords(zone.effectiveTo)}.`}
      />
      <SelectField
        name="rank"
        title="Rank or body that extends it"
        value={said.rank}
        onInput={(rank) => say({ rank })}
        problem={problem}
        options={[
          { value: "", label: zone.rank === null ? "not said" : `as before: ${rankWords(zone.rank)}` },
          ...RANKS.map((rank) => ({ value: rank, label: rankWords(rank) })),
        ]}
      />
      <MomentField
        name="decidedAt"
        title="Decided on (blank: now)"
        value={said.decidedAt}
        onInput={(decidedAt) => say({ decidedAt })}
        problem={problem}
      />
    </>
  );
}

function extensionOf({ version }: ZoneBody, { when, decidedAt, rank, authorisedBy, reason }: Said) {
  const who = rankOf(rank);
  return {
    version,
    reason,
    until: when,
    ...(decidedAt === "" ? {} : { decidedAt }),
    ...(who === "" ? {} : { rank: who }),
    ...(authorisedBy.trim() === "" ? {} : { authorisedBy }),
  };
}

function dischargeOf({ version }: ZoneBody, { when, authorisedBy, reason }: Said) {
  return {
    version,
    reason,
    ...(when === "" ? {} : { at: when }),
    ...(authorisedBy.trim() === "" ? {} : { authorisedBy }),
  };
}
