using System.Security.Claims;

namespace OperatorConsole.Shell;

/// <summary>Who acts. Every use case asks it for the right to act, whatever page or command it was reached from.</summary>
/// <param name="Id">Identity's key of the person.</param>
/// <param name="Name">Sign-in name, as the journal knows it.</param>
/// <param name="Roles">The person's roles.</param>
public sealed record Acting(string Id, string Name, IReadOnlyCollection<string> Roles)
{
    /// <summary>The machine itself: jobs, and commands of whoever may read the key files.</summary>
    public static Acting System { get; } = new("", "system", Data.Staff.Roles.All);

    /// <summary>The person behind a sign-in.</summary>
    public static Acting From(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return new Acting(
            person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
            person.Identity?.Name ?? "",
            [.. person.FindAll(ClaimTypes.Role).Select(c => c.Value)]);
    }

    /// <summary>Whether one of the person's roles has this access.</summary>
    public bool May(string access) => Access.Table[access].Any(Roles.Contains);

    /// <summary>Stops whoever has not this access.</summary>
    /// <exception cref="NotAllowedException">None of the person's roles has it.</exception>
    public void Require(string access)
    {
        if (!May(access))
        {
            throw new NotAllowedException(Name, access);
        }
    }
}

/// <summary>A use case was asked for by somebody whose roles do not have it.</summary>
public sealed class NotAllowedException(string name, string access)
    : Exception($"'{name}' has no role with the access '{access}' ({string.Join(", ", Access.Table[access])}).");
