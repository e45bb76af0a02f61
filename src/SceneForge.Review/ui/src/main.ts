import { addActions, listenToKeys } from "./actions";
import { ApiError, getDataset, openSession } from "./api";
import { App } from "./app";
import { showSignIn } from "./dialogs";
import { replace } from "./dom";
import { buildPage } from "./page";
import { applyTheme } from "./theme";
import "./style.css";

applyTheme();
const root = document.getElementById("app")!;

async function start(): Promise<void> {
  const session = await openSession();
  const dataset = await getDataset();
  const app = new App(session, dataset);
  addActions(app);
  buildPage(app, root);
  listenToKeys(app);
  await app.outbox.flush();
  const at = /^#(\d+)\/([^/]+)\/(\d+)$/.exec(location.hash);
  const frame = at && dataset.cameras.includes(decodeURIComponent(at[2]!)) ? { sequence: Number(at[1]), camera: decodeURIComponent(at[2]!), frame: Number(at[3]) } : undefined;
  await app.start(app.queue, frame);
  // The 3D view's code is there before its key is pressed.
  requestIdleCallback(() => void import("./cloud"));
}

async function begin(): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      showSignIn(root, () => { replace(root); void begin(); });
    } else {
      replace(root, `The page cannot start: ${error instanceof Error ? error.message : error}`);
    }
  }
}

void begin();
