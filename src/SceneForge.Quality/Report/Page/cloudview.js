
// ---- the sweep in view: 3D beside the picture, points over the picture --------------------------------------------------

const orbit = new Orbit();
let cloud = null;
let shownSweep = null;
let sweepMatrix = null;
let redraw = 0;

const hasLidar = () => sequence().lidars.length > 0;
const lidar = () => sequence().lidars[Math.min(state.lidar, sequence().lidars.length - 1)];
const coloring = () => colorings.indexOf(state.by);

function sweepToolbar() {
  const button = (text, key, title, action, name = text) => make('button', { title, onclick: action, 'data-name': name }, text, ...(key ? [make('small', {}, key)] : []));
  $('sweepViews').replaceChildren(button('3D sweep', 'l', 'The LiDAR sweep in 3D beside the picture', () => setCloud(!state.cloud), 'cloud'),
    ...sequence().lidars.length < 2 ? [] : sequence().lidars.map((l, i) => button(l.name, '', l.model, () => go({ lidar: i }), `lidar${i}`)));
  $('colorings').replaceChildren(...colorings.map(name => button(name, '', `Colour points by ${name} (k: next)`, () => setColoring(name))));
}

function setCloud(on) {
  state.cloud = on;
  show();
}

function setColoring(name) {
  state.by = name;
  show();
}

/** Shows the frame's sweep once it is loaded; the frame may have changed meanwhile. */
async function showSweep() {
  const exists = hasLidar();
  $('sweepBar').hidden = !exists;
  document.querySelector('#overlays [data-name=points]').hidden = !exists;
  const isOpen = exists && state.cloud;
  $('views').classList.toggle('split', isOpen);
  $('cloud').hidden = !isOpen;
  for (const b of $('sweepViews').children) b.setAttribute('aria-pressed', b.dataset.name === 'cloud' ? isOpen : b.dataset.name === `lidar${state.lidar}`);
  for (const b of $('colorings').children) b.setAttribute('aria-pressed', b.dataset.name === state.by);
  $('colorings').hidden = !isOpen && !state.on.has('points');
  const wanted = exists && (isOpen || state.on.has('points')) ? `${lidar().folder}/${pad(state.frame)}.sweep.js` : null;
  const loaded = wanted && await loadSweep(wanted);
  if (wanted !== (hasLidar() && (state.cloud || state.on.has('points')) ? `${lidar().folder}/${pad(state.frame)}.sweep.js` : null)) return;
  shownSweep = loaded;
  $('cloudNote').textContent = wanted && !loaded ? 'This frame has no sweep that can be read.' : '';
  drawPicturePoints();
  if (isOpen) fillCloud();
  sweepLegends(isOpen);
  if (loaded) document.documentElement.dataset.sweep = wanted;
}

function sweepLegends(isOpen) {
  const key = $(isOpen ? 'cloudLegend' : 'legend');
  $('cloudLegend').replaceChildren();
  if (shownSweep && (isOpen || (state.on.has('points') && !state.layer))) key.replaceChildren(...sweepLegend(shownSweep, coloring()));
}

function fillCloud() {
  if (!cloud) {
    try {
      cloud = new Cloud($('cloudCanvas'));
    } catch (error) {
      $('cloudNote').textContent = `The sweep in 3D needs WebGL 2 (${error.message}).`;
      return;
    }
  }

  cloud.setPoints(shownSweep ?? { view: new Uint8Array(0), count: 0 });
  cloud.setLines([...groundLines(), ...(shownSweep?.boxes ?? []).flatMap(boxLines)]);
  drawCloud();
}

const rings = [10, 20, 30, 50, 80, 120];
function groundLines() {
  const lines = [];
  const faint = [150, 165, 180, 70];
  for (const r of rings) {
    const at = k => [r * Math.cos(k * Math.PI / 48), r * Math.sin(k * Math.PI / 48), 0];
    for (let k = 0; k < 96; k++) lines.push({ from: at(k), to: at(k + 1), color: faint, width: 1 });
  }

  lines.push({ from: [0, 0, 0], to: [rings.at(-1), 0, 0], color: faint, width: 1 });
  if (sequence().carrier) lines.push(...frameLines(sequence().carrier, [220, 228, 236, 255], 1.4));
  return lines;
}

function boxLines(box) {
  const isChosen = box.id === state.chosen;
  const color = isChosen ? [255, 255, 255] : lineColor(box.class).match(/\d+/g).map(Number);
  // A box without a point is there all the same, but must not look as if it had been seen.
  return frameLines(box, [...color, state.chosen !== null && !isChosen ? 90 : box.points ? 255 : 110], isChosen ? 2.6 : box.points ? 1.6 : 1);
}

const boxCorner = (b, x, y, z) => [0, 1, 2].map(i => b.center[i] + x * b.ahead[i] + y * b.left[i] + z * b.up[i]);

