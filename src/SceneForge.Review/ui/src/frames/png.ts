// Reads the PNG files that browsers would round to 8 bits: 16-bit grey and 16-bit RGB (and 8-bit ones). Not interlaced, as the store writes them.

export interface Samples { width: number; height: number; channels: number; data: Uint16Array }

export async function decodePng(bytes: Uint8Array): Promise<Samples> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89504e47) {
    throw new Error("This is no PNG file.");
  }
  let width = 0, height = 0, depth = 0, color = 0;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 8; at + 8 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = at + 8;
    if (type === "IHDR") {
      width = view.getUint32(body);
      height = view.getUint32(body + 4);
      depth = bytes[body + 8]!;
      color = bytes[body + 9]!;
      if (bytes[body + 12] !== 0 || (depth !== 8 && depth !== 16) || (color !== 0 && color !== 2)) {
        throw new Error("This kind of PNG is not among those that datasets hold.");
      }
    } else if (type === "IDAT") {
      parts.push(bytes.slice(body, body + length));
    } else if (type === "IEND") {
      break;
    }
    at = body + length + 4;
  }
  const inflated = new Blob(parts).stream().pipeThrough(new DecompressionStream("deflate"));
  const raw = new Uint8Array(await new Response(inflated).arrayBuffer());
  const channels = color === 2 ? 3 : 1;
  const pixelBytes = channels * depth / 8;
  unfilter(raw, width * pixelBytes, height, pixelBytes);
  return { width, height, channels, data: samples(raw, width * channels, height, depth) };
}

// PNG specification, 9.2: each row's filter byte says how its bytes were predicted.
function unfilter(raw: Uint8Array, rowBytes: number, height: number, step: number): void {
  const stride = rowBytes + 1;
  for (let y = 0; y < height; y++) {
    const row = y * stride + 1;
    const up = row - stride;
    switch (raw[row - 1]) {
      case 0:
        break;
      case 1:
        for (let i = step; i < rowBytes; i++) raw[row + i]! += raw[row + i - step]!;
        break;
      case 2:
        if (y > 0) for (let i = 0; i < rowBytes; i++) raw[row + i]! += raw[up + i]!;
        break;
      case 3:
        for (let i = 0; i < rowBytes; i++) {
          const a = i >= step ? raw[row + i - step]! : 0;
          const b = y > 0 ? raw[up + i]! : 0;
          raw[row + i]! += (a + b) >> 1;
        }
        break;
      case 4:
        for (let i = 0; i < rowBytes; i++) {
          const a = i >= step ? raw[row + i - step]! : 0;
          const b = y > 0 ? raw[up + i]! : 0;
          const c = i >= step && y > 0 ? raw[up + i - step]! : 0;
          const p = a + b - c;
          const pa = Math.abs(p - a), pb = Math.abs(p - b), pc = Math.abs(p - c);
          raw[row + i]! += pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
        }
        break;
      default:
        throw new Error("The PNG file is damaged.");
    }
  }
}

function samples(raw: Uint8Array, perRow: number, height: number, depth: number): Uint16Array {
  const data = new Uint16Array(perRow * height);
  let to = 0;
  if (depth === 16) {
    for (let y = 0; y < height; y++) {
      let from = y * (2 * perRow + 1) + 1;
      for (let i = 0; i < perRow; i++, from += 2) {
        data[to++] = raw[from]! << 8 | raw[from + 1]!;
      }
    }
  } else {
    for (let y = 0; y < height; y++) {
      const from = y * (perRow + 1) + 1;
      for (let i = 0; i < perRow; i++) {
        data[to++] = raw[from + i]!;
      }
    }
  }
  return data;
}
