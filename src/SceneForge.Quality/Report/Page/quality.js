
// ---- checks, coverage, near-duplicates -------------------------------------------------------------------------------

const quality = data.quality;
const count = (n, one, many) => `${n} ${n === 1 ? one : many}`;

function variationOf(number) {
  return data.sequences.findIndex(s => s.number === number);
}

function thumbnail(number, cameraName, frame) {
  const s = data.sequences[variationOf(number)];
  const c = s?.cameras.find(k => k.name === cameraName) ?? s?.cameras[0];
  return c ? `${c.previews}/${pad(frame)}.thumb.jpg` : '';
}

function open(number, cameraName, frame) {
  const variation = variationOf(number);
  if (variation < 0) return;
  go({ variation, frame, camera: Math.max(0, data.sequences[variation].cameras.findIndex(c => c.name === cameraName)) });
  scrollTo({ top: 0, behavior: 'smooth' });
}

function card(f, text, mark = '') {
  return make('button', { class: `card ${mark}`, title: text, onclick: () => open(f.sequence, f.sensor, f.frame) },
    make('img', { src: thumbnail(f.sequence, f.sensor, f.frame), loading: 'lazy', alt: '', onerror: e => { e.target.style.visibility = 'hidden'; } }),
    make('span', {}, make('b', {}, `${f.sequence} / ${f.frame}`), ` ${f.sensor}`),
    make('em', {}, text));
}

let shownCheck = null;
function toggleCheck(name) {
  shownCheck = shownCheck === name ? null : name;
  checks();
}

function checks() {
  $('checkedFrames').textContent = count(quality.frames, 'frame', 'frames');
  $('checks').replaceChildren(
    make('tr', {}, ...['check', 'findings', 'a finding is'].map((h, i) => make('th', { class: i === 1 ? 'number' : '' }, h))),
    ...quality.checks.map(c => make('tr', {
      class: c.notRun ? 'unknown' : c.findings ? `found ${c.severity}` : 'silent',
      title: c.notRun ?? '',
      'aria-selected': c.name === shownCheck,
      onclick: () => { if (c.findings) toggleCheck(c.name); },
    },
      make('td', {}, c.name.replaceAll('_', ' ')),
      make('td', { class: 'number' }, c.notRun ? 'not run' : c.findings ? `${c.severity === 'critical' ? '✕' : '!'} ${c.findings}` : '✓'),
      make('td', {}, c.severity))));
  const found = quality.findings.filter(f => !shownCheck || f.check === shownCheck);
  const all = quality.checks.reduce((n, c) => n + (!shownCheck || c.name === shownCheck ? c.findings ?? 0 : 0), 0);
  $('findingCount').textContent = all ? `${all > 24 ? `24 of ${all}` : all}${shownCheck ? `, ${shownCheck.replaceAll('_', ' ')}` : ''}` : '';
  const cards = found.slice(0, 24).map(f => card(f, `${f.check.replaceAll('_', ' ')}: ${f.sentence}`, f.severity));
  const none = quality.checks.some(c => c.notRun) ? 'No check that ran found anything.' : 'No check found anything.';
  $('findings').replaceChildren(...(cards.length ? cards : [make('p', {}, none)]));
}

// Shades by the logarithm: one sighting and a thousand must both show.
function shade(cell, value, most) {
  cell.style.setProperty('--heat', value ? (0.15 + 0.85 * Math.log1p(value) / Math.log1p(Math.max(most, 1))).toFixed(3) : '0');
  cell.textContent = value ? String(value) : '';
}

let shownSky = -1;
function visible() {
  const v = quality.visible;
  const names = [...new Set([...v.cells, ...v.empty].map(c => c.class))].sort();
  const button = (i, text) => make('button', { 'aria-pressed': i === shownSky, onclick: () => { shownSky = i; visible(); } }, text);
  $('skies').replaceChildren(button(-1, 'all weathers and lights'), ...v.skies.map((s, i) => button(i, s)));
  const sum = new Map();
  const empty = new Map();
  const key = c => `${c.class}|${c.range}|${c.occlusion}`;
  for (const c of v.cells) if (shownSky < 0 || c.sky === shownSky) sum.set(key(c), (sum.get(key(c)) ?? 0) + c.sequences);
  for (const c of v.empty) if (shownSky < 0 || c.sky === shownSky) empty.set(key(c), [...(empty.get(key(c)) ?? []), v.skies[c.sky]]);
  const most = Math.max(1, ...sum.values());
  const ranges = make('tr', {}, make('th', {}), ...v.ranges.map(r => make('th', { colspan: v.occlusions.length }, r)));
  const first = i => i ? '' : 'first';
  const hidden = make('tr', {}, make('th', {}, 'hidden'), ...v.ranges.flatMap(() => v.occlusions.map((o, i) => make('th', { class: first(i) }, o))));
  const cellOf = (name, range, occlusion) => {
    const k = `${name}|${range}|${occlusion}`;
    const missing = empty.get(k);
    const isEmpty = missing && (shownSky >= 0 || !sum.get(k));
    const seen = `${name}, ${v.ranges[range]}, ${v.occlusions[occlusion]} hidden: ${count(sum.get(k) ?? 0, 'sequence', 'sequences')}`;
    const title = missing ? `${seen}\nempty although reachable: ${missing.join('; ')}` : seen;
    const cell = make('td', { class: `cell ${first(occlusion)}${isEmpty ? ' empty' : ''}`, title });
    shade(cell, sum.get(k) ?? 0, most);
    return cell;
  };
  $('visible').replaceChildren(ranges, hidden, ...names.map(name => make('tr', {}, make('td', {}, name.replaceAll('_', ' ')),
    ...v.ranges.flatMap((_, range) => v.occlusions.map((_, occlusion) => cellOf(name, range, occlusion))))));
  $('visibleNote').textContent = 'numbers are sequences; outlined cells are empty, though the same look occurs under another sky';
  list('visibleEmpty', v.emptyCount, v.empty.map(c =>
    `${c.class.replaceAll('_', ' ')}, ${v.ranges[c.range]}, ${v.occlusions[c.occlusion]} hidden, ${v.skies[c.sky]}`));
}