// Twelve edges, and an arrow on the floor that says where it faces.
function frameLines(b, color, width) {
  const c = (x, y, z) => boxCorner(b, x, y, z);
  const lines = [];
  for (const [y, z] of [[-1, -1], [-1, 1], [1, -1], [1, 1]]) {
    lines.push([c(-1, y, z), c(1, y, z)], [c(y, -1, z), c(y, 1, z)], [c(y, z, -1), c(y, z, 1)]);
  }

  lines.push([c(0, 0, -1), c(1, 0, -1)], [c(1, 0, -1), c(0.7, 0.35, -1)], [c(1, 0, -1), c(0.7, -0.35, -1)]);
  return lines.map(([from, to]) => ({ from, to, color, width }));
}

function drawCloud() {
  cancelAnimationFrame(redraw);
  redraw = requestAnimationFrame(() => {
    if (!cloud || $('cloud').hidden) return;
    sweepMatrix = cloud.draw(orbit, coloring(), state.chosen);
    cloudNames();
  });
}

/** Where a place of the vehicle frame is, in pixels of the 3D view; null behind the eye. */
function cloudPixel(place) {
  const [x, y, , w] = toClip(sweepMatrix, place);
  return w < 0.2 ? null : [(x / w + 1) / 2 * $('cloud').clientWidth, (1 - y / w) / 2 * $('cloud').clientHeight];
}

function cloudNames() {
  const [width, height] = [$('cloud').clientWidth, $('cloud').clientHeight];
  const labels = [];
  const taken = [];
  const put = (place, text, attributes) => {
    const at = cloudPixel(place);
    if (!at || at[0] < 0 || at[1] < 14 || at[0] > width || at[1] > height) return;
    const half = 3.4 * text.length;
    if (taken.some(t => Math.abs(t[0] - at[0]) < t[2] + half && Math.abs(t[1] - at[1]) < 15)) return;
    taken.push([...at, half]);
    labels.push(make('span', { ...attributes, style: `left:${at[0]}px;top:${at[1]}px;${attributes.style ?? ''}` }, text));
  };
  const boxes = [...shownSweep?.boxes ?? []].sort((a, b) => (b.id === state.chosen) - (a.id === state.chosen) || Math.hypot(...a.center) - Math.hypot(...b.center));
  for (const b of boxes) {
    if (b.id === state.chosen || (state.on.has('names') && b.points > 0)) put(boxCorner(b, 0, 0, 1), b.name, { class: b.id === state.chosen ? 'chosen' : '', style: `color:${b.id === state.chosen ? '#fff' : lineColor(b.class)}` });
  }

  for (const r of rings) put([r * 0.94, -r * 0.342, 0], `${r} m`, { class: 'ring' });
  $('cloudNames').replaceChildren(...labels);
}

/** The point nearest to a place of the 3D view within some pixels, or -1. */
function nearestPoint(x, y, reach) {
  if (!shownSweep || !sweepMatrix) return -1;
  const [width, height] = [$('cloud').clientWidth, $('cloud').clientHeight];
  const m = sweepMatrix, step = data.meta.pointStep, view = shownSweep.view;
  let [best, bestDistance] = [-1, reach * reach];
  for (let i = 0; i < shownSweep.count; i++) {
    const [px, py, pz] = [view.getInt16(i * pointBytes, true) * step, view.getInt16(i * pointBytes + 2, true) * step, view.getInt16(i * pointBytes + 4, true) * step];
    const w = m[3] * px + m[7] * py + m[11] * pz + m[15];
    if (w < 0.2) continue;
    const dx = ((m[0] * px + m[4] * py + m[8] * pz + m[12]) / w + 1) / 2 * width - x;
    const dy = (1 - (m[1] * px + m[5] * py + m[9] * pz + m[13]) / w) / 2 * height - y;
    // Of points in one place the nearer one to the eye.
    const distance = dx * dx + dy * dy + 0.002 * w;
    if (distance < bestDistance) [best, bestDistance] = [i, distance];
  }

  return best;
}

function pointText(s, i) {
  const place = pointPlace(s, i);
  const object = s.boxes.find(b => b.id === pointObject(s, i));
  const cause = data.meta.causes[pointCause(s, i)];
  const range = Math.hypot(...place.map((v, k) => v - lidar().origin[k]));
  return `${object?.name ?? (cause === 'surface' ? classes.get(pointClass(s, i))?.name : cause)} · range ${round(range, 2)} m · height ${round(place[2], 2)} m · intensity ${Number(pointIntensity(s, i).toPrecision(2))} · ring ${pointRing(s, i)} · return ${pointReturn(s, i)}`;
}

