// What the page of a call does in the browser: its clock, the state of the connection, and where the focus belongs at each stage.
const LATE_KEY = 400;

export function attach(root) {
  let shown = -LATE_KEY;

  const tick = () => {
    for (const clock of root.querySelectorAll("[data-clock]")) {
      const end = clock.dataset.end ? Date.parse(clock.dataset.end) : Date.now();
      const seconds = Math.max(0, Math.floor((end - Date.parse(clock.dataset.clock)) / 1000));
      const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map(n => String(n).padStart(2, "0"));
      clock.textContent = (seconds >= 3600 ? Math.floor(seconds / 3600) + ":" : "") + parts.join(":");
    }
  };

  // The stage is the server's word; the focus is ours.
  const focus = () => {
    const target = { entry: "[data-testid=code-entry]", readback: ".read-back:not(.at-total) #line-checksum, .read-back.at-total #total-checksum" }[root.dataset.stage];
    const field = root.querySelector(target ?? "[data-primary]");
    field?.focus({ preventScroll: true });
    return field;
  };
  const settle = () => {
    shown = root.dataset.stage === "verdict" ? performance.now() : -LATE_KEY;
    const field = focus();
    if (root.hasAttribute("data-from-start") && root.dataset.stage === "entry") field?.dispatchEvent(new CustomEvent("fromstart"));
  };

  // A key that was meant for the code must not issue a license.
  const onKey = event => {
    if (event.key === "Enter" && performance.now() - shown < LATE_KEY) { event.preventDefault(); event.stopImmediatePropagation(); }
  };

  // What a button asks of the server would be lost without a word; questions to the caller are the browser's own.
  const held = new Set();
  const hold = () => {
    for (const button of root.querySelectorAll("button:not([data-ask], [aria-disabled=true])")) { button.setAttribute("aria-disabled", "true"); held.add(button); }
  };
  const release = () => { for (const button of held) button.removeAttribute("aria-disabled"); held.clear(); };
  const onClick = event => { if (held.has(event.target.closest?.("button"))) { event.preventDefault(); event.stopPropagation(); } };

  // A note is opened to be written, and the next key is its first letter: the event of its opening would come too late for that.
  const onNote = event => {
    const note = event.target.closest?.("details.told > summary")?.parentElement;
    if (!note) return;
    event.preventDefault();
    note.open = !note.open;
    if (note.open) note.querySelector("input").focus(); else focus();
  };

  const onConnection = event => {
    const label = root.querySelector("[data-connection]"), lost = event.detail.state !== "hide";
    if (lost) hold(); else release();
    if (!label) return;
    label.textContent = lost ? label.dataset.off : label.dataset.on;
    label.classList.toggle("off", lost);
  };

  const banner = document.getElementById("components-reconnect-modal");
  const watcher = new MutationObserver(settle);
  watcher.observe(root, { attributes: true, attributeFilter: ["data-stage"] });
  banner?.addEventListener("components-reconnect-state-changed", onConnection);
  document.addEventListener("keydown", onKey, true);
  root.addEventListener("click", onClick, true);
  root.addEventListener("click", onNote);
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
      root.removeEventListener("click", onClick, true);
      root.removeEventListener("click", onNote);
      banner?.removeEventListener("components-reconnect-state-changed", onConnection);
    },
  };
}
