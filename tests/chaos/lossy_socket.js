/**
 * Stands in for the page's WebSocket: while `__faults.on`, messages of the board are dropped,
 * delayed, doubled and reordered; the connection itself stays well.
 */
(() => {
  const Real = window.WebSocket;
  const faults = (window.__faults = { on: false, drop: 0, delay: 0, double: 0, reorder: 0, pass: 0 });
  let held = null;

  function deliver(hear, event) {
    const message = typeof event.data === "string" && event.data.startsWith("42");
    if (!message) return hear(event);
    if (!faults.on) {
      if (held) setTimeout(release);
      return hear(event);
    }
    const chance = Math.random();
    if (chance < 0.3) return void (faults.drop += 1);
    if (chance < 0.45) {
      faults.delay += 1;
      return void setTimeout(() => hear(event), 50 + Math.random() * 1500);
    }
    if (chance < 0.6) {
      faults.double += 1;
      setTimeout(() => hear(event), Math.random() * 600);
      return hear(event);
    }
    if (chance < 0.75 && !held) {
      faults.reorder += 1;
      held = () => hear(event);
      return void setTimeout(release, 1500);
    }
    faults.pass += 1;
    hear(event);
    release();
  }

  function release() {
    const late = held;
    held = null;
    late?.();
  }

  window.WebSocket = class extends Real {
    set onmessage(hear) {
      super.onmessage = (event) => deliver(hear, event);
    }
    get onmessage() {
      return super.onmessage;
    }
  };
})();
