import { decodePng } from "./png";

// Fetches and decodes one file. Pictures that 8 bits hold come back as bitmaps, the others as numbers.

export type DecodeJob = { id: number; url: string; as: "bitmap" | "samples" };

self.onmessage = async (message: MessageEvent<DecodeJob>) => {
  const { id, url, as } = message.data;
  try {
    const response = await fetch(url);
    if (!response.ok) {
      throw new Error(`${response.status} for ${url}`);
    }
    if (as === "bitmap") {
      const bitmap = await createImageBitmap(await response.blob(), { premultiplyAlpha: "none", colorSpaceConversion: "none" });
      self.postMessage({ id, bitmap }, { transfer: [bitmap] });
    } else {
      const samples = await decodePng(new Uint8Array(await response.arrayBuffer()));
      self.postMessage({ id, samples }, { transfer: [samples.data.buffer] });
    }
  } catch (error) {
    self.postMessage({ id, error: String(error), noAnswer: error instanceof TypeError });
  }
};
