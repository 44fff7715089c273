namespace Vitrine.Training.Data;

/// <summary>What is wrong with one row of a list.</summary>
/// <param name="Reason">A stable name to count it by, for example <c>missing-field</c>.</param>
/// <param name="Says">What is wrong, for a person.</param>
internal sealed record RowFault(string Reason, string Says);
