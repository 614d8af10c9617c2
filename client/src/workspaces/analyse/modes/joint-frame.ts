import { computed } from "@preact/signals";
import type { JointBody } from "../../../../../server/api/types.ts";
import { fetchJoint } from "../../../api-statistics.ts";
import { formatCount, formatPeriod, formatQ } from "../../../format.ts";
import type { Partner } from "../../../query.ts";
import { liveResource } from "../../../resource.ts";
import { part } from "../../../state.ts";
import { categoryLabel, RESOLUTION_WIDTHS } from "../../../vocabulary.ts";
import { mode } from "../choices.ts";
import { testFilter } from "../test-filter.ts";
import { alignRows, type ClassedFrame, type Column, drawnRows, type Shown } from "./classed.ts";
import { jointClasses, jointPosition } from "./joint-classes.ts";
import { universeGeometry } from "./universe-geometry.ts";

const partner = part("partner");
const PARTNER_WORDS: Readonly<Record<Partner, string>> = { asb: "anti-social behaviour", violence: "violence" };

const request = computed(() => {
  if (testFilter.value === null || mode.value !== "joint") return null;
  const filter = { ...testFilter.value, with: partner.value };
  return { key: JSON.stringify(filter), filter };
});
export const joint = liveResource(request, async ({ filter }, abort) => ({
  answer: await fetchJoint(filter, abort),
  filter,
}));

type Cell = JointBody["cells"][number];

export const jointFrame = computed<ClassedFrame | null>(() => {
  const [cells, given] = [universeGeometry.current.value.value, joint.current.value.value];
  if (cells === null || given === null || cells.res !== given.answer.res) return null;
  const { answer, filter } = given;
  const found = new Map(answer.cells.map((cell) => [cell.cell, cell]));
  const classes = jointClasses(filter.with);
  const rows = alignRows(cells, new Map(answer.cells.map((cell) => [cell.cell, shownCell(cell)])));
  return {
    kind: "classed",
    mode: "joint",
    geometry: cells,
    classes,
    ...rows,
    gate: gateWords(answer),
    title: `${categoryLabel(filter.category)} with ${PARTNER_WORDS[filter.with]} (${RESOLUTION_WIDTHS[filter.res]}), ${formatPeriod(filter.from ?? "", filter.to ?? "")}`,
    notes: notesOf(answer, filter.with),
    columns: tableColumns(cells.cells, found, filter.with),
    order: drawnRows(rows, (row) => -(rows.classOf[row] ?? 0)),
    ...{ dataset: filter.dataset, version: filter.version, category: filter.category, area: filter.area ?? [] },
    total: answer.cells.reduce((sum, cell) => sum + cell.drugs, 0),
    period: { from: filter.from ?? "", to: filter.to ?? "" },
  };
});

function shownCell(cell: Cell): Shown {
  return { n: cell.drugs, position: jointPosition(cell) };
}

function gateWords({ gate, gates }: JointBody): string | null {
  if (gate !== null) return gate.message;
  return gates.drugs?.message ?? gates.partner?.message ?? null;
}

function notesOf({ total, gates, share }: JointBody, other: Partner): string[] {
  const notes = [
    `${PARTNER_WORDS[other]}: n = ${formatCount(total.partner)} · all other crime and ASB: ${formatCount(total.other)}`,
  ];
  if (gates.excess !== null) notes.push(`No excess: ${gates.excess.message}`);
  else if (share !== null)
    notes.push(`Excess: more than the ${(share * 100).toFixed(1)} % drugs have everywhere, FDR 5 %`);
  return notes;
}

function tableColumns(cells: readonly string[], found: ReadonlyMap<string, Cell>, other: Partner): Column[] {
  const at = (row: number) => found.get(cells[row] ?? "");
  const names = jointClasses(other);
  const label = (row: number) => {
    const cell = at(row);
    return cell === undefined ? null : (names[jointPosition(cell) - 1]?.label ?? null);
  };
  return [
    { key: "class", label: "Class", of: label },
    { key: other, label: other === "asb" ? "ASB" : "Violence", of: (row) => at(row)?.partner ?? null },
    { key: "other", label: "Other", of: (row) => at(row)?.other ?? null, fileOnly: true },
    { key: "drugs_q", label: "q, drugs", of: (row) => at(row)?.drugsQ ?? null, fileOnly: true },
    { key: "partner_q", label: "q, partner", of: (row) => at(row)?.partnerQ ?? null, fileOnly: true },
    { key: "expected", label: "Expected", of: (row) => at(row)?.expected ?? null, fileOnly: true },
    { key: "ratio", label: "Seen / expected", of: (row) => at(row)?.ratio ?? null, fileOnly: true },
    {
      key: "excess_q",
      label: "q, excess",
      of: (row) => at(row)?.q ?? null,
      words: (row) => formatQ(at(row)?.q ?? 1),
      fileOnly: true,
    },
  ];
}
