namespace CSharpKernel.Execution;

/// <summary>A compiled cell, ready to start.</summary>
/// <param name="Start">Runs the cell; the task ends with the value of its last expression, or null.</param>
/// <param name="HasValue">Tells whether the cell ends in an expression that has a value. Costs a bind, so it is asked only when the value is null.</param>
internal sealed record Submission(Func<Task<object?>> Start, Func<bool> HasValue);
