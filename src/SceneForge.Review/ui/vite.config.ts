import { defineConfig } from "vite";
import { alias } from "./tools/alias.mjs";

// The server's content policy allows scripts and styles from files only: nothing may be inlined.
export default defineConfig({
  base: "/",
  resolve: { alias },
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: "es" },
});
