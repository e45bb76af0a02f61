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
  if (colorings.some(c => c.name === query.get('by'))) state.by = query.get('by');
  const number = name => Number(query.get(name) ?? 0) || 0;
  Object.assign(state, { variation: Math.max(0, variation), frame: number('f'), camera: number('c') });
}
