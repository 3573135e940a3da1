namespace Browser.Tests.Running;

/// <summary>What a page is watched for from its first moment: keys that were really pressed, pointers, where the focus is.</summary>
internal static class Watch
{
    /// <summary>Counts survive a reload of the page; the focus is sampled while a call is on the screen.</summary>
    public const string Script = """
        (() => {
          const kept = JSON.parse(sessionStorage.getItem("watched") ?? '{"keys":0,"tabs":0,"pointers":0}');
          const count = name => { kept[name]++; sessionStorage.setItem("watched", JSON.stringify(kept)); };
          addEventListener("keydown", e => { if (e.isTrusted) { count("keys"); if (e.key === "Tab") count("tabs"); } }, true);
          for (const name of ["pointerdown", "mousedown", "click", "wheel", "touchstart"])
            addEventListener(name, e => { if (e.isTrusted && e.detail !== 0) count("pointers"); }, true);
          window.watched = kept;
          window.focusSamples = [];
          setInterval(() => {
            const call = document.querySelector(".call-page");
            if (!call) return;
            const at = document.activeElement;
            window.focusSamples.push({
              lost: at === null || at === document.body,
              stage: call.dataset.stage + (call.dataset.ready ? "" : " (not ready)"),
              at: at === null ? "nothing" : at.dataset.testid ?? at.id ?? at.tagName,
            });
          }, 50);
        })();
        """;
}

/// <summary>What was counted in a window.</summary>
internal sealed record Watched
{
    public int Keys { get; init; }

    public int Tabs { get; init; }

    public int Pointers { get; init; }
}

/// <summary>Where the focus was at one moment of a call.</summary>
internal sealed record FocusSample
{
    public bool Lost { get; init; }

    public string Stage { get; init; } = "";

    public string At { get; init; } = "";
}