function cloudPointer() {
  const element = $('cloud');
  let drag = null;
  const local = e => { const box = element.getBoundingClientRect(); return [e.clientX - box.left, e.clientY - box.top]; };
  element.addEventListener('contextmenu', e => e.preventDefault());
  element.addEventListener('wheel', e => { e.preventDefault(); orbit.zoom(Math.exp(e.deltaY / 700)); drawCloud(); }, { passive: false });
  element.addEventListener('pointerdown', e => { drag = { x: e.clientX, y: e.clientY, moved: false }; element.setPointerCapture(e.pointerId); });
  element.addEventListener('pointerup', e => {
    if (drag && !drag.moved) {
      const hit = nearestPoint(...local(e), 9);
      const id = hit < 0 ? 0 : pointObject(shownSweep, hit);
      state.chosen = id === 0 || id === state.chosen ? null : id;
      show();
    }

    drag = null;
  });
  element.addEventListener('pointermove', e => {
    if (!drag) {
      const hit = nearestPoint(...local(e), 7);
      $('cloudTip').textContent = hit < 0 ? '' : pointText(shownSweep, hit);
      return;
    }

    const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    if (e.buttons & 6 || e.shiftKey) {
      const share = 2 * Math.tan(orbit.angle * Math.PI / 360) / element.clientHeight;
      orbit.move(dy * share / Math.max(0.25, Math.sin(-orbit.pitch)), -dx * share);
    } else {
      orbit.turn(dx * 0.006, dy * 0.006);
    }

    drag = { x: e.clientX, y: e.clientY, moved: true };
    drawCloud();
  });
}

const orbitKeys = {
  w: () => orbit.move(0.06, 0), s: () => orbit.move(-0.06, 0), a: () => orbit.move(0, -0.06), d: () => orbit.move(0, 0.06),
  q: () => orbit.turn(-0.08, 0), e: () => orbit.turn(0.08, 0), '+': () => orbit.zoom(0.85), '-': () => orbit.zoom(1 / 0.85),
  b: () => orbit.set(orbitViews.behind), t: () => orbit.set(orbitViews.above), v: () => orbit.through(camera()),
};

/** Whether the key was one of the sweep's. */
function sweepKey(key) {
  if (!hasLidar()) return false;
  if (key === 'l') setCloud(!state.cloud);
  else if (key === 'k') setColoring(colorings[(coloring() + 1) % colorings.length]);
  else if (state.cloud && orbitKeys[key]) { orbitKeys[key](); drawCloud(); }
  else return false;
  return true;
}

// Points over the picture, written pixel by pixel: tens of thousands of shapes would be slow. Nearer ones last.
function drawPicturePoints() {
  const canvas = $('pointCanvas');
  const isOn = state.on.has('points') && shownSweep;
  canvas.hidden = !isOn;
  if (!isOn) return;
  const [stage, image] = [$('stage').getBoundingClientRect(), $('canvas').getBoundingClientRect()];
  const [width, height] = [Math.round(stage.width * devicePixelRatio), Math.round(stage.height * devicePixelRatio)];
  if (!width || !height) return;
  Object.assign(canvas, { width, height });

  // The canvas covers the stage, pixel for pixel, though it lies in what zoom and place turn, so that names stay above it.
  for (const [name, value] of [['left', stage.left - image.left], ['top', stage.top - image.top], ['width', stage.width], ['height', stage.height]]) canvas.style[name] = `${value / state.zoom}px`;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  const palette = new Uint32Array(sweepPalette.buffer, 4 * 256 * coloring(), 256);
  const scale = image.width / camera().width * devicePixelRatio;
  const [left, top] = [(image.left - stage.left) * devicePixelRatio, (image.top - stage.top) * devicePixelRatio];
  const dot = Math.max(2, Math.min(9, Math.round(2 * scale)));
  const { points, u, v } = shownSweep.pictures[state.camera];
  for (const i of farFirst(shownSweep, state.camera)) {
    const color = state.chosen !== null && pointObject(shownSweep, points[i]) !== state.chosen ? 0x60808080 : palette[paletteIndex(shownSweep, points[i], coloring())];
    const [x0, y0] = [Math.round(left + u[i] * scale - dot / 2), Math.round(top + v[i] * scale - dot / 2)];
    for (let y = Math.max(0, y0); y < Math.min(height, y0 + dot); y++) {
      for (let x = Math.max(0, x0); x < Math.min(width, x0 + dot); x++) words[y * width + x] = color;
    }
  }

  context.putImageData(pixels, 0, 0);
}

function farFirst(s, at) {
  const picture = s.pictures[at];
  if (!picture.order) {
    const eye = camera().origin;
    const ranges = Float32Array.from(picture.points, i => Math.hypot(...pointPlace(s, i).map((x, k) => x - eye[k])));
    picture.order = Uint32Array.from(ranges.keys()).sort((a, b) => ranges[b] - ranges[a]);
  }

  return picture.order;
}
