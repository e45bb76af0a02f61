/** @import { Orbit } from "./orbit.js" */

/**
 * What happens in a 3D view under the pointer; places in CSS pixels from its top left.
 * @typedef {{ moved(): void, click(x: number, y: number): void, hover(x: number, y: number): void, leave(): void }} PointerEvents
 */

const turning = 0.006; // radians a pixel
const asDrag = 4; // pixels: less is a click

/**
 * A drag turns, a drag with the right button or Shift moves over the ground, the wheel goes nearer or farther.
 * @param {HTMLElement} element  @param {Orbit} orbit  @param {PointerEvents} events
 */
export function listenToOrbit(element, orbit, events) {
  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let drag = null;
  const local = (/** @type {PointerEvent} */ event) => {
    const box = element.getBoundingClientRect();
    return /** @type {const} */ ([event.clientX - box.left, event.clientY - box.top]);
  };
  element.addEventListener("contextmenu", event => event.preventDefault());
  element.addEventListener("wheel", event => {
    event.preventDefault();
    orbit.zoom(Math.exp(event.deltaY / 700));
    events.moved();
  }, { passive: false });
  element.addEventListener("pointerdown", event => {
    drag = { x: event.clientX, y: event.clientY, moved: false };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointerup", event => {
    if (drag && !drag.moved) {
      events.click(...local(event));
    }
    drag = null;
  });
  element.addEventListener("pointercancel", () => { drag = null; });
  element.addEventListener("pointerleave", () => events.leave());
  element.addEventListener("pointermove", event => {
    if (!drag) {
      events.hover(...local(event));
      return;
    }
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(dx, dy) < asDrag) {
      return;
    }
    if (event.buttons & 6 || event.shiftKey) {
      // What lies on the ground below the pointer stays there, as far as the slope of the look lets it.
      const share = 2 * Math.tan(orbit.angle * Math.PI / 360) / element.clientHeight;
      orbit.move(dy * share / Math.max(0.25, Math.sin(-orbit.pitch)), -dx * share);
    } else {
      orbit.turn(dx * turning, dy * turning);
    }
    drag = { x: event.clientX, y: event.clientY, moved: true };
    events.moved();
  });
}
