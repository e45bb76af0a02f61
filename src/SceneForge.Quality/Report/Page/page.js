const data = JSON.parse(document.getElementById('data').textContent);
const $ = id => document.getElementById(id);
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element[name] = value; else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};
const classes = new Map(data.classes.map(c => [c.id, c]));
const pad = number => String(number).padStart(6, '0');
const round = (value, digits) => value.toFixed(digits);

const layers = [
  { key: '1', name: 'segments', opacity: 0.6, file: (p, n) => `${p}/${n}.segments.png` },
  { key: '2', name: 'classes', opacity: 0.6, file: (p, n) => `${p}/${n}.classes.png` },
  { key: '3', name: 'instances', opacity: 0.6, file: (p, n) => `${p}/${n}.instances.png` },
  { key: '4', name: 'depth', opacity: 1, file: (p, n) => `${p}/${n}.depth.png` },
  { key: '5', name: 'normals', opacity: 1, file: (p, n, picture) => picture.normal },
  { key: '6', name: 'flow', opacity: 1, file: (p, n) => `${p}/${n}.flow.png` },
];
const overlays = [
  { key: '7', name: 'visible', title: 'Boxes of the visible pixels' },
  { key: '8', name: 'amodal', title: 'Boxes of the whole object' },
  { key: '9', name: '3D', title: '3D boxes' },
  { key: '0', name: 'keypoints', title: "COCO's 17 keypoints" },
  { key: 'n', name: 'names', title: 'Names and distances' },
  { key: 'p', name: 'points', title: "The LiDAR's points over the picture" },
];
// COCO's skeleton over its 17 keypoints, by index.
const skeleton = [
  [15, 13], [13, 11], [16, 14], [14, 12], [11, 12], [5, 11], [6, 12], [5, 6], [5, 7], [6, 8], [7, 9],
  [8, 10], [1, 2], [0, 1], [0, 2], [1, 3], [2, 4], [3, 5], [4, 6],
];

const state = {
  variation: 0, frame: 0, camera: 0, layer: null, on: new Set(['visible', 'names']), chosen: null,
  cloud: true, lidar: 0, by: 'height', playing: 0, zoom: 1, x: 0, y: 0,
};
const sequence = () => data.sequences[state.variation];
const camera = () => sequence().cameras[state.camera];
const picture = () => sequence().frames[state.frame].cameras[state.camera];

function header() {
  const m = data.meta;
  $('title').textContent = m.scenario;
  document.title = `${m.scenario} – SceneForge report`;
  const entry = (name, value, title = '') => make('div', { title }, make('dt', {}, name), make('dd', {}, value));
  $('meta').append(
    entry('variations', data.sequences.length === m.planned ? String(m.planned) : `${data.sequences.length} of ${m.planned}`),
    entry('pictures', String(m.pictures)),
    entry('size', `${round(m.bytes / 1e6, 1)} MB`),
    entry('seed', m.seed),
    entry('renderer', m.renderer, m.renderer),
    entry('rgb', m.rgb),
    entry('spec', m.spec.slice(0, 12), `SHA-256 ${m.spec}`),
    entry('version', m.tool),
    entry('origin', 'synthetic'));
}

function variations() {
  $('variations').replaceChildren(...data.sequences.map((s, i) => {
    const middle = s.frames.length >> 1;
    return make('button', { onclick: () => go({ variation: i }) },
      make('img', { src: `${s.cameras[0].previews}/${pad(middle)}.thumb.jpg`, loading: 'lazy', alt: '' }),
      make('span', {}, make('b', {}, String(s.number)), `${s.frames.length} frames`));
  }));
}

function toolbar() {
  const toggle = (item, action) =>
    make('button', { title: item.title || item.name, onclick: action, 'data-name': item.name }, item.name, make('small', {}, item.key));
  $('layers').replaceChildren(...layers.map(l => toggle(l, () => setLayer(l))));
  $('overlays').replaceChildren(...overlays.map(o => toggle(o, () => setOverlay(o.name))));
}

function setLayer(layer) {
  state.layer = state.layer === layer ? null : layer;
  show();
}

// Each channel keeps its own opacity: ids are read over the picture, measured values alone.
function blend(opacity) {
  if (!state.layer) return;
  state.layer.opacity = Math.max(0.1, Math.min(1, opacity));
  show();
}

function setOverlay(name) {
  state.on.has(name) ? state.on.delete(name) : state.on.add(name);
  show();
}

