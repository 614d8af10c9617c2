import { computed } from "@preact/signals";
import type { AreaCollection } from "../../../../server/api/types.ts";
import { fetchAreas } from "../../api.ts";
import { shortName } from "../../layers/sources.ts";
import { liveResource } from "../../resource.ts";
import { dataset } from "./answers.ts";

export type NamedArea = { readonly code: string; readonly name: string };

/** Boroughs and wards of the data on screen, to be named in a register; what does not come is left out. */
export const namedAreas = liveResource(
  computed(() => {
    const data = dataset.value;
    return data === null ? null : { key: `${data.id} ${data.version}`, id: data.id };
  }),
  async ({ id }, abort): Promise<NamedArea[]> => {
    const lists = await Promise.all(
      (["borough", "ward"] as const).map((kind) => fetchAreas(id, kind, abort).catch(() => null)),
    );
    return lists.flatMap((list) => namesOf(list));
  },
);

function namesOf(list: AreaCollection | null): NamedArea[] {
  return (list?.features ?? []).map(({ properties: { code, name } }) => ({ code, name: shortName(name) }));
}

/** "Upper Holloway (E05000366)": what a list offers for an area, and what it is read from again. */
export function areaText({ code, name }: NamedArea): string {
  return `${name} (${code})`;
}

/** The code that a text names: as the list offers it, a code alone, or a name that one area has; else the text itself. */
export function codeOf(text: string, areas: readonly NamedArea[]): string {
  const said = text.trim();
  const offered = areas.find((area) => areaText(area) === said || area.code === said);
  if (offered !== undefined) return offered.code;
  const called = areas.filter(({ name }) => name.toLowerCase() === said.toLowerCase());
  return called.length === 1 ? (called[0]?.code ?? said) : said;
}
