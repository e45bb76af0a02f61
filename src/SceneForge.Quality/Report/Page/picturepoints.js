
// ---- the sweep's points over the picture -------------------------------------------------------------------------------

// Written pixel by pixel: tens of thousands of shapes would be slow. Nearer ones last.
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
  const cover = { left: stage.left - image.left, top: stage.top - image.top, width: stage.width, height: stage.height };
  for (const [name, value] of Object.entries(cover)) canvas.style[name] = `${value / state.zoom}px`;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  const by = coloring();
  const palette = new Uint32Array(sweepPalette.buffer, 4 * 256 * by, 256);
  const scale = image.width / camera().width * devicePixelRatio;
  const [left, top] = [(image.left - stage.left) * devicePixelRatio, (image.top - stage.top) * devicePixelRatio];
  const dot = Math.max(2, Math.min(9, Math.round(2 * scale)));
  const { u, v, points: shown } = shownSweep.pictures[state.camera];
  const { points } = shownSweep;
  const faded = 0x60808080;
  for (const i of farFirst(shownSweep, state.camera)) {
    const isFaded = state.chosen !== null && points.object(shown[i]) !== state.chosen;
    const color = isFaded ? faded : palette[paletteIndex(points, shown[i], by)];
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
    const ranges = Float32Array.from(picture.points, i => Math.hypot(...s.points.place(i).map((x, k) => x - eye[k])));
    picture.order = Uint32Array.from(ranges.keys()).sort((a, b) => ranges[b] - ranges[a]);
  }

  return picture.order;
}
