using Data;
using Data.Mail;

namespace OperatorConsole.Shell;

/// <summary>What is suggested to a clerk, in a word.</summary>
public enum RequestSuggestion
{
    /// <summary>To give what is asked for.</summary>
    Approve,

    /// <summary>To refuse it.</summary>
    Refuse,

    /// <summary>To ask the customer for what is missing.</summary>
    Ask,
}

/// <summary>What the rules of one kind of request suggest; a feature that has such rules offers them to the queue.</summary>
public interface ISuggest
{
    /// <summary>The kind that it knows.</summary>
    RequestKind Kind { get; }

    /// <summary>What is suggested now; null where nothing is.</summary>
    /// <param name="db">Any context.</param>
    /// <param name="request">A request of the kind.</param>
    /// <param name="cancellation">Ends the queries.</param>
    Task<RequestSuggestion?> OfAsync(CenterDb db, RequestRow request, CancellationToken cancellation);
}
