// Asks the circuit whether it hears. A lost connection is told by its banner and comes back by itself; this is for one that is up and dead.
const INTERVAL = 5_000, PATIENCE = 5_000, MOST_SILENCES = 2;

// Without a way to the server a new page would be an empty one: then the connection is what is missing, and what was typed stays.
const reachable = () => fetch("/healthz/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(answer => answer.ok, () => false);

export function attach(circuit) {
  const banner = document.getElementById("components-reconnect-modal");
  let silences = 0, lost = false, asking = false;
  const onConnection = event => { lost = event.detail.state !== "hide"; silences = 0; };
  banner?.addEventListener("components-reconnect-state-changed", onConnection);

  const timer = setInterval(async () => {
    if (lost || asking) return;
    asking = true;
    const began = performance.now();
    const heard = await Promise.race([
      circuit.invokeMethodAsync("Alive").catch(() => false),
      new Promise(resolve => setTimeout(resolve, PATIENCE, false)),
    ]);
    asking = false;
    // A computer that slept between question and answer says nothing about the circuit; nor does a connection that was lost meanwhile.
    if (lost || performance.now() - began > 2 * PATIENCE) return;
    silences = heard ? 0 : silences + 1;
    if (silences >= MOST_SILENCES && await reachable()) globalThis.loadAnew();
  }, INTERVAL);

  return {
    dispose() {
      clearInterval(timer);
      banner?.removeEventListener("components-reconnect-state-changed", onConnection);
    },
  };
}
