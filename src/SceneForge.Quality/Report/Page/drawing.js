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
function lineRgb(id) {
  const rgb = rgbOf(classes.get(id)?.color ?? '#ffffff');
  const light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  const mix = Math.max(0, Math.min(0.75, (150 - light) / 180));
  return rgb.map(v => Math.round(v + (255 - v) * mix));
}

const lineColor = id => `rgb(${lineRgb(id).join(' ')})`;

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
    if (!k[i + 2]) continue;
    const [fill, edge] = k[i + 2] === 2 ? ['#ffd84d', '#20242a'] : ['#20242a', '#ffd84d'];
    const width = { 'stroke-width': radius / 2.5, 'vector-effect': 'non-scaling-stroke' };
    group.append(svg('circle', { cx: k[i], cy: k[i + 1], r: radius / scale, fill, stroke: edge, ...width }));
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
  const look = { fill: chosen ? '#ffffff' : lineColor(o.class), 'font-size': size, opacity: state.chosen === null || chosen ? 1 : 0.5 };
  group.append(svg('text', { x: x + size * 0.35, y: y + size, ...look }, text));
}
