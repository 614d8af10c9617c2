import { ZONE_KINDS } from "../../../../server/api/vocabulary.ts";
import { ZONE_SIGNS } from "../../layers/zone-signs.ts";
import { type Draft, kindOf, RANKS, rankOf } from "./draft.ts";
import { bindFields, LinesField, MomentField, type Problem, SelectField, TextField } from "./fields.tsx";
import { rankWords } from "./words.ts";

type Props = {
  readonly draft: Draft;
  readonly problem: Problem | null;
  readonly onDraft: (patch: Partial<Draft>) => void;
};

/** What it is, whose it is, from when until when. */
export function OrderFields({ kindIsFixed, ...props }: Props & { readonly kindIsFixed: boolean }) {
  const { draft, problem, onDraft } = props;
  const field = bound(props);
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
      <TextField {...field("title", "Title")} />
      <TextField {...field("authority", "Authority (whose order it is)")} />
      <MomentField {...field("effectiveFrom", "From")} />
      <MomentField
        {...field(
          "effectiveTo",
          "Until",
          "The first moment it no longer holds, London time; without a clock, midnight as that day begins.",
        )}
      />
    </>
  );
}

/** Who may, and who did. */
export function WhoFields(props: Props) {
  const { draft, problem, onDraft } = props;
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
      <TextField {...bound(props)("authorisedBy", "Authorised by (name or office)")} />
    </>
  );
}

const ONE_A_LINE = "One a line, in the order’s own words.";

/** What may not and must be done there: the words that the map and the powers panel go by. */
export function ConditionFields(props: Props) {
  const field = bound(props);
  return (
    <>
      <LinesField {...field("prohibitions", "Prohibited", ONE_A_LINE)} />
      <LinesField {...field("requirements", "Required")} />
      <LinesField
        {...field(
          "grounds",
          "Grounds in writing",
          "A dispersal and a section 60 need them. Write of places, not of people.",
        )}
      />
    </>
  );
}

const PAPERS = [
  ["times", "Times of day, if not always"],
  ["sanctions", "Sanctions"],
  ["legalReference", "Law, as the order cites it"],
  ["consultation", "Consultation"],
  ["publication", "Publication"],
  ["sourceDocument", "Document or its address"],
  ["boundaryPrecision", "How exact the boundary is"],
] as const;

/** What most zones do without; open where something in it was refused. */
export function PaperFields(props: Props) {
  const field = bound(props);
  const refused = props.problem?.field;
  const isRefused = refused === "exemptions" || PAPERS.some(([name]) => name === refused);
  return (
    <details class="zone-papers" open={isRefused || undefined}>
      <summary>Exemptions, times, papers</summary>
      <LinesField {...field("exemptions", "Exempt", ONE_A_LINE)} />
      {PAPERS.map(([name, title]) => (
        <TextField key={name} {...field(name, title)} />
      ))}
    </details>
  );
}

function bound({ draft, problem, onDraft }: Props) {
  return bindFields<Exclude<keyof Draft, "kind" | "rank">>({
    values: draft,
    problem,
    onField: (name, value) => onDraft({ [name]: value }),
  });
}
