'use strict';
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
const skeleton = [[15, 13], [13, 11], [16, 14], [14, 12], [11, 12], [5, 11], [6, 12], [5, 6], [5, 7], [6, 8], [7, 9], [8, 10], [1, 2], [0, 1], [0, 2], [1, 3], [2, 4], [3, 5], [4, 6]];

const state = { variation: 0, frame: 0, camera: 0, layer: null, on: new Set(['visible', 'names']), chosen: null, cloud: true, lidar: 0, by: 'height', playing: 0, zoom: 1, x: 0, y: 0 };
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
  const toggle = (item, action) => make('button', { title: item.title || item.name, onclick: action, 'data-name': item.name }, item.name, make('small', {}, item.key));
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
  history.replaceState(null, '', `#v=${sequence().number}&f=${state.frame}` + (state.camera ? `&c=${state.camera}` : '') + (state.layer ? `&layer=${state.layer.name}` : '') + `&on=${[...state.on].join(',')}` + (state.chosen !== null ? `&id=${state.chosen}` : '') + (hasLidar() ? `&sweep=${state.cloud ? 1 : 0}&by=${state.by}` : ''));
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
  $('cameras').replaceChildren(...(s.cameras.length > 1 ? s.cameras.map((c, i) => make('button', { 'aria-pressed': i === state.camera, onclick: () => go({ camera: i }) }, c.name)) : []));
  pairs($('drawn'), s.drawn);
  pairs($('conditions'), s.conditions);
  pairs($('events'), Object.fromEntries(Object.entries(s.events).map(([name, time]) => [name, `${round(time, 3)} s`])));
  sweepToolbar();
  fit();
}

function pairs(table, values) {
  const rows = Object.entries(values).map(([name, value]) => make('tr', { title: `${name}: ${value}` }, make('td', {}, readable(name)), make('td', {}, short(value))));
  table.replaceChildren(...(rows.length ? rows : [make('tr', {}, make('td', {}, 'none'))]));
}

