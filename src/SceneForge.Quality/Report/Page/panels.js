// ---- panels --------------------------------------------------------------------------------------------------------

function objectTable() {
  const objects = [...picture().objects].reverse();
  $('count').textContent = `${objects.filter(o => o.pixels > 0).length} seen, ${objects.filter(o => o.pixels === 0).length} hidden`;
  const columns = [['object', ''], ['m', 'Distance of the centre'], ['px', 'Visible pixels'], ['occl', 'Occlusion'], ['trunc', 'Truncation']];
  const head = make('tr', {}, ...columns.map(([name, title], i) => make('th', { title, class: i ? 'number' : '' }, name)));
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
    element.append(make('div', { class: 'ramp' }), make('div', { class: 'ticks' },
      ...ticks.map((d, i) => make('i', { style: `left:${at(d)}%` }, i === ticks.length - 1 ? `${d} m` : String(d)))));
  } else if (state.layer.name === 'classes') {
    element.append(make('div', { class: 'swatches' },
      ...data.classes.map(c => make('span', {}, make('i', { style: `background:${c.color}` }), c.name))));
  } else if (state.layer.name === 'flow') {
    const hues = 'conic-gradient(from 90deg in oklch longer hue, oklch(.75 .16 0), oklch(.75 .16 360))';
    const wheel = make('div', { class: 'wheel', style: `background: radial-gradient(#f6f6f6 0%, transparent 72%), ${hues}` });
    element.append(wheel, `edge: ${m.flow} px or more to the next frame`);
  } else if (state.layer.name === 'normals') {
    element.append('x right: red, y down: green, z forward: blue; 128 is 0');
  }
}

function status() {
  const f = sequence().frames[state.frame];
  const o = picture().objects.find(x => x.id === state.chosen);
  const part = (name, value) => make('span', {}, `${name} `, make('b', {}, value));
  $('status').replaceChildren(
    part('variation', String(sequence().number)),
    part('frame', `${state.frame} / ${sequence().frames.length - 1}`),
    part('time', `${round(f.time, 3)} s`),
    part('camera', camera().name),
    ...(o ? [
      part('selected', `${o.name} (id ${o.id}, ${classes.get(o.class)?.name})`),
      part('size', `${o.size.join(' × ')} m`),
      part('speed', `${o.speed} m/s`)] : []));
}

function summary() {
  const most = Math.max(1, ...data.totals.map(t => t.boxes));
  $('totals').append(
    make('tr', {}, ...['class', 'objects', 'boxes', '≥ half hidden', 'cut by edge', 'pixels', ''].map((n, i) =>
      make('th', { class: i > 0 && i < 6 ? 'number' : '' }, n))),
    ...[...data.totals].sort((a, b) => b.boxes - a.boxes).map(t => make('tr', { class: t.boxes ? '' : 'none' },
      make('td', {}, make('i', { class: 'chip', style: `background:${classes.get(t.class).color}` }), classes.get(t.class).name),
      ...[t.objects, t.boxes, t.occluded, t.truncated, t.pixels.toLocaleString('en')].map(v => make('td', { class: 'number' }, String(v))),
      make('td', { class: 'bar' }, make('i', { style: `width:${100 * t.boxes / most}%` })))));
  const names = [...new Set(data.sequences.flatMap(s => Object.keys(s.drawn)))];
  $('matrix').append(
    make('tr', {}, make('th', {}, 'variation'), ...names.map(n => make('th', { title: n, class: 'number' }, readable(n)))),
    ...data.sequences.map((s, i) => make('tr', { onclick: () => { go({ variation: i }); scrollTo(0, 0); } },
      make('td', {}, String(s.number)), ...names.map(n => make('td', { class: 'number' }, short(s.drawn[n] ?? ''))))));
}
