import type { DatasetInfo, FrameDocument, LabelsFile, Person, QueuePage, QueueRequest, SequenceTables } from "./types";

/** An answer that is not a success. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** What went wrong, for people. */
export const messageOf = (error: unknown): string => error instanceof ApiError ? error.message : "The server does not answer. Try again.";

let guard = "";

async function call<T>(
  method: "GET" | "POST",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal: AbortSignal | null = null,
): Promise<T> {
  const init: RequestInit = { method, headers: { ...headers }, signal };
  if (method === "POST") {
    init.body = JSON.stringify(body ?? {});
    init.headers = { ...headers, "Content-Type": "application/json", "X-Review-Guard": guard };
  }
  const response = await fetch(path, init);
  if (!response.ok) {
    const text = await response.text();
    let message = text;
    try {
      message = (JSON.parse(text) as { error?: string }).error ?? text;
    } catch { /* not JSON: the text itself is the message */ }
    throw new ApiError(response.status, message || response.statusText);
  }
  return await response.json() as T;
}

/** A file as it is. */
export async function getBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new ApiError(response.status, response.statusText);
  }
  return await response.arrayBuffer();
}

export async function openSession(): Promise<Person> {
  const session = await call<Person>("GET", "/api/session");
  guard = session.guard;
  return session;
}

export const framePath = (sequence: number, camera: string, frame: number): string =>
  `/api/frames/${sequence}/${encodeURIComponent(camera)}/${frame}`;

export const signIn = (name: string, password: string) => call<object>("POST", "/api/sign-in", { name, password });
export const signOut = () => call<object>("POST", "/api/sign-out");
export const getDataset = () => call<DatasetInfo>("GET", "/api/dataset");
export const getSequence = (number: number) => call<SequenceTables>("GET", `/api/sequences/${number}`);
export const getFrame = (sequence: number, camera: string, frame: number) => call<FrameDocument>("GET", framePath(sequence, camera, frame));
export const getLabels = (url: string) => call<LabelsFile>("GET", url);
export const postAct = (path: string, etag: string, kind: string, act: unknown) =>
  call<FrameDocument>("POST", `${path}/acts`, { kind, act }, { "If-Match": `"${etag}"` });
export const postDatasetAct = (kind: string, act: unknown) => call<{ number: number }>("POST", "/api/acts", { kind, act });
export const postUndo = (request: string) =>
  call<{ undone: { kind: string } | null; subject?: string; frame?: FrameDocument }>("POST", "/api/undo", { request });
export const getQueue = (queue: QueueRequest, after: number | null, limit: number) =>
  call<QueuePage>("POST", "/api/queue", { queue, after, limit });
export const takeFrames = (queue: QueueRequest, take: number, skip: number[], release: number[]) =>
  call<QueuePage>("POST", "/api/queue", { queue, take, skip, release });
export const post = (path: string, body: object) => call<unknown>("POST", path, body);
export interface ComparedPicture { frame: string; sha256: string; picture: string }
export interface Pair { differing: number; a: ComparedPicture; b: ComparedPicture }
export interface Difference { parameter: string; a?: string | number | null; b?: string | number | null }
export const getPairs = () => call<{ total: number; judged: number; pairs: Pair[] }>("GET", "/api/pairs");
export const getRanking = () => call<{ done: number; frames: ComparedPicture[] }>("GET", "/api/rankings");
export interface GoldVersion {
  number: number;
  hash: string;
  holds: boolean;
  frames: number;
  unchanged: number;
  note: string | null;
  person: string;
  time: string;
}
export interface Marks {
  gold: number;
  changed: string[];
  versions: GoldVersion[];
  quarantined: number;
  quarantines: { number: number; cause: string; person: string; time: string; named: number; pictures: number }[];
}
export const getGoldVersions = () => call<GoldVersion[]>("GET", "/api/gold/versions");
export const getMarks = () => call<Marks>("GET", "/api/marks");
export interface ReferencePicture { id: number; name: string; width: number; height: number; brightness: number | null }
export const getReferences = () => call<{ left_out: number; pictures: ReferencePicture[] }>("GET", "/api/references");
export type RerenderChange = "nothing" | "seed" | "light" | "weather" | "viewpoint";
export interface RerenderedFrame { picture: string; renderer: string; seconds: number; changes: { name: string; before: string; after: string }[] }
/** What is rendered again; repeated requests of one change count their turns. */
export interface RerenderRequest { sequence: number; camera: string; frame: number; change: RerenderChange; turn: number }
export const postRerender = (request: RerenderRequest, signal: AbortSignal) =>
  call<RerenderedFrame>("POST", "/api/rerenders", request, {}, signal);
export const getAccounts = () => call<{ name: string; role: string }[]>("GET", "/api/accounts");
export const addAccount = (name: string, role: string, password: string) => call<object>("POST", "/api/accounts", { name, role, password });
export const removeAccount = (name: string) => call<object>("POST", "/api/accounts/remove", { name });
export interface Findings {
  alarm_rate: number;
  judged: number;
  rejected: number;
  renderer: string;
  causes: {
    kind: string;
    title: string;
    filter: QueueRequest;
    judged: number;
    rejected: number;
    judged_without: number;
    rejected_without: number;
    lift: number | null;
  }[];
  corrections: {
    name: string;
    corrected: number;
    judged: number;
    rate: number;
    alarm: boolean;
    kinds: Record<"class" | "box2" | "box3" | "added" | "deleted", number>;
  }[];
  reviewers: { name: string; judged: number; rejected: number; corrections: number; labels: number; rate: number; alarm: boolean }[];
}
export interface Diversity { entropy: Record<string, number>; filled_cells: number; tail_cells: number; near_duplicates: number }
export interface GateStanding {
  outcome: "accepted" | "pending" | "rejected";
  attempt: number;
  use: string;
  consumers_risk: number;
  missing: { reviews: number; adjudications: number; planted: number; checks: string[]; comparison: boolean; collapse: string[] };
  strata: { name: string; units: number; sample: number }[];
  seconds_left?: number;
  diversity: { now: Diversity; before: Diversity | null } | null;
  /** Only once there is one. */
  verdict?: {
    reasons: { message: string; stratum: string | null }[];
    severities: { severity: string; frames: number; upper: number; limit: number }[];
    recalls: { kind: string; planted: number; caught: number; lower: number }[];
    false_alarms: { controls: number; rejected: number };
  };
}
export const getGate = () => call<GateStanding>("GET", "/api/gate");
export const getFindings = () => call<Findings>("GET", "/api/findings");
