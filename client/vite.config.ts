import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Builds the page into client/dist: no source maps, no inline script, every asset from our own origin. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2023",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_400,
  },
  worker: { format: "es" },
  server: {
    fs: { allow: [fileURLToPath(new URL("..", import.meta.url))] },
    proxy: { "/api": "http://127.0.0.1:8080", "/ready": "http://127.0.0.1:8080", "/live": "http://127.0.0.1:8080" },
  },
});