function go(change) {
  Object.assign(state, change);
  state.variation = Math.max(0, Math.min(data.sequences.length - 1, state.variation));
  state.frame = Math.max(0, Math.min(sequence().frames.length - 1, state.frame));
  state.camera = Math.max(0, Math.min(sequence().cameras.length - 1, state.camera));
  show();
}

let shownVariation = -1;
let shownCamera = -1;
function show() {
  if (shownVariation !== state.variation || shownCamera !== state.camera) {
    shownVariation = state.variation;
    shownCamera = state.camera;
    showVariation();
  }

  const p = picture();
  setSource($('rgb'), p.rgb);
  $('layer').style.display = state.layer ? '' : 'none';
  if (state.layer) {
    setSource($('layer'), state.layer.file(camera().previews, pad(state.frame), p));
    $('layer').style.opacity = $('opacity').value = state.layer.opacity;
  }

  $('blend').style.visibility = state.layer ? '' : 'hidden';
  for (const button of document.querySelectorAll('#layers button')) button.setAttribute('aria-pressed', state.layer?.name === button.dataset.name);
  for (const button of document.querySelectorAll('#overlays button')) button.setAttribute('aria-pressed', state.on.has(button.dataset.name));
  mark($('strip'), state.frame);
  draw();
  objectTable();
  legend();
  status();
  showSweep();
  history.replaceState(null, '', `#${[
    `v=${sequence().number}`,
    `f=${state.frame}`,
    ...(state.camera ? [`c=${state.camera}`] : []),
    ...(state.layer ? [`layer=${state.layer.name}`] : []),
    `on=${[...state.on].join(',')}`,
    ...(state.chosen !== null ? [`id=${state.chosen}`] : []),
    ...(hasLidar() ? [`sweep=${state.cloud ? 1 : 0}`, `by=${state.by}`] : [])].join('&')}`);
}

function setSource(image, source) {
  if (image.getAttribute('src') !== source) image.src = source;
}

function mark(parent, index) {
  [...parent.children].forEach((child, i) => {
    const current = i === index;
    if ((child.getAttribute('aria-current') === 'true') !== current) child.setAttribute('aria-current', current);
    if (current) child.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}

function showVariation() {
  mark($('variations'), state.variation);
  const s = sequence();
  $('strip').replaceChildren(...s.frames.map((f, i) => make('button', { onclick: () => go({ frame: i }) },
    make('img', { src: `${camera().previews}/${pad(i)}.thumb.jpg`, alt: '' }), `${i}  ${round(f.time, 2)} s`)));
  const choices = s.cameras.map((c, i) => make('button', { 'aria-pressed': i === state.camera, onclick: () => go({ camera: i }) }, c.name));
  $('cameras').replaceChildren(...(choices.length > 1 ? choices : []));
  pairs($('drawn'), s.drawn);
  pairs($('conditions'), s.conditions);
  pairs($('events'), Object.fromEntries(Object.entries(s.events).map(([name, time]) => [name, `${round(time, 3)} s`])));
  sweepToolbar();
  fit();
}

function pairs(table, values) {
  const rows = Object.entries(values).map(([name, value]) =>
    make('tr', { title: `${name}: ${value}` }, make('td', {}, readable(name)), make('td', {}, short(value))));
  table.replaceChildren(...(rows.length ? rows : [make('tr', {}, make('td', {}, 'none'))]));
}

// A JSON pointer of the spec in words: /actors/0/start/s is "van: start s". The spec's actors stand behind the ego vehicle.
function readable(pointer) {
  const parts = pointer.replace(/^\//, '').split('/');
  let owner = '';
  if (parts[0] === 'actors' && parts.length > 2) owner = sequence().actors[Number(parts[1]) + 1] ?? parts[1];
  else if (parts[0] === 'ego') owner = 'ego';
  else if (parts[0] === 'conditions' || parts[0] === 'parameters') parts.shift();
  const rest = (owner ? parts.slice(owner === 'ego' ? 1 : 2) : parts).filter(p => !/^\d+$/.test(p) && !['behaviour', 'do', 'when'].includes(p));
  return `${owner ? `${owner}: ` : ''}${rest.join(' ').replaceAll('_', ' ')}`;
}

function short(value) {
  if (value === 'True' || value === 'False') return value === 'True' ? 'yes' : 'no';
  // A time of a day to the minute; the row's title has all of it.
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.slice(0, 16).replace('T', ' ');
  const number = Number(value);
  return value === '' || Number.isNaN(number) || !/[.e]/i.test(value) ? value : String(Number(number.toPrecision(5)));
}
