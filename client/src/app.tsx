import { ImportDialog } from "./imports/import-dialog.tsx";
import { part } from "./state.ts";
import { Header } from "./ui/header.tsx";
import { OpenWorkspace } from "./workspaces/open-workspace.tsx";
import { onStage } from "./workspaces/present/on-stage.ts";

const panel = part("panel");

/** The page: one header, one workspace, and the import over it when asked for. */
export function App() {
  return (
    <div class="page">
      {!onStage.value && <Header />}
      <OpenWorkspace />
      {panel.value === "import" && <ImportDialog />}
    </div>
  );
}