// A JSON pointer of the spec in words: /actors/0/start/s is "van: start s". The spec's actors stand behind the ego vehicle.
function readable(pointer) {
  const parts = pointer.replace(/^\//, '').split('/');
  let owner = '';
  if (parts[0] === 'actors' && parts.length > 2) owner = sequence().actors[Number(parts[1]) + 1] ?? parts[1];
  else if (parts[0] === 'ego') owner = 'ego';
  else if (parts[0] === 'conditions' || parts[0] === 'parameters') parts.shift();
  const rest = (owner ? parts.slice(owner === 'ego' ? 1 : 2) : parts).filter(p => !/^\d+$/.test(p) && p !== 'behaviour' && p !== 'do' && p !== 'when');
  return `${owner ? `${owner}: ` : ''}${rest.join(' ').replaceAll('_', ' ')}`;
}

function short(value) {
  if (value === 'True' || value === 'False') return value === 'True' ? 'yes' : 'no';
  const number = Number(value);
  return value === '' || Number.isNaN(number) || !/[.e]/i.test(value) ? value : String(Number(number.toPrecision(5)));
}

// ---- drawing -------------------------------------------------------------------------------------------------------

const SVG = 'http://www.w3.org/2000/svg';
function svg(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  return element;
}

// Dark casing under each stroke: boxes stay legible on any picture, whatever the class's colour.
function stroke(group, d, color, width, dash) {
  const common = { d, fill: 'none', 'vector-effect': 'non-scaling-stroke', 'stroke-linejoin': 'round' };
  group.append(svg('path', { ...common, stroke: 'rgb(0 0 0 / .55)', 'stroke-width': width + 2 }));
  group.append(svg('path', { ...common, stroke: color, 'stroke-width': width, ...(dash ? { 'stroke-dasharray': dash } : {}) }));
}

const boxPath = b => `M${b[0]} ${b[1]}H${b[2]}V${b[3]}H${b[0]}Z`;
const linePath = (edges, from, to) => {
  let d = '';
  for (let i = 4 * from; i < 4 * to; i += 4) d += `M${edges[i]} ${edges[i + 1]}L${edges[i + 2]} ${edges[i + 3]}`;
  return d;
};

// Class colours are made for areas; lines need more light.
function lineColor(id) {
  const hex = classes.get(id)?.color ?? '#ffffff';
  let [r, g, b] = [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const mix = Math.max(0, Math.min(0.75, (150 - light) / 180));
  [r, g, b] = [r, g, b].map(v => Math.round(v + (255 - v) * mix));
  return `rgb(${r} ${g} ${b})`;
}

function draw() {
  const root = $('drawing');
  const c = camera();
  root.setAttribute('viewBox', `0 0 ${c.width} ${c.height}`);
  root.replaceChildren();
  const scale = state.zoom * baseScale();
  const labels = svg('g', {});
  const taken = [];
  for (const o of picture().objects) {
    const chosen = o.id === state.chosen;
    const color = chosen ? '#ffffff' : lineColor(o.class);
    const group = svg('g', { opacity: state.chosen === null || chosen ? 1 : 0.35 });
    if (state.on.has('3D')) {
      stroke(group, linePath(o.edges, o.front, o.edges.length / 4), color, chosen ? 1.6 : 1);
      stroke(group, linePath(o.edges, 0, o.front), color, chosen ? 3 : 2);
    }

    if (state.on.has('amodal')) stroke(group, boxPath(o.amodal), color, chosen ? 2 : 1.2, '5 4');
    if (state.on.has('visible') && o.visible) stroke(group, boxPath(o.visible), color, chosen ? 2.4 : 1.5);
    if (state.on.has('keypoints') && o.keypoints) keypoints(group, o, scale);
    if (chosen && !['visible', 'amodal', '3D'].some(n => state.on.has(n))) stroke(group, boxPath(o.visible ?? o.amodal), color, 2);
    root.append(group);
  }

  // Names from the nearest object on; one that would cover another is left out.
  const boxes = ['visible', 'amodal', '3D'].some(n => state.on.has(n));
  const named = picture().objects.filter(o => o.id === state.chosen || (state.on.has('names') && boxes && o.visible)).reverse();
  for (const o of named.sort((a, b) => (b.id === state.chosen) - (a.id === state.chosen))) label(labels, o, scale, taken);
  root.append(labels);
}

function keypoints(group, o, scale) {
  const k = o.keypoints;
  const radius = Math.max(0.8, Math.min(3, (o.amodal[3] - o.amodal[1]) * scale / 45));
  let d = '';
  for (const [a, b] of skeleton) {
    if (k[3 * a + 2] && k[3 * b + 2]) d += `M${k[3 * a]} ${k[3 * a + 1]}L${k[3 * b]} ${k[3 * b + 1]}`;
  }

  if (d) stroke(group, d, '#ffd84d', radius / 2.2);
  for (let i = 0; i < k.length; i += 3) {
    // Filled: visible; hollow: hidden.
    if (k[i + 2]) group.append(svg('circle', { cx: k[i], cy: k[i + 1], r: radius / scale, fill: k[i + 2] === 2 ? '#ffd84d' : '#20242a', stroke: k[i + 2] === 2 ? '#20242a' : '#ffd84d', 'stroke-width': radius / 2.5, 'vector-effect': 'non-scaling-stroke' }));
  }
}

function label(group, o, scale, taken) {
  const chosen = o.id === state.chosen;
  const box = o.visible ?? o.amodal;
  const size = 11 / scale;
  const text = `${o.name} ${round(o.distance, 1)} m`;
  if (!chosen && (box[2] - box[0]) * scale < 22) return;
  const width = size * 0.56 * text.length + size * 0.7;
  const height = size * 1.35;
  const x = Math.max(0, Math.min(camera().width - width, box[0]));
  const y = Math.max(0, box[1] - height);
  if (taken.some(t => x < t.x + t.width && t.x < x + width && y < t.y + t.height && t.y < y + height)) return;
  taken.push({ x, y, width, height });
  group.append(svg('rect', { x, y, width, height, fill: 'rgb(10 12 14 / .78)' }));
  group.append(svg('text', { x: x + size * 0.35, y: y + size, fill: chosen ? '#ffffff' : lineColor(o.class), 'font-size': size, opacity: state.chosen === null || chosen ? 1 : 0.5 }, text));
}

// ---- panels --------------------------------------------------------------------------------------------------------

function objectTable() {
  const objects = [...picture().objects].reverse();
  $('count').textContent = `${objects.filter(o => o.pixels > 0).length} seen, ${objects.filter(o => o.pixels === 0).length} hidden`;
  const head = make('tr', {}, ...[['object', ''], ['m', 'Distance of the centre'], ['px', 'Visible pixels'], ['occl', 'Occlusion'], ['trunc', 'Truncation']].map(([name, title], i) => make('th', { title, class: i ? 'number' : '' }, name)));
  const rows = objects.map(o => make('tr', {
    class: (o.id === state.chosen ? 'chosen ' : '') + (o.pixels ? '' : 'unseen'),
    title: `id ${o.id}, ${classes.get(o.class)?.name}, ${o.size.join(' × ')} m, ${o.speed} m/s`,
    onclick: () => choose(o.id),
  },
  make('td', {}, make('i', { class: 'chip', style: `background:${classes.get(o.class)?.color}` }), o.name),
  ...[round(o.distance, 1), o.pixels, percent(o.occlusion), percent(o.truncation)].map(v => make('td', { class: 'number' }, String(v)))));
  $('objects').replaceChildren(make('table', {}, head, ...rows));
}

const percent = share => share === 0 ? '–' : `${Math.round(100 * share)}%`;

function choose(id) {
  state.chosen = state.chosen === id ? null : id;
  show();
}

function legend() {
  const element = $('legend');
  element.replaceChildren();
  if (!state.layer) return;
  const m = data.meta;
  if (state.layer.name === 'depth') {
    const at = d => 100 * Math.log(d / m.near) / Math.log(m.far / m.near);
    const ticks = [m.near, 5, 10, 20, 50, m.far];
    element.append(make('div', { class: 'ramp' }), make('div', { class: 'ticks' }, ...ticks.map((d, i) => make('i', { style: `left:${at(d)}%` }, i === ticks.length - 1 ? `${d} m` : String(d)))));
  } else if (state.layer.name === 'classes') {
    element.append(make('div', { class: 'swatches' }, ...data.classes.map(c => make('span', {}, make('i', { style: `background:${c.color}` }), c.name))));
  } else if (state.layer.name === 'flow') {
    element.append(make('div', { class: 'wheel', style: 'background: radial-gradient(#f6f6f6 0%, transparent 72%), conic-gradient(from 90deg in oklch longer hue, oklch(.75 .16 0), oklch(.75 .16 360))' }), `edge: ${m.flow} px or more to the next frame`);
  } else if (state.layer.name === 'normals') {
    element.append('x right: red, y down: green, z forward: blue; 128 is 0');
  }
}

function status() {
  const f = sequence().frames[state.frame];
  const o = picture().objects.find(x => x.id === state.chosen);
  const part = (name, value) => make('span', {}, `${name} `, make('b', {}, value));
  $('status').replaceChildren(
    part('variation', String(sequence().number)), part('frame', `${state.frame} / ${sequence().frames.length - 1}`), part('time', `${round(f.time, 3)} s`), part('camera', camera().name),
    ...(o ? [part('selected', `${o.name} (id ${o.id}, ${classes.get(o.class)?.name})`), part('size', `${o.size.join(' × ')} m`), part('speed', `${o.speed} m/s`)] : []));
}

function summary() {
  const most = Math.max(1, ...data.totals.map(t => t.boxes));
  $('totals').append(
    make('tr', {}, ...['class', 'objects', 'boxes', '≥ half hidden', 'cut by edge', 'pixels', ''].map((n, i) => make('th', { class: i > 0 && i < 6 ? 'number' : '' }, n))),
    ...[...data.totals].sort((a, b) => b.boxes - a.boxes).map(t => make('tr', { class: t.boxes ? '' : 'none' },
      make('td', {}, make('i', { class: 'chip', style: `background:${classes.get(t.class).color}` }), classes.get(t.class).name),
      ...[t.objects, t.boxes, t.occluded, t.truncated, t.pixels.toLocaleString('en')].map(v => make('td', { class: 'number' }, String(v))),
      make('td', { class: 'bar' }, make('i', { style: `width:${100 * t.boxes / most}%` })))));
  const names = [...new Set(data.sequences.flatMap(s => Object.keys(s.drawn)))];
  $('matrix').append(
    make('tr', {}, make('th', {}, 'variation'), ...names.map(n => make('th', { title: n, class: 'number' }, readable(n)))),
    ...data.sequences.map((s, i) => make('tr', { onclick: () => { go({ variation: i }); scrollTo(0, 0); } }, make('td', {}, String(s.number)), ...names.map(n => make('td', { class: 'number' }, short(s.drawn[n] ?? ''))))));
}

// ---- zoom ----------------------------------------------------------------------------------------------------------

function baseScale() {
  const c = camera();
  return Math.min($('stage').clientWidth / c.width, $('stage').clientHeight / c.height);
}

function place() {
  const c = camera();
  const scale = baseScale();
  const stage = $('stage');
  const canvas = $('canvas');
  canvas.style.width = `${c.width * scale}px`;
  canvas.style.height = `${c.height * scale}px`;
  const left = (stage.clientWidth - c.width * scale) / 2;
  const top = (stage.clientHeight - c.height * scale) / 2;
  canvas.style.transform = `translate(${left + state.x}px, ${top + state.y}px) scale(${state.zoom})`;
  canvas.classList.toggle('close', state.zoom * scale > 2);
  drawPicturePoints();
}

function fit() {
  Object.assign(state, { zoom: 1, x: 0, y: 0 });
  place();
}

function zoomAt(factor, clientX, clientY) {
  const box = $('canvas').getBoundingClientRect();
  const zoom = Math.max(1, Math.min(24, state.zoom * factor));
  const ratio = zoom / state.zoom;
  state.x += (clientX - box.left) * (1 - ratio);
  state.y += (clientY - box.top) * (1 - ratio);
  state.zoom = zoom;
  if (zoom === 1) Object.assign(state, { x: 0, y: 0 });
  place();
  draw();
}

function pointer() {
  const stage = $('stage');
  let drag = null;
  stage.addEventListener('wheel', e => { e.preventDefault(); zoomAt(Math.exp(-e.deltaY / 400), e.clientX, e.clientY); }, { passive: false });
  stage.addEventListener('pointerdown', e => { drag = { x: e.clientX, y: e.clientY, moved: false }; stage.setPointerCapture(e.pointerId); });
  stage.addEventListener('pointermove', e => {
    if (!drag) return;
    const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < 4) return;
    state.x += dx;
    state.y += dy;
    drag = { x: e.clientX, y: e.clientY, moved: true };
    place();
  });
  stage.addEventListener('pointerup', e => {
    if (drag && !drag.moved) pick(e);
    drag = null;
  });
}

// The smallest box under the pointer.
function pick(e) {
  const box = $('canvas').getBoundingClientRect();
  const x = (e.clientX - box.left) / box.width * camera().width;
  const y = (e.clientY - box.top) / box.height * camera().height;
  const area = b => (b[2] - b[0]) * (b[3] - b[1]);
  const hit = picture().objects.filter(o => o.visible && x >= o.visible[0] && x < o.visible[2] && y >= o.visible[1] && y < o.visible[3]).sort((a, b) => area(a.visible) - area(b.visible))[0];
  state.chosen = hit ? hit.id : null;
  show();
}

// ---- keys ----------------------------------------------------------------------------------------------------------

function play() {
  if (state.playing) {
    clearInterval(state.playing);
    state.playing = 0;
    return;
  }

  state.playing = setInterval(() => go({ frame: (state.frame + 1) % sequence().frames.length }), 160);
}

addEventListener('keydown', e => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.id === 'opacity') return;
  const layer = layers.find(l => l.key === e.key);
  const overlay = overlays.find(o => o.key === e.key);
  if (layer) setLayer(layer);
  else if (overlay) setOverlay(overlay.name);
  else if (e.key === 'ArrowLeft') go({ frame: state.frame - 1 });
  else if (e.key === 'ArrowRight') go({ frame: state.frame + 1 });
  else if (e.key === 'ArrowUp') go({ variation: state.variation - 1 });
  else if (e.key === 'ArrowDown') go({ variation: state.variation + 1 });
  else if (e.key === ' ') play();
  else if (e.key === 'c') go({ camera: (state.camera + 1) % sequence().cameras.length });
  else if (e.key === 'z') { fit(); draw(); }
  else if (e.key === 'Escape') { state.chosen = null; show(); }
  else if (e.key === '[' || e.key === ']') blend(Number($('opacity').value) + (e.key === ']' ? 0.1 : -0.1));
  else if (e.key === '?') $('keys').showModal();
  else if (!sweepKey(e.key)) return;
  e.preventDefault();
});

function restore() {
  const query = new URLSearchParams(location.hash.slice(1));
  const variation = data.sequences.findIndex(s => s.number === Number(query.get('v')));
  if (query.has('layer')) state.layer = layers.find(l => l.name === query.get('layer')) ?? null;
  if (query.has('on')) state.on = new Set(query.get('on').split(',').filter(n => overlays.some(o => o.name === n)));
  if (query.has('id')) state.chosen = Number(query.get('id'));
  if (query.has('sweep')) state.cloud = query.get('sweep') === '1';
  if (colorings.includes(query.get('by'))) state.by = query.get('by');
  Object.assign(state, { variation: Math.max(0, variation), frame: Number(query.get('f') ?? 0) || 0, camera: Number(query.get('c') ?? 0) || 0 });
}
