// What the frame does in the browser, on interactive and on plain pages alike. All by delegation: no element is owned.
import "./hotkeys.js";

globalThis.Blazor.start({ circuit: {
  // WebSockets alone: a fallback to polling would hide a lost connection instead of telling it.
  configureSignalR: builder => builder.withUrl("_blazor", { transport: 1 }),
  // Twice a second at first, so that a short drop is over before anybody notices; then patiently, as long as a call may wait.
  reconnectionOptions: { maxRetries: 1000, retryIntervalMilliseconds: attempt => attempt < 20 ? 500 : 2000 },
} });

document.addEventListener("click", event => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  if (target.closest("[data-print]")) print();
  if (target.closest("[data-reload]")) location.reload();
  if (target.closest("[data-close-dialog]")) target.closest("dialog")?.close();
  if (target.closest("[data-skip]")) { event.preventDefault(); document.getElementById("main")?.focus(); }
  const copy = target.closest("[data-copy]");
  if (copy) copyOf(copy);
  const reveal = target.closest("[data-reveal]");
  if (reveal) {
    const field = document.getElementById(reveal.getAttribute("aria-controls"));
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(shown));
  }
});

// Once the name, twice in a row the way there.
let copied = { what: null, at: 0 };
async function copyOf(button) {
  const { copy: name, copyLink: link, copiedText: said } = button.dataset;
  const again = copied.what === name && Date.now() - copied.at < 3000;
  const what = again ? new URL(link, location.origin).href : name;
  copied = again ? { what: null, at: 0 } : { what: name, at: Date.now() };
  const done = await navigator.clipboard?.writeText(what).then(() => true, () => false);
  const place = button.parentElement?.querySelector("[data-copied]");
  if (done && place) { place.textContent = `${said} ${what}`; setTimeout(() => { place.textContent = ""; }, 3000); }
}

document.addEventListener("keydown", event => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
});

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "true";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

// The sign-in lives as long as somebody works here: a key or a click within the last interval keeps it, silence ends it.
const session = document.body.dataset.idleMinutes;
if (session) {
  const idle = Number(session) * 60_000, interval = Math.min(idle / 5, 180_000);
  let active = Date.now(), told = Date.now();
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, () => { active = Date.now(); }, { capture: true, passive: true });
  setInterval(async () => {
    if (Date.now() - active > idle) location.assign("/sign-in?after=idle");
    else if (active > told) {
      told = Date.now();
      const answer = await fetch("/session", { cache: "no-store", redirect: "manual" }).catch(() => null);
      if (answer && answer.type === "opaqueredirect") location.assign("/sign-in?after=idle");
    }
  }, interval);
}

// A field that a person goes on typing into has the focus the moment it stands there, not a round trip later.
new MutationObserver(records => {
  for (const node of records.flatMap(record => [...record.addedNodes])) {
    if (!(node instanceof Element)) continue;
    const field = node.matches("[data-takes-focus]") ? node : node.querySelector("[data-takes-focus]");
    if (field && !field.closest("[inert]")) field.focus({ preventScroll: true });
  }
}).observe(document.body, { childList: true, subtree: true });

// A page is loaded anew because its circuit is gone. What somebody typed meanwhile is told to the server first; nothing of it is kept in the browser.
globalThis.loadAnew = async () => {
  const token = document.querySelector("input[name=__RequestVerificationToken]")?.value ?? "", told = [];
  const post = (path, fields) => told.push(fetch(path, {
    method: "POST", body: new URLSearchParams({ ...fields, __RequestVerificationToken: token }), signal: AbortSignal.timeout(5_000),
  }));
  dispatchEvent(new CustomEvent("anew", { detail: { post } }));
  await Promise.allSettled(told);
  location.reload();
};

// Blazor names the state of the connection by classes on the banner; a circuit that the server no longer knows needs a reload.
// A failed attempt to reconnect also shows Blazor's error bar, which is out of date once the connection is back.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
  if (event.detail.state === "rejected") globalThis.loadAnew();
  if (event.detail.state === "hide") document.getElementById("blazor-error-ui").style.display = "none";
});

// Styles of parts that stand on no page as it opens. A list that is waited for is not held up by them.
setTimeout(() => { for (const late of document.querySelectorAll("link[data-late]")) late.href = late.dataset.late; }, 1000);

// A file that is held over its place is shown that it can be dropped there; taking it is the browser's own doing. Beside it nothing is
// dropped: the browser would leave the page and open the file.
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) addEventListener(name, event => {
  const place = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
  if (place) place.classList.toggle("over", name === "dragenter" || name === "dragover");
  else if (event.dataTransfer?.types.includes("Files")) {
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  }
});
