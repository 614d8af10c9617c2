import type { AreaCollection, DatasetInfo } from "../../../../server/api/types.ts";
import { formatMonth } from "../../format.ts";
import { firstDay, monthOf, monthRange, shiftMonth } from "../../months.ts";
import { categoryChoices, categoryLabel } from "../../vocabulary.ts";
import { category, change, ground, period, profileQuery, scope } from "./answers.ts";

/** Another place, other months, something else that is counted. */
export function Chooser({ data }: { readonly data: DatasetInfo }) {
  const choices = categoryChoices(data);
  // A link may count what the list does not offer.
  const isOffered = choices.some(({ value }) => value === category.value);
  return (
    <>
      <PlaceChoice />
      <label class="field">
        <span class="field-title">Counted in trend and tests</span>
        <select value={category.value} onChange={(event) => change({ category: event.currentTarget.value })}>
          {!isOffered && <option value={category.value}>{categoryLabel(category.value)}</option>}
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <LastMonth data={data} />
    </>
  );
}

function PlaceChoice() {
  const [places, place] = [ground.current.value.value, scope.value];
  const home = place?.borough?.code ?? "";
  const choose = (event: { currentTarget: HTMLSelectElement }) => change({ area: event.currentTarget.value });
  return (
    <>
      <label class="field">
        <span class="field-title">Borough</span>
        <select value={home} onChange={choose}>
          {home === "" && <option value="">Choose…</option>}
          <Options of={byName(places?.boroughs?.features ?? [])} />
        </select>
      </label>
      {place !== null && (
        <label class="field">
          <span class="field-title">Ward</span>
          <select value={place.code} onChange={choose}>
            {home !== "" && <option value={home}>All of the borough</option>}
            {place.kind === "target" && <option value={place.code}>{place.name}</option>}
            <Options of={inBorough(places?.wards ?? null, home)} />
          </select>
        </label>
      )}
    </>
  );
}

function Options({ of }: { readonly of: readonly { readonly code: string; readonly name: string }[] }) {
  return (
    <>
      {of.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </>
  );
}

/** The window ends with a month; the one before the first is not there to choose. */
function LastMonth({ data }: { readonly data: DatasetInfo }) {
  if (data.from === null || data.to === null || period.value === null) return null;
  return (
    <label class="field">
      <span class="field-title">Last month</span>
      <select
        value={shiftMonth(monthOf(period.value.to), -1)}
        onChange={(event) => change({ to: firstDay(shiftMonth(event.currentTarget.value, 1)) })}
      >
        {monthRange(monthOf(data.from), monthOf(data.to))
          .toReversed()
          .map((month) => (
            <option key={month} value={month}>
              {formatMonth(month)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Where nothing is chosen yet, or the code is not in this data. */
export function NoPlace({ data }: { readonly data: DatasetInfo }) {
  const { area } = profileQuery.value;
  return (
    <div class="notice">
      {area === null ? (
        <p>Choose a borough above, then a ward. Or open a place in Analyse and take its “12-month profile”.</p>
      ) : (
        <p>
          {data.title} has no ward, borough or target area “{area}”. Choose one above: boundaries have years, and a code
          may be of another one.
        </p>
      )}
    </div>
  );
}

function inBorough(wards: AreaCollection | null, borough: string) {
  return byName((wards?.features ?? []).filter(({ properties }) => properties.borough === borough));
}

function byName(features: AreaCollection["features"]): { code: string; name: string }[] {
  return features
    .map(({ properties: { code, name } }) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
