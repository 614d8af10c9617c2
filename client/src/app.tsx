import { ImportDialog } from "./imports/import-dialog.tsx";
import { part } from "./state.ts";
import { Header } from "./ui/header.tsx";
import { Analyse } from "./workspaces/analyse/analyse.tsx";

const panel = part("panel");

/** The page: one header, one workspace, and the import over it when asked for. */
export function App() {
  return (
    <div class="page">
      <Header />
      <Analyse />
      {panel.value === "import" && <ImportDialog />}
    </div>
  );
}
