namespace Microsoft.DotNet.Interactive;

/// <summary>Something that was shown and can be replaced in place, also from a later cell.</summary>
public sealed class DisplayedValue
{
    private readonly string[] mimeTypes;

    private DisplayedValue(string displayId, object? value, string[] mimeTypes) =>
        (DisplayId, Value, this.mimeTypes) = (displayId, value, mimeTypes);

    /// <summary>The identity of the output in the notebook.</summary>
    public string DisplayId { get; }

    public object? Value { get; private set; }

    /// <summary>The kinds that were asked for; empty means the best ones for the value.</summary>
    public IReadOnlyCollection<string> MimeTypes => mimeTypes;

    /// <summary>Replaces what is shown. Front ends get at most ten updates a second, and always the last one.</summary>
    public void Update(object? updatedValue)
    {
        Value = updatedValue;
        CellContext.Current.Update(DisplayId, Content(updatedValue, mimeTypes, DisplayId));
    }

    internal static DisplayedValue Show(object? value, string[] mimeTypes)
    {
        string id = Guid.NewGuid().ToString("N");
        CellContext.Current.Publish("display_data", Content(value, mimeTypes, id));
        return new DisplayedValue(id, value, mimeTypes);
    }

    private static JsonObject Content(object? value, string[] mimeTypes, string id) => new()
    {
        ["data"] = MimeBundle.Of(value, mimeTypes),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = id },
    };
}
