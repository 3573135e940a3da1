using CsCheck;
using Licensing.Dictation;
using Licensing.Kits;
using Licensing.Tests.Dictation;

namespace Licensing.Tests.Kits;

public sealed class PinLinkTests
{
    [Fact]
    public void A_link_is_one_group_and_lets_a_wrong_kit_or_pin_through_about_once_in_a_thousand()
    {
        const int Draws = 20_000;
        var (byKit, byPin) = (0, 0);
        Gen.Select(Any.Kit, Any.Kit, Any.Pin, Any.Pin).Where((kit, other, pin, another) => kit != other && pin != another).Sample((kit, other, pin, another) =>
        {
            var link = PinLink.Of(kit, pin);
            link.ShouldBeInRange(0, Groups.Modulus - 1);
            PinLink.Of(kit, pin).ShouldBe(link);
            byKit += PinLink.Of(other, pin) == link ? 1 : 0;
            byPin += PinLink.Of(kit, another) == link ? 1 : 0;
        }, iter: Draws, threads: 1);

        // Twenty are expected of each; more than sixty has a chance below one in a billion.
        byKit.ShouldBeLessThan(60);
        byPin.ShouldBeLessThan(60);
    }
}
