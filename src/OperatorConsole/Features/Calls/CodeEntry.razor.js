// The one code field: 51 places for digits. A missing digit is a space, so that nothing behind it ever shifts.
const WHOLE = 51, GROUP = 3, ROW = 12, MODULUS = 997, LONGEST = 200;

export function attach(root, dotnet, initial, sequence) {
  const input = root.querySelector("input"), said = root.querySelector("[data-said]"), counted = root.querySelector("[data-counted]");
  const groups = [...root.querySelectorAll("[data-group]")], texts = root.dataset, ordinals = texts.ordinals.split("|");
  // Digits that were typed before this script was there are not lost: they stand in the bare field.
  let text = initial || input.value.replace(/\D/g, "").slice(0, LONGEST), caret = Math.min(text.length, WHOLE), sent = complete(initial), told = initial, heard = initial, quiet = 0, settled = 0, anew = false;
  // Groups that are asked for again, from 0, the first of them being typed over now.
  let asked = [];

  function complete(value) {
    return Array.from({ length: WHOLE / GROUP }, (_, i) => value.slice(i * GROUP, i * GROUP + GROUP)).map(g => /^\d{3}$/.test(g) ? g : "").join(",")
      + "+" + value.slice(WHOLE);
  }
  const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const place = group => group === 16 ? texts.placeSum : fill(texts.place, Math.floor(group / 4) + 1, ordinals[group % 4]);
  const groupOf = index => Math.min(Math.floor(index / GROUP), 16);
  const illegal = group => { const g = text.slice(group * GROUP, group * GROUP + GROUP); return /^\d{3}$/.test(g) && Number(g) >= MODULUS; };
  const say = (message, milliseconds) => {
    clearTimeout(quiet);
    said.textContent = message;
    if (milliseconds) quiet = setTimeout(() => { said.textContent = standing(); }, milliseconds);
  };
  const digits = () => text.replace(/ /g, "").length;

  // What is wrong as long as it stands there.
  function standing() {
    const bad = groups.findIndex((_, i) => illegal(i));
    if (bad >= 0) return fill(texts.illegal, text.slice(bad * GROUP, bad * GROUP + GROUP), place(bad));
    return text.length > WHOLE ? fill(texts.extra, text.length - WHOLE) : "";
  }

  function draw() {
    const now = groupOf(caret), focused = document.activeElement === input;
    groups.forEach((cell, group) => {
      [...cell.children].forEach((slot, i) => {
        const c = text[group * GROUP + i] ?? " ";
        slot.textContent = c === " " ? "·" : c;
        slot.className = (c === " " ? "none" : "") + (focused && group * GROUP + i === caret ? " at" : "");
      });
      cell.classList.toggle("now", focused && group === now);
      cell.classList.toggle("bad", illegal(group));
    });
    if (input.value !== text) input.value = text;
    input.setSelectionRange(caret, caret);
    const fits = (root.closest("[data-fits]")?.dataset.fits ?? "").split(" ");
    groups.forEach((cell, group) => cell.classList.toggle("fits", fits.includes(String(group + 1))));
    counted.textContent = fill(texts.count, Math.min(digits(), WHOLE), WHOLE);
    input.setAttribute("aria-invalid", String(standing() !== ""));
  }

  function changed() {
    text = text.slice(0, LONGEST).trimEnd();
    say(standing());
    draw();
    // At every complete group; and what is less than a group when the keys rest. Digits typed over by the same digits are no news:
    // a verdict on them would take the focus from a code that is being dictated anew.
    clearTimeout(settled);
    if (complete(text) !== sent) send(); else settled = setTimeout(() => { if (text !== told) send(); }, 600);
  }

  // Always the whole field: whatever was lost on the way, the next message repairs it.
  function send(again = false) {
    const value = text;
    told = value;
    sent = complete(value);
    const number = ++sequence;
    dotnet.invokeMethodAsync("Typed", number, value, again).then(counts => {
      heard = value;
      // Another window of this call was further on: what is typed here is the newest all the same.
      if (counts > number && counts >= sequence) { sequence = counts; send(again); }
    }, () => { sent = told = null; });
  }

  const put = (index, c) => { text = text.padEnd(index, " ").slice(0, index) + c + text.slice(index + 1); };
  function type(c) {
    if (anew) text = "";
    anew = false;
    put(caret, c);
    caret++;
    // A group that was asked for is there: the next one that was, and after the last the place where the dictation goes on.
    if (asked.length > 0 && caret === (asked[0] + 1) * GROUP && !text.slice(caret - GROUP, caret).includes(" ")) {
      asked.shift();
      caret = asked.length > 0 ? asked[0] * GROUP : text.length;
    }
  }

  function missing() {
    const count = WHOLE - Math.min(digits(), WHOLE);
    const gap = Array.from({ length: WHOLE }, (_, i) => text[i] ?? " ").indexOf(" ");
    return count === 0 ? "" : fill(texts.missing, count, place(groupOf(gap)));
  }

  function onKey(event) {
    if (event.isComposing || event.metaKey || event.altKey) return;
    const start = groupOf(caret) * GROUP, end = Math.min(text.length, WHOLE);
    if (/^(Arrow|Home|End|Backspace|Delete)/.test(event.key)) anew = false;
    if (/^(Arrow|Home|End)/.test(event.key)) asked = [];
    if (event.ctrlKey) {
      if (event.code !== "Backspace") return;
      const at = caret === start && caret > 0 && caret >= text.length ? start - GROUP : start;
      for (let i = at; i < at + GROUP; i++) put(i, " ");
      caret = at;
    } else if (/^\d$/.test(event.key)) type(event.key);
    else switch (event.key) {
      case "Backspace":
        if (caret > 0) { caret--; if (text.length > WHOLE && caret >= WHOLE - 1) { text = text.slice(0, -1); caret = Math.max(text.length, WHOLE); } else put(caret, " "); }
        break;
      case "Delete": if (caret < text.length) put(caret, " "); break;
      case "ArrowLeft": caret = caret > start ? start : Math.max(0, start - GROUP); break;
      case "ArrowRight": caret = Math.min(end, start + GROUP); break;
      case "ArrowUp": caret = Math.max(0, start - ROW); break;
      case "ArrowDown": caret = Math.min(end, start + ROW); break;
      case "Home": caret = 0; break;
      case "End": caret = Math.max(end, text.length); break;
      case "Enter": {
        const lacking = missing();
        if (lacking) { say(lacking); event.preventDefault(); event.stopPropagation(); return; }
        // A whole code that is wrong: Enter takes the first question.
        const first = document.querySelector("[data-testid=suggestion] button");
        if (first) first.click(); else send();
        event.preventDefault();
        return;
      }
      case " ": case "-": event.preventDefault(); return;
      default:
        if (event.key.length === 1) { event.preventDefault(); say(texts.digitsOnly, 2000); }
        return;
    }
    event.preventDefault();
    changed();
  }

  function onPaste(event) {
    event.preventDefault();
    const pasted = event.clipboardData.getData("text").replace(/\D/g, "");
    if (!pasted) { say(texts.digitsOnly, 2000); return; }
    for (const c of pasted) type(c);
    changed();
  }

  // Whatever changes the field by other means than keys: an input method, a script, a drop.
  function onInput() {
    if (input.value === text) return;
    text = input.value.replace(/\D/g, "");
    caret = text.length;
    changed();
  }

  function onPoint(event) {
    event.preventDefault();
    const cell = document.elementsFromPoint(event.clientX, event.clientY).find(e => e.matches?.("[data-group]") && root.contains(e));
    [anew, asked] = [false, []];
    if (cell) caret = Math.min(Number(cell.dataset.group) * GROUP, Math.max(0, text.length));
    input.focus();
    draw();
  }

  // A question was taken: its groups are asked for again and typed over, one after the other.
  function onAsk(event) {
    const positions = event.target.closest?.("[data-ask]")?.dataset.ask;
    if (!positions) return;
    asked = positions.split(" ").map(position => Number(position) - 1);
    caret = Math.min(asked[0] * GROUP, text.length);
    input.focus();
    draw();
  }

  // Another code is going to be dictated: the old one stands until its first digit is there, and none of it is left beside the new one.
  const onFromStart = () => { caret = 0; anew = true; asked = []; draw(); };

  // The page is about to be loaded anew: what the server has not heard goes past the circuit.
  const onAnew = event => { if (text !== heard) event.detail.post(`${root.closest("[data-path]").dataset.path}/typed`, { sequence: ++sequence, digits: text }); };

  const onConnection = event => { if (event.detail.state === "hide") send(true); };
  const banner = document.getElementById("components-reconnect-modal");
  const listen = [[input, "keydown", onKey], [input, "paste", onPaste], [input, "input", onInput], [input, "mousedown", onPoint],
    [input, "focus", draw], [input, "blur", draw], [input, "fromstart", onFromStart], [document, "click", onAsk], [globalThis, "anew", onAnew], [banner, "components-reconnect-state-changed", onConnection]].filter(([target]) => target);
  for (const [target, name, handler] of listen) target.addEventListener(name, handler);
  const marks = new MutationObserver(draw), marked = root.closest("[data-fits]");
  if (marked) marks.observe(marked, { attributes: true, attributeFilter: ["data-fits"] });
  say(standing());
  draw();
  if (text !== initial) send();
  root.dataset.ready = "1";

  return { dispose() { clearTimeout(quiet); clearTimeout(settled); marks.disconnect(); for (const [target, name, handler] of listen) target.removeEventListener(name, handler); } };
}
