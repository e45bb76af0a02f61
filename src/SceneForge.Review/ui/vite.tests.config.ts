import { readdirSync } from "node:fs";
import { defineConfig } from "vite";
import { alias } from "./tools/alias.mjs";

// The tests as scripts that Node's own test runner takes: no browser, no other runner.
export default defineConfig({
  resolve: { alias },
  publicDir: false,
  build: {
    ssr: true,
    target: "node20",
    outDir: "test-dist",
    rollupOptions: { input: readdirSync("tests").filter(name => name.endsWith(".test.ts")).map(name => `tests/${name}`) },
  },
  logLevel: "warn",
});
