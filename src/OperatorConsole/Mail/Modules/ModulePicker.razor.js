// Text modules in a letter. The browser owns the field, its caret and every key; the server only says what there is to choose from.
// What is typed while the list is open stands in the letter like anything else, and is replaced by what is chosen.
// As many as are seen at once: nothing scrolls that the keyboard could not reach.
const MOST = 8;
const UNFILLED = /\{\{\s*[^{}]{0,60}?\s*\}\}/;

export function attach(root, dotnet) {
  const field = document.getElementById(root.dataset.for);
  const place = root.querySelector("[data-list]"), said = root.querySelector("[data-said]"), button = root.querySelector("[data-open-modules]");
  let all = [], shown = [], at = 0, start = 0, slash = false, open = false, putting = false, asked = 0;

  const caret = () => field.selectionEnd;
  const begin = () => start + (slash ? 1 : 0);
  const idOf = index => `${field.id}-module-${index}`;
  const tell = text => { said.textContent = text; };

  async function ask() {
    const mine = ++asked;
    try {
      const list = await dotnet.invokeMethodAsync("OfferAsync");
      if (mine !== asked) return;
      all = list;
      if (open) narrow();
    } catch {
      if (open) { tell(root.dataset.failed); close(); }
    }
  }

  function show(bySlash) {
    [open, slash, at] = [true, bySlash, 0];
    start = bySlash ? caret() - 1 : field.selectionStart;
    field.setAttribute("aria-autocomplete", "list");
    narrow();
    ask();
  }

  function close() {
    open = false;
    place.hidden = true;
    place.replaceChildren();
    for (const name of ["aria-autocomplete", "aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
  }

  // Words of the title, in either language, in any order.
  function narrow() {
    const typed = field.selectionStart === start && !slash ? "" : field.value.slice(begin(), caret());
    if (caret() < begin() || typed.includes("\n") || slash && field.value[start] !== "/") return close();
    const words = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const before = shown[at]?.id;
    shown = all.filter(one => words.every(word => `${one.title} ${one.other}`.toLocaleLowerCase().includes(word)));
    at = Math.max(0, shown.findIndex(one => one.id === before));
    if (typed === "") at = Math.min(at, Math.max(0, shown.length - 1));
    draw();
    if (all.length > 0) tell(shown.length === 0 ? root.dataset.none : typed === "" || shown.length > 1 ? root.dataset.found.replace("{0}", shown.length) : "");
    place.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    if (shown.length === 0) {
      place.replaceChildren(...(all.length > 0 ? [Object.assign(document.createElement("p"), { className: "small muted", textContent: root.dataset.none })] : []));
      for (const name of ["aria-controls", "aria-activedescendant"]) field.removeAttribute(name);
    } else {
      const list = Object.assign(document.createElement("ul"), { id: `${field.id}-modules` });
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", root.dataset.label);
      const first = Math.max(0, Math.min(at - MOST / 2, shown.length - MOST));
      list.append(...shown.slice(first, first + MOST).map((one, offset) => optionOf(one, first + offset)));
      const text = Object.assign(document.createElement("pre"), { textContent: shown[at].text });
      text.setAttribute("aria-hidden", "true");
      place.replaceChildren(list, text);
      field.setAttribute("aria-controls", list.id);
      field.setAttribute("aria-activedescendant", idOf(at));
    }
    place.hidden = place.childElementCount === 0;
  }

  function optionOf(one, index) {
    const option = Object.assign(document.createElement("li"), { id: idOf(index), textContent: one.title });
    for (const [name, value] of Object.entries({ role: "option", "aria-selected": index === at, "aria-posinset": index + 1, "aria-setsize": shown.length })) option.setAttribute(name, String(value));
    option.addEventListener("click", () => { at = index; put(); });
    return option;
  }

  function put() {
    const { text, title } = shown[at], end = caret();
    close();
    if (field.maxLength > 0 && field.value.length - (end - start) + text.length > field.maxLength) return tell(root.dataset.full);
    putting = true;
    field.focus({ preventScroll: true });
    field.setSelectionRange(start, end);
    // As if it had been typed: Ctrl+Z takes it back, and whoever listens to the field hears of it.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, start, end, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
    }
    putting = false;
    const gap = UNFILLED.exec(text);
    if (gap) field.setSelectionRange(start + gap.index, start + gap.index + gap[0].length);
    tell(root.dataset.put.replace("{0}", title));
  }

  const onInput = event => {
    if (putting) return;
    if (open) narrow();
    else if (event.inputType === "insertText" && event.data === "/" && (caret() < 2 || field.value[caret() - 2] === "\n")) show(true);
  };

  const onKey = event => {
    if (!open || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    else if (step && shown.length > 0) { at = (at + step + shown.length) % shown.length; draw(); }
    else if (event.key === "Enter" && shown.length > 0) put();
    else return;
    // Escape closes the list and not the letter.
    event.preventDefault();
  };

  // The caret went elsewhere.
  const onCaret = event => { if (open && (event.type === "click" || /^(Arrow(Left|Right)|Home|End|Page)/.test(event.key))) narrow(); };
  const onPress = event => event.preventDefault();
  const onOpen = () => { field.focus({ preventScroll: true }); if (open) close(); else show(false); };
  const onLeave = () => { if (open) close(); };

  field.addEventListener("input", onInput);
  field.addEventListener("keydown", onKey);
  field.addEventListener("keyup", onCaret);
  field.addEventListener("click", onCaret);
  field.addEventListener("blur", onLeave);
  // The focus stays in the letter, whatever is pressed with the mouse.
  root.addEventListener("mousedown", onPress);
  button.addEventListener("click", onOpen);
  ask();
  root.dataset.ready = "1";
  return {
    dispose() {
      close();
      for (const [name, listener] of [["input", onInput], ["keydown", onKey], ["keyup", onCaret], ["click", onCaret], ["blur", onLeave]]) field.removeEventListener(name, listener);
      root.removeEventListener("mousedown", onPress);
      button.removeEventListener("click", onOpen);
    },
  };
}
