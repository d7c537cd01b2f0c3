namespace FashionNotebooks.Course;

/// <summary>Checks a student's answer. An answer that is not there yet is no error: a notebook runs whole before anything is solved.</summary>
public static class Exercise
{
    /// <summary>Checks an object or a function.</summary>
    /// <param name="id">Number of the exercise, such as <c>6.2</c>.</param>
    /// <param name="answer">The answer; null until it is solved.</param>
    /// <param name="rules">What must hold, in order, each with the hint for an answer that breaks it.</param>
    /// <returns>One line: not solved yet, not right yet with the first hint, or solved.</returns>
    public static string Check<T>(string id, T? answer, params IEnumerable<(Func<T, bool> Holds, string Hint)> rules)
        where T : class =>
        answer is null ? NotSolved(id) : Judge(id, answer, rules);

    /// <summary>Checks a number or another value.</summary>
    /// <inheritdoc cref="Check{T}(string, T?, IEnumerable{ValueTuple{Func{T, bool}, string}})"/>
    public static string Check<T>(string id, T? answer, params IEnumerable<(Func<T, bool> Holds, string Hint)> rules)
        where T : struct =>
        answer is null ? NotSolved(id) : Judge(id, answer.Value, rules);

    private static string NotSolved(string id) => $"Exercise {id}: not solved yet.";

    private static string Judge<T>(string id, T answer, IEnumerable<(Func<T, bool> Holds, string Hint)> rules)
    {
        foreach ((Func<T, bool> holds, string hint) in rules)
        {
            try
            {
                if (!holds(answer))
                    return $"Exercise {id}: not right yet. {hint}";
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return $"Exercise {id}: not right yet. Your answer failed with {e.GetType().Name}: {e.Message} {hint}";
            }
        }
        return $"Exercise {id}: solved.";
    }
}
