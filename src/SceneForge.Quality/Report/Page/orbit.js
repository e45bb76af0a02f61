
// ---- where the 3D view looks from: vehicle frame, x ahead, y left, z up, metres ---------------------------------------

const orbitViews = {
  behind: { target: [10, 0, 0], yaw: 0, pitch: -0.42, distance: 26, angle: 50 },
  above: { target: [8, 0, 0], yaw: 0, pitch: -Math.PI / 2 + 1e-3, distance: 62, angle: 50 },
};

class Orbit {
  constructor() {
    this.set(orbitViews.behind);
  }

  set(view) {
    Object.assign(this, { ...view, target: [...view.target] });
  }

  /** From a camera of the rig, with its own angle between top and bottom. */
  through(c) {
    const [x, y, z] = c.forward;
    const distance = 12;
    this.set({ target: c.origin.map((o, i) => o + c.forward[i] * distance), yaw: Math.atan2(y, x), pitch: Math.asin(Math.max(-1, Math.min(1, z))), distance, angle: c.angle });
  }

  axes() {
    const [cy, sy, cp, sp] = [Math.cos(this.yaw), Math.sin(this.yaw), Math.cos(this.pitch), Math.sin(this.pitch)];
    return { forward: [cp * cy, cp * sy, sp], right: [sy, -cy, 0], up: [-sp * cy, -sp * sy, cp] };
  }

  turn(dx, dy) {
    this.yaw -= dx;
    this.pitch = Math.max(-Math.PI / 2 + 1e-3, Math.min(1.2, this.pitch - dy));
  }

  zoom(factor) {
    this.distance = Math.max(0.5, Math.min(400, this.distance * factor));
  }

  /** Over the ground: ahead and right as the view has them, in shares of the distance. */
  move(ahead, right) {
    const [c, s] = [Math.cos(this.yaw), Math.sin(this.yaw)];
    this.target[0] += this.distance * (ahead * c + right * s);
    this.target[1] += this.distance * (ahead * s - right * c);
  }

  /** Column-major clip from vehicle. */
  matrix(aspect) {
    const { forward: f, right: r, up: u } = this.axes();
    const eye = this.target.map((t, i) => t - f[i] * this.distance);
    const dot = a => -(a[0] * eye[0] + a[1] * eye[1] + a[2] * eye[2]);
    const scale = 1 / Math.tan(this.angle * Math.PI / 360);
    const [near, far] = [0.2, 1500];
    const [za, zb] = [(far + near) / (far - near), -2 * far * near / (far - near)];
    const x = scale / aspect;
    return new Float32Array([
      r[0] * x, u[0] * scale, f[0] * za, f[0],
      r[1] * x, u[1] * scale, f[1] * za, f[1],
      r[2] * x, u[2] * scale, f[2] * za, f[2],
      dot(r) * x, dot(u) * scale, dot(f) * za + zb, dot(f)]);
  }
}

/** Clip coordinates. */
const toClip = (m, p) => [0, 1, 2, 3].map(i => m[i] * p[0] + m[4 + i] * p[1] + m[8 + i] * p[2] + m[12 + i]);
