// Keys by their place on the keyboard (event.code), so that they work under any layout. An element that carries
// data-hotkey="F2" is clicked by that key: without a round trip, and never hidden from those who use a pointer.
const places = { Esc: ["Escape"], Enter: ["Enter", "NumpadEnter"], Space: ["Space"], "/": ["Slash", "NumpadDivide"], "*": ["NumpadMultiply"], ".": ["Period"],
  "+": ["NumpadAdd"], "-": ["NumpadSubtract"], "↑": ["ArrowUp"], "↓": ["ArrowDown"], "←": ["ArrowLeft"], "→": ["ArrowRight"] };

function codesOf(key) {
  if (places[key]) return places[key];
  if (/^[A-Z]$/.test(key)) return ["Key" + key];
  if (/^\d$/.test(key)) return ["Digit" + key, "Numpad" + key];
  return [key];
}

// Two letters one after the other, "G Q": the first is waited for, the second is the key.
const chordTime = 1500;
let begun = null;
const isChord = hotkey => /^[A-Z] [A-Z]$/.test(hotkey);

export function matches(hotkey, event) {
  if (isChord(hotkey)) return begun === "Key" + hotkey[0] && event.code === "Key" + hotkey[2] && !event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey;
  const parts = hotkey.split("+").map(part => part.trim());
  const key = parts.pop() || "+";
  const wants = name => parts.includes(name);
  return codesOf(key).includes(event.code)
    && event.ctrlKey === wants("Ctrl") && event.altKey === wants("Alt") && event.shiftKey === wants("Shift") && !event.metaKey;
}

export function inField(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])"));
}

const available = element => !element.disabled && element.getAttribute("aria-disabled") !== "true" && element.getClientRects().length > 0;

// A key without Ctrl or Alt that is not an F-key belongs to whatever has the focus: text to a field, Enter and Space to a button.
function belongsToFocus(event) {
  if (event.ctrlKey || event.altKey || /^F\d+$/.test(event.code) || event.code === "Escape") return false;
  if (inField(event.target)) return true;
  return (event.code === "Enter" || event.code === "NumpadEnter" || event.code === "Space")
    && event.target instanceof HTMLElement && event.target.closest("a[href], button, summary") !== null;
}

// Whoever speaks to the computer, or strikes keys unawares, switches keys of a single letter, digit or sign off (WCAG 2.1.4). Kept in this browser.
const setting = "single-keys";
const singleAllowed = () => localStorage.getItem(setting) !== "off";
const isSingle = hotkey => hotkey.length === 1 || isChord(hotkey);

export const switchedOff = event => !singleAllowed() && !event.ctrlKey && !event.altKey && event.key.length === 1 && event.key !== " ";

// A page that the server has painted hears no key yet: its handlers come with the circuit. An F-key that was pressed meanwhile is pressed then.
let early = null;
const isPainted = () => document.querySelector("[data-live=false]") !== null;

function keep(event) {
  if (early === null) {
    const watcher = new MutationObserver(() => {
      if (isPainted()) return;
      watcher.disconnect();
      const kept = early;
      early = null;
      // What hangs the handlers on comes in the same message; a turn later it is done.
      setTimeout(() => dispatch(kept));
    });
    watcher.observe(document.body, { attributes: true, attributeFilter: ["data-live"], childList: true, subtree: true });
  }
  early = new KeyboardEvent("keydown", { code: event.code, key: event.key });
}

export function dispatch(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat && !/^Arrow/.test(event.code) || belongsToFocus(event) || switchedOff(event)) return false;
  const scope = document.querySelector("dialog[open], .mud-dialog") ?? document;
  const all = [...scope.querySelectorAll("[data-hotkey]")].reverse().filter(available);
  // What completes two letters is not also a key of its own.
  const fits = all.filter(candidate => matches(candidate.dataset.hotkey, event));
  const element = fits.find(candidate => isChord(candidate.dataset.hotkey)) ?? fits[0];
  const first = !element && !event.ctrlKey && !event.altKey && !event.metaKey && all.some(candidate => isChord(candidate.dataset.hotkey) && event.code === "Key" + candidate.dataset.hotkey[0]);
  begun = null;
  if (first) {
    const own = begun = event.code;
    setTimeout(() => { if (begun === own) begun = null; }, chordTime);
  }
  if (!element) return false;
  event.preventDefault();
  if (inField(element)) { element.focus(); element.select?.(); }
  else if (isPainted() && element.matches("button:not([type=submit])") && /^F\d+$/.test(event.code)) keep(event);
  else {
    element.click();
    // Escape out of a form: the field is left now, and not when the server has closed it. The next key is a key of the page.
    if (element.matches("[data-leaves-field]") && inField(document.activeElement)) document.activeElement.blur();
  }
  return true;
}

export function listed() {
  const seen = new Map();
  // Keys that a script of the page hears itself are named with data-key.
  for (const { dataset, rects } of [...document.querySelectorAll("[data-hotkey][data-hotkey-text], [data-key][data-hotkey-text]")].map(e => ({ dataset: e.dataset, rects: e.getClientRects() })))
    if (rects.length > 0 && (singleAllowed() || !isSingle(dataset.hotkey ?? dataset.key))) seen.set(dataset.hotkey ?? dataset.key, dataset.hotkeyText);
  return [...seen];
}

export function showKeys() {
  const list = document.getElementById("key-list");
  if (!list || list.open) return;
  list.querySelector("[data-single-keys]").checked = singleAllowed();
  fill(list);
  list.showModal();
}

function fill(list) {
  list.querySelector("dl").replaceChildren(...listed().flatMap(([key, text]) => {
    const term = document.createElement("dt"), meaning = document.createElement("dd");
    for (const part of key.split(/(?<=.)\+| /)) term.append(Object.assign(document.createElement("kbd"), { textContent: part }), " ");
    meaning.textContent = text;
    return [term, meaning];
  }));
}

document.addEventListener("change", event => {
  if (!(event.target instanceof HTMLInputElement) || !event.target.matches("[data-single-keys]")) return;
  localStorage.setItem(setting, event.target.checked ? "on" : "off");
  fill(event.target.closest("dialog"));
});

document.addEventListener("keydown", event => {
  const asksForKeys = event.ctrlKey ? event.code === "Slash" : (event.key === "?" || event.shiftKey && event.code === "Slash") && !inField(event.target);
  if (asksForKeys && !event.altKey && !event.metaKey && !switchedOff(event)) { event.preventDefault(); showKeys(); } else dispatch(event);
});

// What was pressed before this script was there, see early.js.
globalThis.takesEarlyKeys = false;
if (globalThis.earlyKey) dispatch(new KeyboardEvent("keydown", globalThis.earlyKey));
