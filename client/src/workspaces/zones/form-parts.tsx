import { ZONE_KINDS, ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { type Draft, kindOf, RANKS, rankOf } from "./draft.ts";
import { LinesField, MomentField, type Problem, SelectField, TextField } from "./fields.tsx";
import { rankWords } from "./words.ts";

type Props = {
  readonly draft: Draft;
  readonly problem: Problem | null;
  readonly onDraft: (patch: Partial<Draft>) => void;
};

/** What it is, whose it is, from when until when. */
export function OrderFields({ draft, problem, onDraft, kindIsFixed }: Props & { readonly kindIsFixed: boolean }) {
  return (
    <>
      {kindIsFixed ? (
        <p>{ZONE_SIGNS[draft.kind].label}</p>
      ) : (
        <SelectField
          name="kind"
          title="Kind"
          value={draft.kind}
          onInput={(kind) => onDraft({ kind: kindOf(kind) })}
          problem={problem}
          options={ZONE_KINDS.map((kind) => ({ value: kind, label: ZONE_SIGNS[kind].label }))}
        />
      )}
      <TextField
        name="title"
        title="Title"
        value={draft.title}
        onInput={(title) => onDraft({ title })}
        problem={problem}
      />
      <TextField
        name="authority"
        title="Authority (whose order it is)"
        value={draft.authority}
        onInput={(authority) => onDraft({ authority })}
        problem={problem}
      />
      <MomentField
        name="effectiveFrom"
        title="From"
        value={draft.effectiveFrom}
        onInput={(effectiveFrom) => onDraft({ effectiveFrom })}
        problem={problem}
      />
      <MomentField
        name="effectiveTo"
        title="Until"
        value={draft.effectiveTo}
        onInput={(effectiveTo) => onDraft({ effectiveTo })}
        problem={problem}
        hint="The first moment it no longer holds, London time; without a clock, midnight as that day begins."
      />
    </>
  );
}

export function WhoFields({ draft, problem, onDraft }: Props) {
  return (
    <>
      <SelectField
        name="rank"
        title="Rank or body that authorises it"
        value={draft.rank}
        onInput={(rank) => onDraft({ rank: rankOf(rank) })}
        problem={problem}
        options={[{ value: "", label: "not said" }, ...RANKS.map((rank) => ({ value: rank, label: rankWords(rank) }))]}
      />
      <TextField
        name="authorisedBy"
        title="Authorised by (name or office)"
        value={draft.authorisedBy}
        onInput={(authorisedBy) => onDraft({ authorisedBy })}
        problem={problem}
      />
    </>
  );
}

const ONE_A_LINE = "One a line, in the order’s own words.";

/** What may not and must be done there: the words that the map and the powers panel go by. */
export function ConditionFields({ draft, problem, onDraft }: Props) {
  const lines = { problem, most: 4_000 };
  return (
    <>
      <LinesField
        {...lines}
        name="prohibitions"
        title="Prohibited"
        value={draft.prohibitions}
        onInput={(prohibitions) => onDraft({ prohibitions })}
        hint={ONE_A_LINE}
      />
      <LinesField
        {...lines}
        name="requirements"
        title="Required"
        value={draft.requirements}
        onInput={(requirements) => onDraft({ requirements })}
      />
      <LinesField
        {...lines}
        name="grounds"
        title="Grounds in writing"
        value={draft.grounds}
        onInput={(grounds) => onDraft({ grounds })}
        hint="A dispersal and a section 60 need them. Write of places, not of people."
      />
    </>
  );
}

/** What most zones do without; open where something in it was refused. */
export function PaperFields({ draft, problem, onDraft }: Props) {
  const texts = [
    ["times", "Times of day, if not always"],
    ["sanctions", "Sanctions"],
    ["legalReference", "Law, as the order cites it"],
    ["consultation", "Consultation"],
    ["publication", "Publication"],
    ["sourceDocument", "Document or its address"],
    ["boundaryPrecision", "How exact the boundary is"],
  ] as const;
  const isRefused = texts.some(([name]) => name === problem?.field) || problem?.field === "exemptions";
  return (
    <details class="zone-papers" open={isRefused || undefined}>
      <summary>Exemptions, times, papers</summary>
      <LinesField
        name="exemptions"
        title="Exempt"
        value={draft.exemptions}
        onInput={(exemptions) => onDraft({ exemptions })}
        problem={problem}
        hint={ONE_A_LINE}
      />
      {texts.map(([name, title]) => (
        <TextField
          key={name}
          name={name}
          title={title}
          value={draft[name]}
          onInput={(value) => onDraft({ [name]: value })}
          problem={problem}
        />
      ))}
    </details>
  );
}
