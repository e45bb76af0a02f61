// What the page's parts ask of a browser, for tests without one.

/** A storage in memory in place of the browser's. */
export function useStorage(): Map<string, string> {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      items.set(key, value);
      Object.assign(storage, { [key]: value });
    },
    removeItem: (key: string) => {
      items.delete(key);
      delete (storage as Record<string, unknown>)[key];
    },
  };
  for (const name of Object.keys(storage)) {
    Object.defineProperty(storage, name, { enumerable: false });
  }
  Object.assign(globalThis, { localStorage: storage });
  return items;
}

/** Takes what waits for the next picture of the screen; the returned function runs it. */
export function useFrames(): () => void {
  const waiting: (() => void)[] = [];
  Object.assign(globalThis, { requestAnimationFrame: (run: () => void) => waiting.push(run) });
  return () => waiting.splice(0).forEach(run => run());
}

/** Answers of a server, one a request, in their order; requests are kept. */
export function useServer(answers: (object | number)[]): { path: string; body: unknown }[] {
  const requests: { path: string; body: unknown }[] = [];
  Object.assign(globalThis, {
    fetch: async (path: string, init: { body?: string }) => {
      requests.push({ path, body: JSON.parse(init.body ?? "null") });
      const answer = answers.shift();
      if (answer === undefined) {
        throw new TypeError("no answer");
      }
      return typeof answer === "number" ? new Response(`{"error":"status ${answer}"}`, { status: answer }) : Response.json(answer);
    },
  });
  return requests;
}
