import assert from "node:assert/strict";
import { test } from "node:test";
import { findCircle, importsOf } from "../tools/imports.mjs";

test("A circle of imports is found with the modules on it, and a diamond is none", () => {
  assert.deepEqual(findCircle(new Map([["a", ["b"]], ["b", ["c"]], ["c", ["d", "b"]], ["d", []]])), ["b", "c", "b"]);
  assert.deepEqual(findCircle(new Map([["a", ["a"]]])), ["a", "a"]);
  assert.equal(findCircle(new Map([["a", ["b", "c"]], ["b", ["d"]], ["c", ["d"]], ["d", []]])), null);
});

test("Imports are seen in every form, of types too", () => {
  const text = [
    'import "./style.css";', 'import type { A } from "./a";', "import {", "  b,", '} from "./b";', 'export { c } from "./c";',
    'const later = () => import("./d");', 'const text = "no import from here";',
  ].join("\n");
  assert.deepEqual(importsOf(text).sort(), ["./a", "./b", "./c", "./d", "./style.css"]);
});