function list(id, total, names) {
  const some = names.length < total ? ` (the first ${names.length})` : '';
  $(id).querySelector('summary').textContent =
    total ? `${count(total, 'empty cell', 'empty cells')} that can be filled${some}` : 'No reachable cell is empty.';
  $(id).open = names.length > 0 && names.length <= 60;
  $(id).querySelector('ul').replaceChildren(...names.map(n => make('li', {}, n)));
}

function design() {
  const d = quality.design;
  if (!d) {
    $('designNote').textContent = 'not counted: the spec was not at hand';
    $('designEmpty').remove();
    return;
  }

  const at = new Map(d.cells.map(c => [`${c.a}|${c.aLevel}|${c.b}|${c.bLevel}`, c]));
  const most = Math.max(1, ...d.cells.map(c => c.sequences));
  const fill = c => {
    const kind = c.reachable ? c.sequences ? '' : ' empty' : ' forbidden';
    const title = c.reachable ? count(c.sequences, 'sequence', 'sequences') : 'forbidden by the constraints';
    const cell = make('td', { class: `cell${kind}`, title });
    shade(cell, c.sequences, most);
    return cell;
  };
  const tables = [];
  d.factors.forEach((f, a) => {
    tables.push(make('table', { class: 'heat' },
      make('tr', {}, make('th', {}, f.name.replaceAll('_', ' ')), make('th', {})),
      ...f.levels.map((l, i) => make('tr', {}, make('td', {}, l), fill(at.get(`${a}|${i}|-1|-1`))))));
  });
  d.factors.forEach((f, a) => d.factors.slice(a + 1).forEach((g, after) => {
    const b = a + 1 + after;
    tables.push(make('table', { class: 'heat' },
      make('tr', {}, make('th', {}, `${f.name} \\ ${g.name}`.replaceAll('_', ' ')), ...g.levels.map(l => make('th', {}, l))),
      ...f.levels.map((l, i) => make('tr', {}, make('td', {}, l), ...g.levels.map((_, j) => fill(at.get(`${a}|${i}|${b}|${j}`)))))));
  }));

  $('pairs').replaceChildren(...tables);
  list('designEmpty', d.emptyCount, d.empty);
}

function duplicates() {
  $('duplicateNote').textContent = quality.duplicateCount ? `${quality.duplicateCount} pairs of first or middle frames` : '';
  const pairOf = d => make('div', { class: 'pair', title: `${d.distance} of 64 bits differ` },
    card({ sequence: d.a, sensor: d.camera, frame: d.aFrame }, ''),
    card({ sequence: d.b, sensor: d.camera, frame: d.bFrame }, `${d.distance} bits apart`));
  const alike = quality.duplicates.map(pairOf);
  const none = quality.notCompared ? `Not looked for. ${quality.notCompared}` : 'No two variations look alike.';
  $('duplicates').replaceChildren(...(alike.length ? alike : [make('p', {}, none)]));
}

// Of a check that did not run nothing is known, which the page says first.
function notRun() {
  const reasons = new Map();
  for (const c of quality.checks) if (c.notRun) reasons.set(c.notRun, [...(reasons.get(c.notRun) ?? []), c.name.replaceAll('_', ' ')]);
  const critical = quality.checks.reduce((n, c) => n + (c.severity === 'critical' ? c.findings ?? 0 : 0), 0);
  const wrong = critical ? [make('p', {}, `✕ ${count(critical, 'critical finding', 'critical findings')}: data is wrong there, do not use these frames.`)] : [];
  $('notRun').replaceChildren(...wrong, ...[...reasons].map(([reason, names]) => make('p', {}, `! Checks not run: ${names.join(', ')}. ${reason}`)));
}

notRun();
$('alarms').replaceChildren(...quality.alarms.map(a => make('p', {}, `! ${a.sentence}`)));
checks();
visible();
design();
duplicates();
