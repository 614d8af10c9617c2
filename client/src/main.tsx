import { render } from "preact";
import { App } from "./app.tsx";
import { watchImports } from "./imports/jobs.ts";
import { followAddress } from "./state.ts";
import "maplibre-gl/dist/maplibre-gl.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/controls.css";
import "./styles/map.css";
import "./styles/list.css";
import "./styles/imports.css";
import "./styles/print.css";

followAddress();
watchImports();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
