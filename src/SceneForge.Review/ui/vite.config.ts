import { defineConfig } from "vite";

// The server's content policy allows scripts and styles from files only: nothing may be inlined.
export default defineConfig({
  base: "/",
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900 },
  worker: { format: "es" },
});
