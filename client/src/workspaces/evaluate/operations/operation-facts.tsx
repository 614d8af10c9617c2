import { Check } from "../../../ui/check.tsx";
import { bindFields, LinesField, type Problem, SelectField, TextField } from "../../zones/fields.tsx";
import { type FourP, levelOf, type OperationDraft } from "./draft.ts";
import { FOUR_P, NIM_LEVELS, VISIBILITIES, visibilityOf } from "./operation-words.ts";

type TextPart = "name" | "lead" | "visibility" | "nimLevel" | "priorities" | "summary" | "costPounds" | "costNote";
/** Everything here that says itself when it is refused. */
export const FACT_FIELDS: readonly string[] = [
  ...["name", "lead", "visibility", "nimLevel", "fourP", "priorities", "summary", "costPounds", "costNote"],
];

type Props = {
  readonly draft: OperationDraft;
  readonly problem: Problem | null;
  readonly onChange: (patch: Partial<OperationDraft>) => void;
};

/** What an operation is, beside where and when: who leads it, who may know, why it was done, what it cost. */
export function OperationFacts({ draft, problem, onChange }: Props) {
  const field = bindFields<TextPart>({
    ...{ values: draft, problem },
    onField: (name, value) => {
      if (name === "visibility") onChange({ visibility: visibilityOf(value) });
      else if (name === "nimLevel") onChange({ nimLevel: levelOf(value) });
      else onChange({ [name]: value });
    },
  });
  const means = VISIBILITIES.find(({ value }) => value === draft.visibility)?.means ?? "";
  return (
    <div class="editor-facts">
      <TextField {...field("name", "Name")} most={120} />
      <TextField {...field("lead", "Led by (a role, not a person)")} />
      <SelectField {...field("visibility", "Who may know of it", means)} options={VISIBILITIES} />
      <SelectField {...field("nimLevel", "NIM level")} options={NIM_LEVELS} />
      <FourPField chosen={draft.fourP} onChange={(fourP) => onChange({ fourP })} />
      <LinesField {...field("priorities", "Priorities it serves", "One a line, as the partnership words them.")} />
      <LinesField {...field("summary", "What was done, in a sentence (of places, not of people)")} />
      <TextField {...field("costPounds", "Cost in pounds")} most={16} />
      <TextField {...field("costNote", "What the cost covers")} />
    </div>
  );
}

type FourPProps = { readonly chosen: readonly FourP[]; readonly onChange: (chosen: readonly FourP[]) => void };

function FourPField({ chosen, onChange }: FourPProps) {
  return (
    <fieldset class="field four-p">
      <legend>4P</legend>
      {FOUR_P.map(({ value, label, means }) => (
        <Check
          key={value}
          checked={chosen.includes(value)}
          onChange={(checked) =>
            onChange(FOUR_P.map((one) => one.value).filter((one) => (one === value ? checked : chosen.includes(one))))
          }
        >
          <abbr title={means}>{label}</abbr>
        </Check>
      ))}
    </fieldset>
  );
}
