import { Acts } from "./acts/acts";
import { Beside } from "./beside/beside";
import { References } from "./beside/references";
import { Rerendering } from "./beside/rerendering";
import { Comparing } from "./compare/comparing";
import { FrameView } from "./frames/frame-view";
import { Strip } from "./frames/strip";
import { KeyMap } from "./keys/key-map";
import { Selection } from "./labels/selection";
import { Display } from "./picture/display";
import { Queue } from "./queue/queue";
import type { DatasetInfo, Person } from "./server/types";
import { Notices } from "./session/notices";
import { Session } from "./session/session";

/** The parts that the page shows. Each tells its own changes; none knows this list. */
export interface App {
  readonly session: Session;
  readonly notices: Notices;
  readonly keys: KeyMap;
  readonly display: Display;
  readonly frameView: FrameView;
  readonly selection: Selection;
  readonly strip: Strip;
  readonly queue: Queue;
  readonly acts: Acts;
  readonly comparing: Comparing;
  readonly beside: Beside;
  readonly rerendering: Rerendering;
  readonly references: References;
}

export function createApp(person: Person, dataset: DatasetInfo): App {
  const session = new Session(person, dataset);
  const notices = new Notices();
  const display = new Display();
  const frameView = new FrameView(display, notices);
  const selection = new Selection(frameView);
  const strip = new Strip(frameView);
  const queue = new Queue(session, frameView, notices);
  const acts = new Acts({ session, notices, frameView, selection, strip, queue });
  const comparing = new Comparing(session, acts, strip, notices);
  const beside = new Beside();
  const rerendering = new Rerendering(beside, frameView);
  const references = new References(beside, frameView);
  return { session, notices, keys: new KeyMap(), display, frameView, selection, strip, queue, acts, comparing, beside, rerendering, references };
}
