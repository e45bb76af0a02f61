
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

const ringOffset = 10;
const metres = data.meta.pointStep;
const metresFromSteps = [metres, 0, 0, 0, 0, metres, 0, 0, 0, 0, metres, 0, 0, 0, 0, 1];

/** Writes planes of bytes as points of the view's packed layout, with the ring and, above the cause, the return. */
async function unpackSweep(meta, packed) {
  const planes = await inflate([Uint8Array.from(atob(packed), c => c.charCodeAt(0))], 'deflate-raw');
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
  const { stride, object, intensity, classId, cause } = packedLayout;
  const n = meta.points;
  const view = new DataView(new ArrayBuffer(n * stride));
  for (const offset of [0, 2, 4, object]) steps(n, (i, v) => view.setInt16(i * stride + offset, v, true));
  for (const offset of [intensity, classId, ringOffset, cause]) differences(n, (i, v) => view.setUint8(i * stride + offset, v));
  const pictures = meta.seen.map(seen => {
    const points = new Uint32Array(seen), u = new Float32Array(seen), v = new Float32Array(seen);
    let found = 0;
    differences(n, (i, isIn) => { if (isIn) points[found++] = i; });
    steps(seen, (i, value) => { u[i] = value * data.meta.pixelStep; });
    steps(seen, (i, value) => { v[i] = value * data.meta.pixelStep; });
    return { points, u, v };
  });
  return { key: meta.key, points: new PointSet(view.buffer, packedLayout, metresFromSteps), boxes: meta.boxes, pictures };
}

const pointRing = (points, i) => points.view.getUint8(i * packedLayout.stride + ringOffset);
const pointReturn = (points, i) => points.view.getUint8(i * packedLayout.stride + packedLayout.cause) >> 4;
const intensityOf = byte => (Math.pow(1 + data.meta.intensityKnee * data.meta.fullIntensity, byte / 255) - 1) / data.meta.intensityKnee;

// ---- colours: a row of 256 for each way to colour ----------------------------------------------------------------------

const [lowest, highest] = [-0.3, 8]; // metres above the ground
const colorings = [
  { name: 'height', measure: 'height', low: lowest, high: highest, exponent: 0.5 },
  { name: 'intensity', measure: 'intensity' },
  { name: 'class', measure: 'class' },
  { name: 'instance', measure: 'instance' },
  { name: 'cause', measure: 'cause' },
];
const heightShare = z => Math.sqrt(Math.max(0, Math.min(1, (z - lowest) / (highest - lowest))));
const intensityShare = v => Math.log(1 + data.meta.intensityKnee * v) / Math.log(1 + data.meta.intensityKnee * data.meta.fullIntensity);

/** RGBA, 256 a row, rows as in colorings. */
const sweepPalette = (() => {
  const tripleOf = (text, i) => rgbOf(`#${text.slice(6 * i, 6 * i + 6)}`);
  const [ramp, distinct] = [data.meta.ramp.length / 6, data.meta.distinct.length / 6];
  const bright = i => tripleOf(data.meta.ramp, Math.round(i / 255 * (ramp - 1)));
  return buildPalette([
    bright,
    bright,
    i => classes.has(i) ? lineRgb(i) : [128, 128, 128],
    i => i === 0 ? [92, 100, 108] : tripleOf(data.meta.distinct, i % distinct),
    i => rgbOf(causeColors[i] ?? '#ffffff'),
  ]);
})();

function paletteIndex(points, i, by) {
  switch (by) {
    case 0: return Math.round(255 * heightShare(points.values[i * points.step + 2] * data.meta.pointStep));
    case 1: return points.intensity(i);
    case 2: return points.classId(i);
    case 3: return instanceEntry(points.object(i));
    default: return points.cause(i);
  }
}

function sweepLegend(points, by) {
  const ramp = (ticks, share, unit) => [make('div', { class: 'ramp bright' }), make('div', { class: 'ticks' },
    ...ticks.map((v, i) => make('i', { style: `left:${100 * share(v)}%` }, i === ticks.length - 1 ? `${v} ${unit}` : String(v))))];
  if (by === 0) return ramp([0, 1, 2, 4, highest], heightShare, 'm');
  if (by === 1) return ramp([0, 0.1, 0.3, 1, 5, data.meta.fullIntensity], intensityShare, '');
  if (by === 3) return ['each thing its own colour, what is no thing grey'];
  const counts = new Map();
  for (let i = 0; i < points.count; i++) {
    const index = by === 2 ? points.classId(i) : points.cause(i);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }

  const name = index => by === 2 ? (index === 0 ? 'no surface' : classes.get(index)?.name ?? String(index)) : data.meta.causes[index];
  const color = index => sweepPalette.slice(4 * (256 * by + index), 4 * (256 * by + index) + 3).join(' ');
  return [make('div', { class: 'swatches' }, ...[...counts].sort((a, b) => b[1] - a[1]).map(([index, number]) => make('span', {},
    make('i', { style: `background:rgb(${color(index)})` }), `${name(index)} `, make('small', {}, number.toLocaleString('en')))))];
}
