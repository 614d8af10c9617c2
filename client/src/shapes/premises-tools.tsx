import { useEffect, useState } from "preact/hooks";
import type { PlaceListBody } from "../../../server/api/types.ts";
import { fetchAllPlaces } from "../api-zones.ts";
import type { LngLat } from "../map/map-types.ts";
import { LineInput } from "./line-input.tsx";
import { type Premises, premisesChoice, type ShapeChoice } from "./shape-choice.ts";
import { parsePoint, pointWords } from "./typed-shape.ts";

type Places = PlaceListBody["places"];
type Props = {
  readonly dataset: string | null;
  /** The premises that stand there from the start; null = none yet. */
  readonly begin: Premises | null;
  /** Where the map was clicked last. */
  readonly clicked: LngLat | null;
  readonly onMiddle: () => void;
  readonly onChoice: (choice: ShapeChoice | null) => void;
};

const [LEAST_METRES, USUAL_METRES, MOST_METRES] = [5, 15, 100];
const LIST = "premises-places";

/** Say where premises are: a click, coordinates, or a named place; and how far they reach round that point. */
export function PremisesTools({ dataset, begin, clicked, onMiddle, onChoice }: Props) {
  const places = usePlaces(dataset);
  const [place, setPlace] = useState(() => (begin === null ? "" : pointWords(pairOf(begin.lngLat))));
  const [radius, setRadius] = useState(String(begin?.radiusMetres ?? USUAL_METRES));
  const say = (nextPlace: string, nextRadius: string) => {
    setPlace(nextPlace);
    setRadius(nextRadius);
    const [lngLat, radiusMetres] = [placeOf(nextPlace, places), metresOf(nextRadius)];
    const isWhole = lngLat !== null && radiusMetres !== null;
    onChoice(isWhole ? premisesChoice({ lngLat: [...lngLat], radiusMetres }) : null);
  };
  const [clickedBefore] = useState(clicked);
  useEffect(() => {
    if (clicked !== null && clicked !== clickedBefore) say(pointWords(clicked), radius);
  }, [clicked]);
  const isPlace = place.trim() === "" || placeOf(place, places) !== null;
  return (
    <>
      <p class="hint">Click the premises on the map, or say where they are. No meeting is shown them.</p>
      <LineInput
        title="Latitude, longitude, or a place’s name"
        placeholder="51.5301, -0.0102"
        list={LIST}
        value={place}
        onInput={(text) => say(text, radius)}
        problem={isPlace ? null : "That is no place: write it like 51.5301, -0.0102, or pick a name from the list."}
      />
      <datalist id={LIST}>
        {places.map(({ id, name, kind }) => (
          <option key={id} value={name} label={kind.replaceAll("_", " ")} />
        ))}
      </datalist>
      <LineInput
        title="Reach round that point in metres"
        inputMode="numeric"
        value={radius}
        onInput={(text) => say(place, text)}
        problem={
          metresOf(radius) === null
            ? `The reach is a whole number of metres from ${LEAST_METRES} to ${MOST_METRES}.`
            : null
        }
      />
      <div class="shape-buttons">
        <button type="button" class="button" onClick={onMiddle}>
          Take the map’s middle
        </button>
      </div>
    </>
  );
}

/** Names help, but coordinates serve without them: what does not come is left out. */
function usePlaces(dataset: string | null): Places {
  const [places, setPlaces] = useState<Places>([]);
  useEffect(() => {
    const abort = new AbortController();
    fetchAllPlaces(dataset, abort.signal).then(
      (answer) => setPlaces(answer.places.filter(({ kind }) => kind !== "river")),
      () => undefined,
    );
    return () => abort.abort();
  }, [dataset]);
  return places;
}

function placeOf(text: string, places: Places): LngLat | null {
  const wanted = text.trim().toLowerCase();
  const named = places.find(({ name }) => name.toLowerCase() === wanted);
  return parsePoint(text.trim()) ?? (named === undefined ? null : [named.lng, named.lat]);
}

function metresOf(text: string): number | null {
  const metres = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return metres >= LEAST_METRES && metres <= MOST_METRES ? metres : null;
}

function pairOf([lng = 0, lat = 0]: readonly number[]): LngLat {
  return [lng, lat];
}
