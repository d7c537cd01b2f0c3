namespace FashionNotebooks.Course;

/// <summary>
/// Checks a student's answer. An answer that is not there yet is no error: a notebook runs whole before anything is solved.
/// </summary>
public static class Exercise
{
    /// <summary>Checks an object or a function.</summary>
    public static string Check<T>(string id, T? answer, params IEnumerable<(Func<T, bool> Holds, string Hint)> rules)
        where T : class =>
        answer is null ? NotSolved(id) : Judge(id, answer, rules);

    /// <summary>Checks a number or another value.</summary>
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
