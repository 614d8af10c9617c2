import type { AreaCollection, DatasetInfo } from "../../../../server/api/types.ts";
import { formatMonth } from "../../format.ts";
import { firstDay, monthOf, monthRange, shiftMonth } from "../../months.ts";
import { Select } from "../../ui/select.tsx";
import { categoryChoices, categoryLabel } from "../../vocabulary.ts";
import { category, change, ground, period, profileQuery, scope } from "./answers.ts";

/** Another place, other months, something else that is counted. */
export function Chooser({ data }: { readonly data: DatasetInfo }) {
  const choices = categoryChoices(data);
  // A link may count what the list does not offer.
  const isOffered = choices.some(({ value }) => value === category.value);
  const linked = { value: category.value, label: categoryLabel(category.value) };
  return (
    <>
      <PlaceChoice />
      <Select
        title="Counted in trend and tests"
        value={category.value}
        options={isOffered ? choices : [linked, ...choices]}
        onChoose={(value) => change({ category: value })}
      />
      <LastMonth data={data} />
    </>
  );
}

function PlaceChoice() {
  const [places, place] = [ground.current.value.value, scope.value];
  const home = place?.borough?.code ?? "";
  const choose = (area: string) => change({ area });
  const boroughs = byName(places?.boroughs?.features ?? []);
  return (
    <>
      <Select
        title="Borough"
        value={home}
        options={home === "" ? [{ value: "", label: "Choose…" }, ...boroughs] : boroughs}
        onChoose={choose}
      />
      {place !== null && (
        <Select
          title="Ward"
          value={place.code}
          options={[
            ...(home === "" ? [] : [{ value: home, label: "All of the borough" }]),
            ...(place.kind === "target" ? [{ value: place.code, label: place.name }] : []),
            ...inBorough(places?.wards ?? null, home),
          ]}
          onChoose={choose}
        />
      )}
    </>
  );
}

/** The window ends with a month; the one before the first is not there to choose. */
function LastMonth({ data }: { readonly data: DatasetInfo }) {
  if (data.from === null || data.to === null || period.value === null) return null;
  const months = monthRange(monthOf(data.from), monthOf(data.to)).toReversed();
  return (
    <Select
      title="Last month"
      value={shiftMonth(monthOf(period.value.to), -1)}
      options={months.map((month) => ({ value: month, label: formatMonth(month) }))}
      onChoose={(month) => change({ to: firstDay(shiftMonth(month, 1)) })}
    />
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

function byName(features: AreaCollection["features"]): { value: string; label: string }[] {
  return features
    .map(({ properties: { code, name } }) => ({ value: code, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
