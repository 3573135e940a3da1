using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Playwright;

namespace Browser.Tests.Figures;

/// <summary>The circuit's connection with a delay of our own, which can also be cut and refused for a while.</summary>
internal sealed partial class SlowNetwork
{
    private readonly List<IWebSocketRoute> _open = [];
    private readonly TimeSpan _oneWay;
    private bool _refused;

    private SlowNetwork(int roundTrip) => _oneWay = TimeSpan.FromMilliseconds(roundTrip / 2.0);

    /// <summary>Puts the delay between a window and the console, before the window opens its circuit.</summary>
    public static async Task<SlowNetwork> BetweenAsync(IPage page, int roundTrip)
    {
        var network = new SlowNetwork(roundTrip);
        await page.RouteWebSocketAsync(Circuit(), network.Connect);
        await page.RouteAsync(Circuit(), route => network._refused ? route.AbortAsync() : route.ContinueAsync());
        return network;
    }

    /// <summary>Cuts every connection and lets none through until <see cref="Restore"/>.</summary>
    public async Task CutAsync()
    {
        _refused = true;
        foreach (var connection in _open.ToList())
        {
            await connection.CloseAsync();
        }

        _open.Clear();
    }

    public void Restore() => _refused = false;

    private void Connect(IWebSocketRoute window)
    {
        if (_refused)
        {
            _ = window.CloseAsync();
            return;
        }

        _open.Add(window);
        var server = window.ConnectToServer();
        var (up, down) = (Later(server, _oneWay), Later(window, _oneWay));
        window.OnMessage(frame => up.TryWrite((Stopwatch.GetTimestamp(), frame)));
        server.OnMessage(frame => down.TryWrite((Stopwatch.GetTimestamp(), frame)));
    }

    // In order, each message as late as the way is long.
    private static ChannelWriter<(long Came, IWebSocketFrame Frame)> Later(IWebSocketRoute to, TimeSpan oneWay)
    {
        var channel = Channel.CreateUnbounded<(long Came, IWebSocketFrame Frame)>();
        _ = Task.Run(async () =>
        {
            await foreach (var (came, frame) in channel.Reader.ReadAllAsync())
            {
                if (oneWay - Stopwatch.GetElapsedTime(came) is { Ticks: > 0 } left)
                {
                    await Task.Delay(left);
                }

                if (frame.Binary is { Length: > 0 } bytes)
                {
                    to.Send(bytes);
                }
                else
                {
                    to.Send(frame.Text ?? "");
                }
            }
        });
        return channel.Writer;
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();
}
