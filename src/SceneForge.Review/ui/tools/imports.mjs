const importForms = [
  /^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm,
  /^import\s*["']([^"']+)["']/gm,
  /\bimport\(\s*["']([^"']+)["']/g,
];

/** The modules that a text imports, whether their values or their types alone.  @param {string} text */
export const importsOf = text => importForms.flatMap(form => [...text.matchAll(form)].map(m => m[1] ?? ""));

/**
 * A circle of a graph, as the nodes on it, its first one again at the end; null where there is none.
 * @param {Map<string, string[]>} edges
 * @returns {string[] | null}
 */
export function findCircle(edges) {
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {string[]} */
  const path = [];
  /** @param {string} node  @returns {string[] | null} */
  const visit = node => {
    const at = path.indexOf(node);
    if (at >= 0) {
      return [...path.slice(at), node];
    }
    if (done.has(node)) {
      return null;
    }
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const circle = visit(next);
      if (circle) {
        return circle;
      }
    }
    path.pop();
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const circle = visit(node);
    if (circle) {
      return circle;
    }
  }
  return null;
}
