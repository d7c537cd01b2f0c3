namespace FashionNotebooks.Cli.Results;

/// <summary>The files of <c>data/results</c> in the order of their names: recipes over several seeds, nets over
/// folds, the parts of the fine-grained recipe.</summary>
internal sealed record ResultsFolder(
    IReadOnlyList<(string Name, ReproducedResult Result)> Reproduced,
    IReadOnlyList<(string Name, CrossValidationResult Result)> CrossValidated,
    IReadOnlyList<(string Name, AblationResult Result)> Ablated)
{
    private static readonly JsonSerializerOptions Strict = ReportFiles.Strict(Answer.JsonOptions);

    /// <exception cref="InputException">The folder is missing or holds no result, or a file in it cannot be read.</exception>
    public static ResultsFolder Read(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        if (files.Length == 0)
            throw new InputException(
                $"there is no result in '{folder}'; write one into it with 'fashion reproduce --out {folder}/NAME.json'");
        var found = new ResultsFolder([], [], []);
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            found = Has(file, "architectures")
                ? found with { CrossValidated = [.. found.CrossValidated, (name, CrossValidationResult.Read(file))] }
                : Has(file, "ablation_runs") ? found with { Ablated = [.. found.Ablated, (name, Parse<AblationResult>(file))] }
                : Has(file, "figures") ? found with { Reproduced = [.. found.Reproduced, (name, Parse<ReproducedResult>(file))] }
                : throw Foreign(file, "it has no figures");
        }
        return found;
    }

    private static bool Has(string file, string property) =>
        Parse<JsonElement>(file) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(property, out _);

    /// <exception cref="InputException">It is not what the commands write.</exception>
    public static T Parse<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), Strict)
                ?? throw new JsonException("the file holds null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Foreign(file, e.Message, e);
        }
    }

    private static InputException Foreign(string file, string why, Exception? cause = null) =>
        new($"'{file}' is no result of 'fashion reproduce' or 'fashion crossvalidate' ({why}); remove it or write it again", cause);
}
