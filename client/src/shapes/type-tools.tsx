import { useState } from "preact/hooks";
import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { cornersOf } from "../map/corners.ts";
import { Segments } from "../ui/segments.tsx";
import { LineInput } from "./line-input.tsx";
import type { ShapeChoice } from "./shape-choice.ts";
import { parseCircle, parseCorners, pointWords } from "./typed-shape.ts";

type Props = {
  /** The shape whose corners stand there from the start; null = none. */
  readonly begin: DrawnPolygonBody | null;
  readonly onChoice: (choice: ShapeChoice | null) => void;
};
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
export function TypeTools({ begin, onChoice }: Props) {
  const [typed, setTyped] = useState<Typed>(() => typedOf(begin));
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
      {typed.form === "corners" ? (
        <Corners value={typed.corners} onInput={(corners) => type({ corners })} />
      ) : (
        <>
          <LineInput
            title="Centre: latitude, longitude"
            placeholder="51.5301, -0.0102"
            value={typed.centre}
            onInput={(centre) => type({ centre })}
          />
          <LineInput
            title="Radius in metres"
            inputMode="numeric"
            value={typed.radius}
            onInput={(radius) => type({ radius })}
          />
        </>
      )}
      <p class="hint" role="status">
        {begun && polygon !== null && "That is an area: it is on the map."}
        {begun ? problem : "As maps on phones show a place."}
      </p>
    </>
  );
}

function Corners({ value, onInput }: { readonly value: string; readonly onInput: (corners: string) => void }) {
  return (
    <label class="field">
      <span class="field-title">Corners, one a line: latitude, longitude</span>
      <textarea
        rows={6}
        placeholder={"51.5301, -0.0102\n51.5322, -0.0090\n51.5310, -0.0061"}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}

function typedOf(begin: DrawnPolygonBody | null): Typed {
  const corners = begin === null ? "" : cornersOf(begin).map(pointWords).join("\n");
  return { form: begin === null ? "circle" : "corners", corners, centre: "", radius: "150" };
}

function parse({ form, corners, centre, radius }: Typed) {
  return form === "corners" ? parseCorners(corners) : parseCircle(centre, radius);
}
