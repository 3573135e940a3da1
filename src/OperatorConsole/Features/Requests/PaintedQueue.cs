namespace OperatorConsole.Features.Requests;

/// <summary>The queue's list as the server painted it; what the page is taken over with.</summary>
/// <param name="Requests">The requests of the page.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Counts">How many wait, and for whom.</param>
public sealed record PaintedQueue(IReadOnlyList<RequestSummary> Requests, int Total, RequestCounts Counts);
