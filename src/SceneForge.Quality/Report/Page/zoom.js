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
  const holds = b => x >= b[0] && x < b[2] && y >= b[1] && y < b[3];
  const hit = picture().objects.filter(o => o.visible && holds(o.visible)).sort((a, b) => area(a.visible) - area(b.visible))[0];
  state.chosen = hit ? hit.id : null;
  show();
}
