import { Change, ChangeQuery } from "../../api/change.ts";
import { CHANGE_VALUES_TYPE, encodeChange } from "../../api/change-columns.ts";
import type { ChangeBody } from "../../api/types.ts";
import { refuseCrossing } from "../filter/breaks-in-scope.ts";
import { cellForms } from "./cell-forms.ts";
import { comparedPeriod, spanOfBoth } from "./compared-period.ts";
import { describeChange, toChangeColumns } from "./describe-change.ts";
import { CSV, GEOJSON } from "./export-rows.ts";
import { type ChangeFrame, findChange } from "./find-change.ts";
import { breaksOfFrame, resolveFrame } from "./resolve-frame.ts";
import { frameKey, statisticRoute } from "./statistic-route.ts";

const COLUMNS = ["cell", "n", "n2", "expected", "p", "q", "class"] as const;
const tables = cellForms(COLUMNS, ({ cells }: ChangeBody) => cells);

/** Which places changed otherwise than all of them together, between two periods? */
export const changeRoutes = statisticRoute({
  path: "/change",
  title: "Change between two periods",
  query: ChangeQuery,
  answer: Change,
  about: async (context, { from2, to2, ...query }): Promise<ChangeFrame> => {
    const frame = await resolveFrame(context, query);
    const compared = comparedPeriod(frame, {
      ...(from2 === undefined ? {} : { from2 }),
      ...(to2 === undefined ? {} : { to2 }),
    });
    if (from2 !== undefined) refuseCrossing(breaksOfFrame(frame), spanOfBoth(frame.filter, compared), "from2");
    return { ...frame, compared };
  },
  key: (about) => [...frameKey(about), about.compared],
  make: findChange,
  forms: {
    "application/json": (found, about) => JSON.stringify(describeChange(about, found)),
    [CSV]: (found, about) => tables[CSV](describeChange(about, found), about),
    [GEOJSON]: (found, about) => tables[GEOJSON](describeChange(about, found), about),
    [CHANGE_VALUES_TYPE]: (found, about) => Buffer.from(encodeChange(toChangeColumns(about, found))),
  },
});
