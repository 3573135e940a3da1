// What the page of a call does in the browser: its clock, the state of the connection, and where the focus belongs at each stage.
const LATE_KEY = 400;

export function attach(root) {
  let shown = 0;

  const tick = () => {
    for (const clock of root.querySelectorAll("[data-clock]")) {
      const end = clock.dataset.end ? Date.parse(clock.dataset.end) : Date.now();
      const seconds = Math.max(0, Math.floor((end - Date.parse(clock.dataset.clock)) / 1000));
      const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(n => String(n).padStart(2, "0"));
      clock.textContent = (seconds >= 3600 ? Math.floor(seconds / 3600) + ":" : "") + parts.join(":");
    }
  };

  // The stage is the server's word; the focus is ours.
  const settle = () => {
    const target = { entry: "[data-testid=code-entry]", verdict: "[data-primary]", done: "[data-primary]", ended: "[data-primary]", dropped: "[data-primary]", taken: "[data-primary]" }[root.dataset.stage];
    if (root.dataset.stage === "verdict") shown = performance.now();
    const field = target && root.querySelector(target);
    field?.focus({ preventScroll: true });
    if (root.hasAttribute("data-from-start") && root.dataset.stage === "entry") field?.dispatchEvent(new CustomEvent("fromstart"));
  };

  // A key that was meant for the code must not issue a license.
  const onKey = event => {
    if (event.key === "Enter" && performance.now() - shown < LATE_KEY) { event.preventDefault(); event.stopImmediatePropagation(); }
  };

  const onConnection = event => {
    const label = root.querySelector("[data-connection]");
    if (!label) return;
    const lost = event.detail.state !== "hide";
    label.textContent = lost ? label.dataset.off : label.dataset.on;
    label.classList.toggle("off", lost);
  };

  const banner = document.getElementById("components-reconnect-modal");
  const watcher = new MutationObserver(settle);
  watcher.observe(root, { attributes: true, attributeFilter: ["data-stage"] });
  banner?.addEventListener("components-reconnect-state-changed", onConnection);
  document.addEventListener("keydown", onKey, true);
  const timer = setInterval(tick, 1000);
  tick();
  settle();
  root.dataset.ready = "1";
  return {
    settle,
    dispose() {
      clearInterval(timer);
      watcher.disconnect();
      document.removeEventListener("keydown", onKey, true);
      banner?.removeEventListener("components-reconnect-state-changed", onConnection);
    },
  };
}
