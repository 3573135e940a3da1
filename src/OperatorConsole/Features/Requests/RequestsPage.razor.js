// Moving in the queue without a round trip: J, K and the arrows carry the focus from row to row; the server follows the focus.
import { inField, switchedOff } from "../../hotkeys.js";

const steps = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };

export function attach() {
  const rows = () => [...document.querySelectorAll("[data-row-link]")];
  const current = () => document.querySelector("[data-row-link][aria-current=true]") ?? rows()[0];

  const onKey = event => {
    const step = steps[event.code];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || inField(event.target) || switchedOff(event) || document.querySelector("dialog[open]")) return;
    const all = rows();
    const from = all.indexOf(document.activeElement);
    const next = from < 0 ? current() : all[from + step];
    if (!next) return;
    event.preventDefault();
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  // The row that is looked at stands in the address, so that Back finds it again. No step of its own in the history.
  const onFocus = event => {
    const row = event.target instanceof Element ? event.target.closest("[data-row-link]")?.closest("[data-reference]") : null;
    if (!row) return;
    const address = new URL(location.href);
    address.searchParams.set("selected", row.dataset.reference);
    history.replaceState(history.state, "", address);
  };

  document.addEventListener("keydown", onKey);
  document.addEventListener("focusin", onFocus);
  if (document.activeElement === document.body || document.activeElement?.id === "main") current()?.focus({ preventScroll: true });
  return { dispose() { document.removeEventListener("keydown", onKey); document.removeEventListener("focusin", onFocus); } };
}
