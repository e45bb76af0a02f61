import { createApp } from "./app";
import { replace } from "./base/dom";
import { applyTheme } from "./base/theme";
import { addActions } from "./keys/actions";
import { listenToKeys } from "./keys/listen";
import { buildPage } from "./page";
import { ApiError, getDataset, openSession } from "./server/api";
import { showSignIn } from "./session/sign-in";
import "./style/page.css";
import "./style/side-panel.css";
import "./style/other-parts.css";

applyTheme();
const root = document.getElementById("app")!;

async function start(): Promise<void> {
  const person = await openSession();
  const dataset = await getDataset();
  const app = createApp(person, dataset);
  addActions(app);
  buildPage(app, root);
  listenToKeys(app);
  await app.acts.outbox.flush();
  await app.queue.start(app.queue.request, frameOf(location.hash, dataset.cameras));
  // The 3D view's code is there before its key is pressed.
  requestIdleCallback(() => void import("./cloud/cloud"));
}

/** The frame that an address names: #3/CAM_FRONT/7. */
function frameOf(hash: string, cameras: string[]): { sequence: number; camera: string; frame: number } | undefined {
  const at = /^#(\d+)\/([^/]+)\/(\d+)$/.exec(hash);
  const camera = at && decodeURIComponent(at[2]!);
  return camera && cameras.includes(camera) ? { sequence: Number(at[1]), camera, frame: Number(at[3]) } : undefined;
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
