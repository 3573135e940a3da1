// The read-back lives in the browser: the next line is there before the caller takes a breath, whatever the network does.
const TOTAL = 10, GROUPS = 5, PATIENCE = 10_000, RETRY = 1_000;

export function attach(root, dotnet, expected, first) {
  const one = name => root.querySelector(`[${name}]`), texts = root.dataset;
  const lines = [...root.querySelectorAll("[data-line]")], ticks = one("data-ticks"), said = one("data-said");
  const lineInput = root.querySelector("#line-checksum"), totalInput = root.querySelector("#total-checksum");
  const words = [texts.wordsFirst.split(" "), texts.wordsSecond.split(" ")];
  // Confirmed up to, but not including, this line; the current one may be a line that was reopened.
  let open = first, current = first, marker = 0, misses = 0;
  const unsent = [];

  const fill = (pattern, ...values) => pattern.replace(/\{(\d)\}/g, (_, i) => values[i]);
  const input = () => current === TOTAL ? totalInput : lineInput;

  function draw() {
    root.dataset.current = current;
    lines.forEach((element, i) => {
      const number = i + 1;
      element.dataset.state = number === current ? "current" : number === current + 1 ? "next" : number < open ? "done" : "later";
      [...element.querySelectorAll(".d")].forEach((group, g) => {
        group.classList.toggle("now", number === current && g === marker);
        group.classList.toggle("said", number === current && g < marker);
      });
    });
    root.classList.toggle("at-total", current === TOTAL);
    ticks.textContent = Array.from({ length: Math.min(open, TOTAL) - 1 }, (_, i) => `${i + 1} ✓`).join("   ");
    one("data-progress").textContent = current === TOTAL ? texts.totalOf : fill(texts.lineOf, current);
    one("data-asked").textContent = fill(texts.asks, Math.min(current, TOTAL - 1));
    const group = current === TOTAL ? "" : lines[current - 1].querySelectorAll(".d")[marker].textContent;
    one("data-words").textContent = [...group].map(d => words[0][Number(d)]).join(" · ");
    one("data-words-other").textContent = [...group].map(d => words[1][Number(d)]).join(" · ");
  }

  function show(line) {
    [current, marker, misses] = [line, 0, 0];
    one("data-why").textContent = "";
    draw();
    if (line <= TOTAL) { input().value = ""; input().focus(); }
  }

  function compare(field) {
    const value = field.value, line = current;
    if (value === expected[line - 1]) {
      said.className = "said";
      said.textContent = line === TOTAL ? "" : fill(texts.matches, line);
      if (line === open) open++;
      if (open <= TOTAL) show(open); else field.readOnly = true;
    } else {
      misses++;
      said.className = "said wrong";
      said.textContent = line === TOTAL ? fill(texts.totalDiffers, value, expected[line - 1])
        : fill(misses > 1 ? texts.differsAgain : texts.differs, line, value, expected[line - 1]);
      if (misses > 1) { marker = 0; draw(); }
      field.select();
    }
    unsent.push([line, Number(value)]);
    flush();
  }

  // In order, one at a time. What was on the way when the connection went is never answered, not even by a refusal: so each way of
  // sending has a number, a connection that is back opens a new one, and what an older one still hears does not count.
  let way = 0, sending = false, later = 0;
  const impatient = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));
  async function flush() {
    if (sending) return;
    clearTimeout(later);
    const mine = ++way;
    sending = true;
    try {
      while (unsent.length > 0) {
        const [line, value] = unsent[0], why = await Promise.race([dotnet.invokeMethodAsync("Said", line, value), impatient()]);
        if (mine !== way) return;
        unsent.shift();
        if (line === current && said.classList.contains("wrong")) one("data-why").textContent = why ?? "";
      }
    } catch {
      // Kept: the server may be able to take it in a moment.
      if (mine !== way) return;
      later = setTimeout(flush, RETRY);
    }
    sending = false;
  }

  function onInput(event) {
    const field = event.target, digits = field.value.replace(/\D/g, "").slice(0, 3);
    if (digits !== field.value) { field.value = digits; said.textContent = texts.digitsOnly; }
    if (digits.length === 3) compare(field);
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = to => { marker = Math.max(0, Math.min(GROUPS - 1, to)); draw(); };
    if (event.code === "Space" || event.code === "NumpadAdd" || event.key === "+") step(marker + 1);
    else if (event.code === "NumpadSubtract" || event.code === "Minus") step(marker - 1);
    else if (event.code === "NumpadMultiply" || event.key === "*") step(0);
    else if (event.key === "ArrowUp") { if (current > 1) show(current - 1); }
    else if (event.key === "ArrowDown") { if (current < open) show(current + 1); }
    else if (event.key === "Enter") flush();
    else if (/^\d$/.test(event.key) || event.key.length > 1) return;
    event.preventDefault();
  }

  // The page is about to be loaded anew: what the server has not heard goes past the circuit.
  const onAnew = event => {
    if (unsent.length > 0) event.detail.post(`${root.closest("[data-path]").dataset.path}/said`, { said: unsent.map(([line, value]) => `${line}-${value}`).join(" ") });
  };

  const onConnection = event => { if (event.detail.state === "hide") { sending = false; flush(); } };
  const banner = document.getElementById("components-reconnect-modal");
  const listen = [...[lineInput, totalInput].flatMap(f => [[f, "input", onInput], [f, "keydown", onKey]]),
    [globalThis, "anew", onAnew], [banner, "components-reconnect-state-changed", onConnection]].filter(([target]) => target);
  for (const [target, name, handler] of listen) target.addEventListener(name, handler);
  show(Math.min(open, TOTAL));
  root.dataset.ready = "1";
  return { dispose() { way++; clearTimeout(later); for (const [target, name, handler] of listen) target.removeEventListener(name, handler); } };
}
