import { useState } from "preact/hooks";
import { type Problem, TextField } from "../../zones/fields.tsx";
import { areaText, codeOf, namedAreas } from "../area-choice.ts";

type Props = {
  readonly areas: readonly string[];
  readonly problem: Problem | null;
  readonly onAreas: (areas: readonly string[]) => void;
};

/** The boroughs and wards an event is about; none = everywhere. */
export function EventAreas({ areas, problem, onAreas }: Props) {
  const [text, setText] = useState("");
  const known = namedAreas.current.value.value ?? [];
  const add = () => {
    const code = codeOf(text, known);
    if (code !== "" && !areas.includes(code)) onAreas([...areas, code]);
    setText("");
  };
  return (
    <div class="event-areas">
      <TextField
        name="areas"
        title="Boroughs or wards it is about"
        value={text}
        onInput={setText}
        problem={problem}
        hint={areas.length === 0 ? "None: everywhere." : "Its marks stand on the series of these alone."}
        list="event-areas"
      />
      <datalist id="event-areas">
        {known.map((area) => (
          <option key={area.code} value={areaText(area)} />
        ))}
      </datalist>
      <button type="button" class="button" disabled={text.trim() === ""} onClick={add}>
        Add the area
      </button>
      <ul class="chosen-list">
        {areas.map((code) => (
          <li key={code}>
            {known.find((area) => area.code === code)?.name ?? code}{" "}
            <button type="button" class="button quiet" onClick={() => onAreas(areas.filter((held) => held !== code))}>
              Remove<span class="visually-hidden"> {code}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
