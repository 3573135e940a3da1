// Moving in the queue without a round trip: J, K and the arrows carry the focus from row to row; the server follows the focus.
// X selects the row, Shift+X all rows from the one that was selected before.
import { inField, switchedOff } from "../../hotkeys.js";

const steps = { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 };

export function attach() {
  const rows = () => [...document.querySelectorAll("[data-row-link]")];
  const current = () => document.querySelector("[data-row-link][aria-current=true]") ?? rows()[0];

  const boxOf = row => row?.closest("[data-reference]").querySelector("[data-row-check]");
  let before = null;

  const select = (box, upTo) => {
    if (!box) return;
    const boxes = [...document.querySelectorAll("[data-row-check]")];
    const [from, to] = [boxes.indexOf(before), boxes.indexOf(box)];
    if (!upTo || from < 0) box.click();
    else for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) if (!one.checked) one.click();
    before = box;
  };

  // A box that was clicked with the pointer is where Shift+X begins as well.
  const onBox = event => { if (event.target instanceof Element && event.target.matches("[data-row-check]")) before = event.target; };

  const onKey = event => {
    const step = steps[event.code];
    if (!step && event.code !== "KeyX" || event.ctrlKey || event.altKey || event.metaKey || inField(event.target) || switchedOff(event) || document.querySelector("dialog[open]")) return;
    const all = rows();
    const from = all.findIndex(row => row.closest("[data-reference]").contains(document.activeElement));
    if (!step) {
      event.preventDefault();
      if (!event.repeat) select(boxOf(all[from] ?? current()), event.shiftKey);
      return;
    }
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
  document.addEventListener("change", onBox);
  if (document.activeElement === document.body || document.activeElement?.id === "main") current()?.focus({ preventScroll: true });
  return { dispose() { document.removeEventListener("keydown", onKey); document.removeEventListener("focusin", onFocus); document.removeEventListener("change", onBox); } };
}
