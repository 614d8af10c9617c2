import { useEffect, useState } from "preact/hooks";
import type { DrawnPolygonBody } from "../../../server/api/types.ts";
import { cornersOf, withCorner, withCornerAfter, withoutCorner } from "../map/corners.ts";
import { LineInput } from "./line-input.tsx";
import { parsePoint, pointWords } from "./typed-shape.ts";

type Props = {
  readonly polygon: DrawnPolygonBody;
  /** Which of its corners, counted from 0. */
  readonly corner: number;
  readonly onCorner: (corner: number) => void;
  readonly onPolygon: (polygon: DrawnPolygonBody, corner: number) => void;
};

/** The corners of a drawn area one by one: what the mouse does to them on the map, for the keyboard. */
export function CornerTools({ polygon, corner, onCorner, onPolygon }: Props) {
  const corners = cornersOf(polygon);
  const fewer = withoutCorner(polygon, corner);
  return (
    <fieldset class="corner-tools">
      <legend class="field-title">Corner by corner</legend>
      <div class="shape-buttons">
        <button
          type="button"
          class="button"
          aria-label="The corner before"
          onClick={() => onCorner((corner + corners.length - 1) % corners.length)}
        >
          ‹
        </button>
        <output>
          {corner + 1} of {corners.length}
        </output>
        <button
          type="button"
          class="button"
          aria-label="The next corner"
          onClick={() => onCorner((corner + 1) % corners.length)}
        >
          ›
        </button>
      </div>
      <CornerPlace polygon={polygon} corner={corner} onPolygon={onPolygon} />
      <div class="shape-buttons">
        <button type="button" class="button" onClick={() => onPolygon(withCornerAfter(polygon, corner), corner + 1)}>
          Add one after it
        </button>
        <button
          type="button"
          class="button"
          disabled={fewer === null}
          onClick={() => fewer !== null && onPolygon(fewer, Math.max(0, corner - 1))}
        >
          Remove it
        </button>
      </div>
    </fieldset>
  );
}

/** Where it is; moved when the field is left, so that half a number moves nothing. */
function CornerPlace({ polygon, corner, onPolygon }: Omit<Props, "onCorner">) {
  const place = cornersOf(polygon)[corner] ?? [0, 0];
  const words = pointWords(place);
  const [text, setText] = useState(words);
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    setText(words);
    setIsWrong(false);
  }, [corner, words]);
  const move = () => {
    const typed = parsePoint(text.trim());
    setIsWrong(typed === null);
    if (typed !== null && text !== words) onPolygon(withCorner(polygon, corner, typed), corner);
  };
  return (
    <LineInput
      title="Its latitude, longitude"
      value={text}
      onInput={setText}
      onDone={move}
      problem={isWrong ? "That is no place: write it like 51.5301, -0.0102." : null}
    />
  );
}
