// Fails where modules import each other in a circle, and where files or lines are too long to read.
// npm run build runs it.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findCircle, importsOf } from "./imports.mjs";

const longestFile = 300; // lines
const longestLine = 150; // characters
const ui = fileURLToPath(new URL("..", import.meta.url));
const shared = resolve(ui, "../../PointCloudView");
const folders = [join(ui, "src"), join(ui, "tests"), join(ui, "tools"), shared, resolve(ui, "../../SceneForge.Quality/Report/Page")];
const kinds = [".ts", ".js", ".mjs", ".css", ".html", ".frag", ".vert"];

/** All that is wrong with the sources, a sentence each.  @returns {string[]} */
function problems() {
  const files = folders.flatMap(folder => readdirSync(folder, { recursive: true, encoding: "utf8" }).map(name => join(folder, name)))
    .filter(file => kinds.includes(extname(file)));
  const texts = new Map(files.map(file => [file, readFileSync(file, "utf8")]));
  const name = (/** @type {string} */ file) => relative(resolve(ui, "../.."), file);
  const target = (/** @type {string} */ from, /** @type {string} */ specifier) => {
    const path = specifier.replace(/\?.*$/, "");
    const place = path.startsWith("point-cloud-view/") ? join(shared, path.slice("point-cloud-view/".length)) : resolve(dirname(from), path);
    return [place, `${place}.ts`].find(file => texts.has(file));
  };
  const edges = new Map([...texts].map(([file, text]) =>
    [file, importsOf(text).map(specifier => target(file, specifier)).filter(file => file !== undefined)]));
  const circle = findCircle(edges);
  return [
    ...(circle ? [`These modules import each other in a circle: ${circle.map(name).join(" -> ")}.`] : []),
    ...[...texts].flatMap(([file, text]) => {
      const lines = text.split("\n");
      return [
        ...(lines.length > longestFile + 1 ? [`${name(file)} has ${lines.length - 1} lines, more than ${longestFile}.`] : []),
        ...lines.flatMap((line, i) =>
          (line.length > longestLine ? [`${name(file)}:${i + 1} has ${line.length} characters, more than ${longestLine}.`] : [])),
      ];
    }),
  ];
}

const found = problems();
found.forEach(sentence => console.error(sentence));
process.exitCode = found.length > 0 ? 1 : 0;
