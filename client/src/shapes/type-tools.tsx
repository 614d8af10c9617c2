import { useState } from "preact/hooks";
import { Segments } from "../ui/segments.tsx";
import type { ShapeChoice } from "./shape-choice.ts";
import { parseCircle, parseCorners } from "./typed-shape.ts";

type Props = { readonly onChoice: (choice: ShapeChoice | null) => void };
type Typed = {
  readonly form: "corners" | "circle";
  readonly corners: string;
  readonly centre: string;
  readonly radius: string;
};

const FORMS = [
  { value: "circle", label: "Circle" },
  { value: "corners", label: "Polygon" },
] as const;

/** Type an area: its corners, or a centre and a radius. */
export function TypeTools({ onChoice }: Props) {
  const [typed, setTyped] = useState<Typed>({ form: "circle", corners: "", centre: "", radius: "150" });
  const { polygon, problem } = parse(typed);
  const begun = (typed.form === "corners" ? typed.corners : typed.centre).trim() !== "";
  const type = (patch: Partial<Typed>) => {
    const next = { ...typed, ...patch };
    const parsed = parse(next).polygon;
    setTyped(next);
    onChoice(parsed && { source: "typed", polygon: parsed });
  };
  return (
    <>
      <Segments
        legend="Type a"
        name="typed-form"
        value={typed.form}
        segments={FORMS}
        onChoose={(value) => type({ form: value === "corners" ? "corners" : "circle" })}
      />
      {typed.form === "corners" ? <Corners typed={typed} onType={type} /> : <Circle typed={typed} onType={type} />}
      <p class="hint" role="status">
        {begun && polygon !== null && "That is an area: it is on the map."}
        {begun ? problem : "As maps on phones show a place."}
      </p>
    </>
  );
}

type FieldProps = { readonly typed: Typed; readonly onType: (patch: Partial<Typed>) => void };

function Corners({ typed, onType }: FieldProps) {
  return (
    <label class="field">
      <span class="field-title">Corners, one a line: latitude, longitude</span>
      <textarea
        rows={6}
        placeholder={"51.5301, -0.0102\n51.5322, -0.0090\n51.5310, -0.0061"}
        value={typed.corners}
        onInput={(event) => onType({ corners: event.currentTarget.value })}
      />
    </label>
  );
}

function Circle({ typed, onType }: FieldProps) {
  return (
    <>
      <label class="field">
        <span class="field-title">Centre: latitude, longitude</span>
        <input
          type="text"
          placeholder="51.5301, -0.0102"
          value={typed.centre}
          onInput={(event) => onType({ centre: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field-title">Radius in metres</span>
        <input
          type="text"
          inputMode="numeric"
          value={typed.radius}
          onInput={(event) => onType({ radius: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

function parse({ form, corners, centre, radius }: Typed) {
  return form === "corners" ? parseCorners(corners) : parseCircle(centre, radius);
}
