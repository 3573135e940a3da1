using OperatorConsole.Mail;

namespace OperatorConsole.Tests.Mail;

public sealed class ThisNodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("node-").FullName;

    private string Named => Path.Combine(_folder, "node");

    [Fact]
    public void A_node_that_starts_again_has_the_name_it_had()
    {
        Guid before;
        using (var first = new ThisNode(Named, TimeProvider.System))
        {
            before = first.Id;
            first.Id.ShouldBe(before);
        }

        using var again = new ThisNode(Named, TimeProvider.System);
        again.Id.ShouldBe(before);
    }

    [Fact]
    public void Two_at_a_time_never_share_a_name()
    {
        using var first = new ThisNode(Named, TimeProvider.System);
        var name = first.Id;
        using var second = new ThisNode(Named, TimeProvider.System);
        second.Id.ShouldNotBe(name);
        second.Id.ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public void A_damaged_file_and_a_missing_folder_give_a_new_name()
    {
        File.WriteAllText(Named, "half");
        using (var damaged = new ThisNode(Named, TimeProvider.System))
        {
            damaged.Id.ShouldNotBe(Guid.Empty);
        }

        using var nowhere = new ThisNode(Path.Combine(_folder, "missing", "node"), TimeProvider.System);
        nowhere.Id.ShouldNotBe(Guid.Empty);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
