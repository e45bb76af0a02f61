
// ---- the sweep in view, in 3D beside the picture -----------------------------------------------------------------------

const viewpoints = {
  behind: { target: [10, 0, 0], yaw: 0, pitch: -0.42, distance: 26, angle: 50 },
  above: { target: [8, 0, 0], yaw: 0, pitch: -Math.PI / 2 + 1e-3, distance: 62, angle: 50 },
};
// Points of 5 cm, but never too small to see nor so large that they hide each other.
const sweepLook = { background: [0.055, 0.065, 0.075], pointSize: { metres: 0.05, smallest: 1.6, largest: 6 }, colorings };

const orbit = new Orbit(viewpoints.behind);
let cloud = null;
let shownSweep = null;
let redraw = 0;

const hasLidar = () => sequence().lidars.length > 0;
const lidar = () => sequence().lidars[Math.min(state.lidar, sequence().lidars.length - 1)];
const coloring = () => colorings.findIndex(c => c.name === state.by);
const showsPoints = () => hasLidar() && (state.cloud || state.on.has('points'));

function sweepToolbar() {
  const button = (text, key, title, action, name = text) =>
    make('button', { title, onclick: action, 'data-name': name }, text, ...(key ? [make('small', {}, key)] : []));
  const sensors = sequence().lidars.map((l, i) => button(l.name, '', l.model, () => go({ lidar: i }), `lidar${i}`));
  $('sweepViews').replaceChildren(
    button('3D sweep', 'l', 'The LiDAR sweep in 3D beside the picture', () => setCloud(!state.cloud), 'cloud'),
    ...(sensors.length > 1 ? sensors : []));
  $('colorings').replaceChildren(...colorings.map(({ name }) => button(name, '', `Colour points by ${name} (k: next)`, () => setColoring(name))));
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
  for (const b of $('sweepViews').children) {
    b.setAttribute('aria-pressed', b.dataset.name === 'cloud' ? isOpen : b.dataset.name === `lidar${state.lidar}`);
  }

  for (const b of $('colorings').children) b.setAttribute('aria-pressed', b.dataset.name === state.by);
  $('colorings').hidden = !isOpen && !state.on.has('points');
  const address = () => showsPoints() ? `${lidar().folder}/${pad(state.frame)}.sweep.js` : null;
  const wanted = address();
  const loaded = wanted && await loadSweep(wanted);
  if (wanted !== address()) return;
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
  if (shownSweep && (isOpen || (state.on.has('points') && !state.layer))) key.replaceChildren(...sweepLegend(shownSweep.points, coloring()));
}

function fillCloud() {
  if (!cloud) {
    try {
      cloud = new PointCloudView($('cloudCanvas'), orbit, sweepLook);
      cloud.setPalette(sweepPalette);
    } catch (error) {
      $('cloudNote').textContent = `The sweep in 3D needs WebGL 2 (${error.message}).`;
      return;
    }
  }

  cloud.setPoints(shownSweep?.points ?? null);
  cloud.setLines([...groundLines(), ...(shownSweep?.boxes ?? []).flatMap(thingLines)]);
  drawCloud();
}

const rings = [10, 20, 30, 50, 80, 120]; // metres around the vehicle
function groundLines() {
  const style = { color: [150, 165, 180, 70], width: 1 };
  return [
    ...rings.flatMap(r => ringLines(r, style)),
    { ...style, from: [0, 0, 0], to: [rings.at(-1), 0, 0] },
    ...(sequence().carrier ? boxLines(sequence().carrier, floorArrow, { color: [220, 228, 236, 255], width: 1.4 }) : [])];
}

function thingLines(box) {
  const isChosen = box.id === state.chosen;
  const color = isChosen ? [255, 255, 255] : lineRgb(box.class);
  // A box without a point is there all the same, but must not look as if it had been seen.
  const opacity = state.chosen !== null && !isChosen ? 90 : box.points ? 255 : 110;
  return boxLines(box, floorArrow, { color: [...color, opacity], width: isChosen ? 2.6 : box.points ? 1.6 : 1 });
}

function drawCloud() {
  cancelAnimationFrame(redraw);
  redraw = requestAnimationFrame(() => {
    if (!cloud || $('cloud').hidden) return;
    cloud.draw(coloring(), state.chosen);
    cloudNames();
  });
}

