import { datasets } from "../datasets.ts";
import { FailedNotice } from "./problem-notice.tsx";

/** In place of a page that needs data: its list is on its way, or did not come, or is empty. */
export function DataWaiting() {
  const { state, value } = datasets.current.value;
  if (state === "failed") return <FailedNotice of={datasets} class="page-message" />;
  return (
    <p class="page-message" role="status">
      {value === null ? "Loading the list of data…" : "No data yet: import some, or wait for the demo city."}
    </p>
  );
}
