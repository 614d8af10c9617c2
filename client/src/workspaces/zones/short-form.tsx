import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ZoneBody } from "../../../../server/api/types.ts";
import { dischargeZone, extendZone } from "../../api-zones.ts";
import { useSending } from "../use-sending.ts";
import { change } from "./answers.ts";
import { RANKS, rankOf } from "./draft.ts";
import { bindFields, MomentField, OtherProblem, SelectField, TextField } from "./fields.tsx";
import { showChanged, zoneProblem } from "./sending.ts";
import { momentWords, rankWords } from "./words.ts";

type Props = { readonly zone: ZoneBody; readonly task: "extend" | "discharge" };
/** Named as the contract names them. */
type Said = Readonly<Record<"until" | "at" | "decidedAt" | "rank" | "authorisedBy" | "reason", string>>;
type Field = ReturnType<typeof bindFields<keyof Said>>;

const UNSAID: Said = { until: "", at: "", decidedAt: "", rank: "", authorisedBy: "", reason: "" };
const FIELDS = Object.keys(UNSAID);

/** Lengthen a zone, or end it: with who decided and why. */
export function ShortForm({ zone, task }: Props) {
  const [said, setSaid] = useState(UNSAID);
  const { problem, sending, refuse, send } = useSending(zoneProblem);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const field = bindFields<keyof Said>({
    values: said,
    problem,
    onField: (name, value) => setSaid({ ...said, [name]: value }),
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (task === "extend" && said.until === "") return refuse({ field: "until", message: "Say until when." });
    if (said.reason.trim() === "") return refuse({ field: "reason", message: "Say why: it is kept for good." });
    void send(async () => showChanged(await store(zone, task, said)));
  };
  return (
    <form class="zone-short-form" aria-label={task === "extend" ? "Extend" : "Discharge"} onSubmit={submit} noValidate>
      <h2 ref={heading} tabIndex={-1}>
        {task === "extend" ? "Extend" : "Discharge"}
      </h2>
      {task === "extend" ? (
        <Extension zone={zone} field={field} />
      ) : (
        <MomentField {...field("at", "It ends on (blank: now)")} />
      )}
      <TextField {...field("authorisedBy", "Authorised by (name or office)")} />
      <TextField {...field("reason", "Why (kept for good)")} />
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

function Extension({ zone, field }: { readonly zone: ZoneBody; readonly field: Field }) {
  const now = zone.effectiveTo === null ? "It has no end now." : `Now: ${momentWords(zone.effectiveTo)}.`;
  return (
    <>
      <MomentField {...field("until", "Until (the first moment it no longer holds)", now)} />
      <SelectField
        {...field("rank", "Rank or body that extends it")}
        options={[
          { value: "", label: zone.rank === null ? "not said" : `as before: ${rankWords(zone.rank)}` },
          ...RANKS.map((rank) => ({ value: rank, label: rankWords(rank) })),
        ]}
      />
      <MomentField {...field("decidedAt", "Decided on (blank: now)")} />
    </>
  );
}

function store(zone: ZoneBody, task: Props["task"], said: Said): Promise<ZoneBody> {
  return task === "extend"
    ? extendZone(zone.id, extensionOf(zone, said))
    : dischargeZone(zone.id, dischargeOf(zone, said));
}

function extensionOf({ version }: ZoneBody, { until, decidedAt, rank, authorisedBy, reason }: Said) {
  const who = rankOf(rank);
  return {
    version,
    reason,
    until,
    ...(decidedAt === "" ? {} : { decidedAt }),
    ...(who === "" ? {} : { rank: who }),
    ...(authorisedBy.trim() === "" ? {} : { authorisedBy }),
  };
}

function dischargeOf({ version }: ZoneBody, { at, authorisedBy, reason }: Said) {
  return {
    version,
    reason,
    ...(at === "" ? {} : { at }),
    ...(authorisedBy.trim() === "" ? {} : { authorisedBy }),
  };
}