function cloudNames() {
  const [width, height] = [$('cloud').clientWidth, $('cloud').clientHeight];
  const labels = [];
  const taken = [];
  const put = (place, text, attributes) => {
    const at = cloud.pixelOf(place);
    if (!at || at[0] < 0 || at[1] < 14 || at[0] > width || at[1] > height) return;
    const half = 3.4 * text.length;
    if (taken.some(t => Math.abs(t[0] - at[0]) < t[2] + half && Math.abs(t[1] - at[1]) < 15)) return;
    taken.push([...at, half]);
    labels.push(make('span', { ...attributes, style: `left:${at[0]}px;top:${at[1]}px;${attributes.style ?? ''}` }, text));
  };
  const isChosen = b => b.id === state.chosen;
  const nearestFirst = [...shownSweep?.boxes ?? []].sort((a, b) => isChosen(b) - isChosen(a) || Math.hypot(...a.center) - Math.hypot(...b.center));
  for (const b of nearestFirst) {
    if (isChosen(b) || (state.on.has('names') && b.points > 0)) {
      put(boxPlace(b, [0, 0, 1]), b.name, { class: isChosen(b) ? 'chosen' : '', style: `color:${isChosen(b) ? '#fff' : lineColor(b.class)}` });
    }
  }

  for (const r of rings) put([r * 0.94, -r * 0.342, 0], `${r} m`, { class: 'ring' });
  $('cloudNames').replaceChildren(...labels);
}

function pointText({ points, boxes }, i) {
  const place = points.place(i);
  const object = boxes.find(b => b.id === points.object(i));
  const cause = data.meta.causes[points.cause(i)];
  const range = Math.hypot(...place.map((v, k) => v - lidar().origin[k]));
  return [
    object?.name ?? (cause === 'surface' ? classes.get(points.classId(i))?.name : cause),
    `range ${round(range, 2)} m`,
    `height ${round(place[2], 2)} m`,
    `intensity ${Number(intensityOf(points.intensity(i)).toPrecision(2))}`,
    `ring ${pointRing(points, i)}`,
    `return ${pointReturn(points, i)}`].join(' · ');
}

function cloudPointer() {
  listenToOrbit($('cloud'), orbit, {
    moved: drawCloud,
    click(x, y) {
      const hit = cloud && shownSweep ? cloud.pointAt(x, y, 9) : -1;
      const id = hit < 0 ? 0 : shownSweep.points.object(hit);
      state.chosen = id === 0 || id === state.chosen ? null : id;
      show();
    },
    hover(x, y) {
      const hit = cloud && shownSweep ? cloud.pointAt(x, y, 7) : -1;
      $('cloudTip').textContent = hit < 0 ? '' : pointText(shownSweep, hit);
    },
    leave() {},
  });
}

/** From a camera of the rig, with its own angle between top and bottom. */
function throughCamera({ origin, forward: [x, y, z], angle }) {
  const distance = 12; // metres to what the view turns around
  orbit.set({
    target: [origin[0] + x * distance, origin[1] + y * distance, origin[2] + z * distance],
    yaw: Math.atan2(y, x), pitch: Math.asin(Math.max(-1, Math.min(1, z))), distance, angle,
  });
}

const orbitKeys = {
  w: () => orbit.move(0.06, 0), s: () => orbit.move(-0.06, 0), a: () => orbit.move(0, -0.06), d: () => orbit.move(0, 0.06),
  q: () => orbit.turn(-0.08, 0), e: () => orbit.turn(0.08, 0), '+': () => orbit.zoom(0.85), '-': () => orbit.zoom(1 / 0.85),
  b: () => orbit.set(viewpoints.behind), t: () => orbit.set(viewpoints.above), v: () => throughCamera(camera()),
};

/** Whether the key was one of the sweep's. */
function sweepKey(key) {
  if (!hasLidar()) return false;
  if (key === 'l') setCloud(!state.cloud);
  else if (key === 'k') setColoring(colorings[(coloring() + 1) % colorings.length].name);
  else if (state.cloud && orbitKeys[key]) { orbitKeys[key](); drawCloud(); }
  else return false;
  return true;
}
