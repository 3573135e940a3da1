// Runs before anything is painted: shows the theme that the person chose, or the system's. The cookie tells the
// server at the next request what was shown, so that its first markup has the same theme.
(() => {
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const system = () => prefersDark.matches ? "dark" : "light";

  // The first press is always seen: away from the system's theme, then to it by name, then back to following it.
  function next(chosen) {
    if (chosen === "system") return system() === "dark" ? "light" : "dark";
    return chosen === system() ? "system" : system();
  }

  function choice() {
    const kept = document.cookie.split("; ").find(pair => pair.startsWith("theme="));
    const value = kept ? kept.slice(6) : "system";
    return value === "light" || value === "dark" ? value : "system";
  }

  function show(chosen) {
    const shown = chosen === "system" ? system() : chosen;
    root.dataset.theme = shown;
    root.dataset.themeChoice = chosen;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${chosen === "system" ? "system-" + shown : chosen}; path=/; max-age=31536000; samesite=lax${secure}`;
  }

  show(choice());
  prefersDark.addEventListener("change", () => show(choice()));
  document.addEventListener("click", event => {
    if (event.target.closest?.("[data-theme-switch]")) show(next(choice()));
  });
  globalThis.centerTheme = { isDark: () => root.dataset.theme === "dark" };
})();
