using System.Globalization;
using System.Text;
using OperatorConsole.Mail.Mailboxes;

namespace OperatorConsole.Tests.Mail.Killed;

/// <summary>Folders of files, as beside a mail server on the same machine.</summary>
internal sealed class FolderPost : IPost
{
    private readonly string _in;
    private readonly string _out;
    private int _delivered;

    internal FolderPost(string data)
    {
        (_in, _out) = (Path.Combine(data, "mail", "in"), Path.Combine(data, "mail", "out", "new"));
        Maildir.Open(_in);
        Directory.CreateDirectory(_out);
    }

    public IReadOnlyList<string> Settings => [];

    // The letter whose word is being written down, and the one that is being handed over meanwhile.
    public int MostTwiceAKill => 2;

    public int Handed => Directory.EnumerateFiles(_out).Count();

    public async Task<IReadOnlyList<string>> DeliverAsync(IReadOnlyList<string> mails)
    {
        var names = new List<string>();
        foreach (var mail in mails)
        {
            names.Add(string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + _delivered++}.M1.host"));
            await Maildir.DeliverAsync(_in, names[^1], Encoding.UTF8.GetBytes(mail), TestContext.Current.CancellationToken);
        }

        return names;
    }

    public void TakeSilently(int letter)
    {
        // A folder has no words.
    }

    public IReadOnlyList<byte[]> Collect()
    {
        var letters = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(_out).ToList())
        {
            letters.Add(File.ReadAllBytes(file));
            File.Delete(file);
        }

        return letters;
    }
}
