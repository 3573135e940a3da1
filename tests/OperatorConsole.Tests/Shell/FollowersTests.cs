using System.Globalization;
using OperatorConsole.Shell;

namespace OperatorConsole.Tests.Shell;

public sealed class FollowersTests
{
    [Fact]
    public async Task Whoever_follows_is_told_in_the_language_in_which_it_began()
    {
        var followers = new Followers<int>();
        var heard = new List<(int, string)>();
        foreach (var language in new[] { "ru", "en" })
        {
            await InAsync(language, () => followers.Add(news => heard.Add((news, CultureInfo.CurrentUICulture.Name))));
        }

        await InAsync("de", () => followers.Tell(7));
        heard.ShouldBe([(7, "ru"), (7, "en")]);
    }

    [Fact]
    public void Whoever_follows_no_longer_is_not_told()
    {
        var followers = new Followers<int>();
        var heard = new List<int>();
        followers.Add(heard.Add);
        followers.Tell(1);
        followers.Remove(heard.Add);
        followers.Remove(heard.Add);
        followers.Tell(2);
        heard.ShouldBe([1]);
    }

    private static Task InAsync(string language, Action act) => Task.Run(
        () =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            act();
        },
        TestContext.Current.CancellationToken);
}
