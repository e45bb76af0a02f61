
// ---- sweeps: loaded as scripts, since a page opened from a file may read nothing else --------------------------------

const sweepStore = new Map();
const keptSweeps = 40;

// Called by each script; ReportWriter's SweepPreview writes them.
function sweep(meta, packed) {
  sweepStore.get(meta.key)?.resolve(unpackSweep(meta, packed));
}

/** The sweep's points, or null where there is no file. */
function loadSweep(key) {
  let entry = sweepStore.get(key);
  if (!entry) {
    entry = {};
    entry.promise = new Promise(resolve => { entry.resolve = resolve; });
    sweepStore.set(key, entry);
    if (sweepStore.size > keptSweeps) sweepStore.delete(sweepStore.keys().next().value);
    const script = make('script', { src: key, onload: () => script.remove(), onerror: () => { script.remove(); entry.resolve(null); } });
    document.head.append(script);
  }

  return entry.promise;
}

// A point in 12 bytes, as the shader reads them: x y z in steps (int16), object (uint16), intensity, class, ring, cause and return (uint8).
const pointBytes = 12;

async function unpackSweep(meta, packed) {
  const bytes = Uint8Array.from(atob(packed), c => c.charCodeAt(0));
  const planes = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer());
  let at = 0;
  const steps = (count, each) => {
    const value = new Int16Array(1);
    for (let i = 0; i < count; i++) {
      const folded = planes[at + i] | planes[at + count + i] << 8;
      value[0] += (folded >>> 1) ^ -(folded & 1);
      each(i, value[0]);
    }
    at += 2 * count;
  };
  const differences = (count, each) => {
    let value = 0;
    for (let i = 0; i < count; i++) each(i, value = (value + planes[at + i]) & 255);
    at += count;
  };
  const n = meta.points;
  const view = new DataView(new ArrayBuffer(n * pointBytes));
  for (const offset of [0, 2, 4, 6]) steps(n, (i, v) => view.setInt16(i * pointBytes + offset, v, true));
  for (const offset of [8, 9, 10, 11]) differences(n, (i, v) => view.setUint8(i * pointBytes + offset, v));
  const pictures = meta.seen.map(seen => {
    const points = new Uint32Array(seen), u = new Float32Array(seen), v = new Float32Array(seen);
    let found = 0;
    differences(n, (i, isIn) => { if (isIn) points[found++] = i; });
    steps(seen, (i, value) => { u[i] = value * data.meta.pixelStep; });
    steps(seen, (i, value) => { v[i] = value * data.meta.pixelStep; });
    return { points, u, v };
  });
  return { key: meta.key, count: n, view, boxes: meta.boxes, pictures };
}

const pointPlace = (s, i) => [0, 2, 4].map(k => s.view.getInt16(i * pointBytes + k, true) * data.meta.pointStep);
const pointObject = (s, i) => s.view.getUint16(i * pointBytes + 6, true);
const pointIntensity = (s, i) => (Math.pow(1 + data.meta.intensityKnee * data.meta.fullIntensity, s.view.getUint8(i * pointBytes + 8) / 255) - 1) / data.meta.intensityKnee;
const pointClass = (s, i) => s.view.getUint8(i * pointBytes + 9);
const pointRing = (s, i) => s.view.getUint8(i * pointBytes + 10);
const pointCause = (s, i) => s.view.getUint8(i * pointBytes + 11) & 15;
const pointReturn = (s, i) => s.view.getUint8(i * pointBytes + 11) >> 4;

// ---- colours: a row of 256 for each way to colour ----------------------------------------------------------------------

const colorings = ['height', 'intensity', 'class', 'instance', 'cause'];
const causeColors = ['8f9aa5', 'f0e442', '56b4e9', 'ffffff', '00c08b', 'ff6a3a'];
const lowest = -0.3, highest = 8;
const heightShare = z => Math.sqrt(Math.max(0, Math.min(1, (z - lowest) / (highest - lowest))));
const intensityShare = v => Math.log(1 + data.meta.intensityKnee * v) / Math.log(1 + data.meta.intensityKnee * data.meta.fullIntensity);

/** RGBA, 256 a row, rows as in colorings. */
const sweepPalette = (() => {
  const rows = new Uint8Array(4 * 256 * colorings.length);
  const put = (row, i, r, g, b) => rows.set([r, g, b, 255], 4 * (256 * row + i));
  const hex = (text, i) => [0, 2, 4].map(k => parseInt(text.slice(6 * i + k, 6 * i + k + 2), 16));
  const [ramp, distinct] = [data.meta.ramp.length / 6, data.meta.distinct.length / 6];
  for (let i = 0; i < 256; i++) {
    const rgb = hex(data.meta.ramp, Math.round(i / 255 * (ramp - 1)));
    put(0, i, ...rgb);
    put(1, i, ...rgb);
    put(2, i, ...(classes.has(i) ? lineColor(i).match(/\d+/g).map(Number) : [128, 128, 128]));
    put(3, i, ...(i === 0 ? [92, 100, 108] : hex(data.meta.distinct, i % distinct)));
    put(4, i, ...hex(causeColors[i] ?? 'ffffff', 0));
  }

  return rows;
})();

function paletteIndex(s, i, by) {
  switch (by) {
    case 0: return Math.round(255 * heightShare(s.view.getInt16(i * pointBytes + 4, true) * data.meta.pointStep));
    case 1: return s.view.getUint8(i * pointBytes + 8);
    case 2: return pointClass(s, i);
    case 3: return objectColor(pointObject(s, i));
    default: return pointCause(s, i);
  }
}

// The colours that the picture's instances have; 0 is for what is no thing.
const objectColor = id => id === 0 ? 0 : 1 + (id - 1) % 255;

function sweepLegend(s, by) {
  const ramp = (ticks, share, unit) => [make('div', { class: 'ramp bright' }), make('div', { class: 'ticks' },
    ...ticks.map((v, i) => make('i', { style: `left:${100 * share(v)}%` }, i === ticks.length - 1 ? `${v} ${unit}` : String(v))))];
  if (by === 0) return ramp([0, 1, 2, 4, highest], heightShare, 'm');
  if (by === 1) return ramp([0, 0.1, 0.3, 1, 5, data.meta.fullIntensity], intensityShare, '');
  if (by === 3) return ['each thing its own colour, what is no thing grey'];
  const counts = new Map();
  for (let i = 0; i < s.count; i++) {
    const index = by === 2 ? pointClass(s, i) : pointCause(s, i);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }

  const name = index => by === 2 ? (index === 0 ? 'no surface' : classes.get(index)?.name ?? String(index)) : data.meta.causes[index];
  return [make('div', { class: 'swatches' }, ...[...counts].sort((a, b) => b[1] - a[1]).map(([index, count]) => make('span', {},
    make('i', { style: `background:rgb(${sweepPalette.slice(4 * (256 * by + index), 4 * (256 * by + index) + 3).join(' ')})` }), `${name(index)} `, make('small', {}, count.toLocaleString('en')))))];
}
