// Before the scripts of the frame are there, an operator may already press the key of a button that is painted: it is kept for them.
addEventListener("keydown", function keep(event) {
  if (globalThis.takesEarlyKeys === false) removeEventListener("keydown", keep);
  else if (/^F\d+$/.test(event.code) && document.querySelector(`[data-hotkey=${event.code}]`)) {
    event.preventDefault();
    globalThis.earlyKey = { code: event.code, key: event.key };
  }
});
