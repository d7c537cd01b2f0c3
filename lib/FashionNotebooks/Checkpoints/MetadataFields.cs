namespace FashionNotebooks.Checkpoints;

/// <summary>Reads typed values from a file's metadata; what is missing or has no meaning is named.</summary>
internal sealed class MetadataFields(IReadOnlyDictionary<string, string> texts, string path)
{
    internal string Text(string key) =>
        texts.TryGetValue(key, out string? text) ? text : throw Fail($"it does not say its '{key}'");

    internal long Number(string key, long most) =>
        long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) && number <= most
            && number >= -most
            ? number
            : throw Meaningless(key);

    internal T Json<T>(string key, Predicate<T>? accept = null)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(key)) is { } value && accept?.Invoke(value) != false ? value : throw Meaningless(key);
        }
        catch (JsonException)
        {
            throw Meaningless(key);
        }
    }

    internal Preprocessing Preprocessing()
    {
        try
        {
            return Photos.Preprocessing.FromMetadata(texts);
        }
        catch (InputException e)
        {
            throw Fail(e.Message);
        }
    }

    private InputException Meaningless(string key) => Fail($"its '{key}' cannot be {ErrorText.Quote(Text(key))}");

    private InputException Fail(string finding) =>
        new($"'{path}' is not a checkpoint of a model: {finding}; train one");
}
