import { part } from "../../state.ts";
import { FailedNotice } from "../../ui/problem-notice.tsx";
import { choose } from "./actions.ts";
import { boroughs } from "./answers.ts";
import { type AskedPlace, areaGroups, offeredGroups, type PlaceKind, placeOf, withPlace } from "./asked-places.ts";
import { areaTarget } from "./extent.ts";
import { membersOf, whereTitle } from "./where-words.ts";

const chosen = part("area");

/** Any number of boroughs and of groups; none chosen = everywhere. */
export function Where() {
  const all = (boroughs.current.value.value?.features ?? []).map(({ properties }) => placeOf(properties.code));
  return (
    <fieldset class="field">
      <legend>Where</legend>
      <details class="where">
        <summary>
          <span>{whereTitle(chosen.value) ?? "Everywhere"}</span>
        </summary>
        <div class="where-list">
          {all.length === 0 && <p class="hint">No borough boundaries yet: import them to narrow the area.</p>}
          {chosen.value.length > 0 && (
            <button type="button" class="button quiet" onClick={() => choose({ area: [] })}>
              Everywhere
            </button>
          )}
          <Groups kind="borough" title="Groups of boroughs" />
          <Groups kind="ward" title="Groups of wards" />
          <FailedNotice of={areaGroups} />
          <Boroughs all={all.toSorted((a, b) => a.name.localeCompare(b.name))} />
        </div>
      </details>
    </fieldset>
  );
}

function Boroughs({ all }: { readonly all: readonly AskedPlace[] }) {
  if (all.length === 0) return null;
  return (
    <fieldset class="where-part">
      <legend>Boroughs</legend>
      {all.map((borough) => (
        <PlaceCheck key={borough.code} place={borough} />
      ))}
    </fieldset>
  );
}

function Groups({ kind, title }: { readonly kind: PlaceKind; readonly title: string }) {
  const groups = offeredGroups.value.filter((group) => group.kind === kind);
  if (groups.length === 0) return null;
  return (
    <fieldset class="where-part">
      <legend>{title}</legend>
      {groups.map((group) => (
        <div key={group.code}>
          <PlaceCheck place={group} />
          <p class="hint" id={hintId(group)}>
            {group.missing === 0 ? membersOf(group) : missingWords(group)}
          </p>
        </div>
      ))}
    </fieldset>
  );
}

function PlaceCheck({ place }: { readonly place: AskedPlace }) {
  const isChosen = chosen.value.includes(place.code);
  const toggle = () => {
    choose({ area: withPlace(chosen.peek(), place) });
    if (place.isGroup && !isChosen) areaTarget.value = [place.code];
  };
  return (
    <label>
      <input
        type="checkbox"
        checked={isChosen}
        // One that a link has chosen can still be let go.
        disabled={place.missing > 0 && !isChosen}
        {...(place.isGroup ? { "aria-describedby": hintId(place) } : {})}
        onChange={toggle}
      />
      {place.name}
    </label>
  );
}

function missingWords({ areas, missing, kind }: AskedPlace): string {
  const of = areas.length + missing;
  return `${missing} of its ${of} areas ${missing === 1 ? "is" : "are"} not among the ${kind}s of this data.`;
}

function hintId({ code }: AskedPlace): string {
  return `where-group-${code}`;
}
