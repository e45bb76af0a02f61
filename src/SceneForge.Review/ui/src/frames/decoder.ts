import type { DecodeJob } from "./decode.worker";
import workerUrl from "./decode.worker?worker&url";
import type { Samples } from "./png";

type Answer = { id: number; bitmap?: ImageBitmap; samples?: Samples; error?: string; noAnswer?: boolean };

// The content policy wants every script address vouched for; this is the page's only one.
const policy = (window as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } })
  .trustedTypes?.createPolicy("review-worker", { createScriptURL: (url: string) => {
    if (url !== workerUrl) {
      throw new TypeError("Only the decoder is a worker.");
    }
    return url;
  } });

/** Decodes files on other threads. Jobs that the frame in view waits for go first. */
export class Decoder {
  private readonly idle: Worker[] = [];
  private readonly urgent: DecodeJob[] = [];
  private readonly ahead: DecodeJob[] = [];
  private readonly waiting = new Map<number, { resolve: (a: Answer) => void; reject: (e: Error) => void }>();
  private next = 1;

  constructor(threads: number) {
    for (let i = 0; i < threads; i++) {
      const worker = new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module" });
      worker.onmessage = (message: MessageEvent<Answer>) => {
        const { id, error, noAnswer } = message.data;
        const waiter = this.waiting.get(id);
        this.waiting.delete(id);
        if (error) {
          // As fetch does: no answer is a TypeError, another answer than the file is not.
          waiter?.reject(noAnswer ? new TypeError(error) : new Error(error));
        } else {
          waiter?.resolve(message.data);
        }
        this.idle.push(worker);
        this.start();
      };
      this.idle.push(worker);
    }
  }

  bitmap = async (url: string, urgent: boolean): Promise<ImageBitmap> => (await this.run(url, "bitmap", urgent)).bitmap!;
  samples = async (url: string, urgent: boolean): Promise<Samples> => (await this.run(url, "samples", urgent)).samples!;

  /** Puts a job that still waits before all others. */
  hurry(url: string): void {
    const at = this.ahead.findIndex(j => j.url === url);
    if (at >= 0) {
      this.urgent.push(...this.ahead.splice(at, 1));
    }
  }

  private run(url: string, as: DecodeJob["as"], urgent: boolean): Promise<Answer> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      (urgent ? this.urgent : this.ahead).push({ id, url, as });
      this.start();
    });
  }

  private start(): void {
    while (this.idle.length > 0) {
      const job = this.urgent.shift() ?? this.ahead.shift();
      if (!job) {
        return;
      }
      this.idle.pop()!.postMessage(job);
    }
  }
}
