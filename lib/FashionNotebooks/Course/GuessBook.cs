namespace FashionNotebooks.Course;

/// <summary>What a reader guessed before figures were shown, over all notebooks, in one file.</summary>
public sealed class GuessBook(string path)
{
    /// <summary>Which questions were guessed, and whether the guess was near.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyDictionary<string, bool> Read()
    {
        if (!File.Exists(path))
            return new Dictionary<string, bool>();
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, bool>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException e)
        {
            throw new InputException($"'{path}' does not hold guesses; delete it and guess again", e);
        }
    }

    /// <summary>
    /// Shows a figure beside the guess, and keeps the last guess of each question. Without a guess there is only the figure.
    /// </summary>
    public string Compare(string question, double? guess, double figure, double within)
    {
        string answer = $"{question}: {Text(figure)}.";
        if (guess is not { } number)
            return $"{answer} No guess yet.";
        var all = new Dictionary<string, bool>(Read()) { [question] = Math.Abs(number - figure) <= within * Math.Abs(figure) };
        AtomicFile.WriteText(path, JsonSerializer.Serialize(all));
        string verdict = all[question] ? "near" : "not near";
        return $"{answer} You guessed {Text(number)}, {verdict}. Near so far: {all.Values.Count(near => near)} of {all.Count}.";
    }

    private static string Text(double number) => number.ToString(Math.Abs(number) < 100 ? "0.###" : "#,0", CultureInfo.InvariantCulture);
}
