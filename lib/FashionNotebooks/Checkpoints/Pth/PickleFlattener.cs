namespace FashionNotebooks.Checkpoints.Pth;

/// <summary>
/// Walks an unpickled object and names its leaves by their path. Lists may share and contain each other, so depth and the number of visits
/// are bounded.
/// </summary>
internal sealed class PickleFlattener
{
    private const int MostDepth = 32;
    private const int MostVisits = 1 << 18;
    private const long MostCharacters = 1 << 24; // of all names together
    private readonly Func<string, InputException> fail;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int visits;
    private long characters;

    private PickleFlattener(Func<string, InputException> fail) => this.fail = fail;

    /// <summary>The tensors by path, in order.</summary>
    internal List<(string Name, PickleTensor Tensor)> Tensors { get; } = [];

    /// <summary>The other leaves as text, by path.</summary>
    internal Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    internal static PickleFlattener Flatten(object? root, Func<string, InputException> fail)
    {
        var flat = new PickleFlattener(fail);
        flat.Visit("", root, 0);
        if (flat.Tensors.Count == 0)
            throw fail("it holds no tensor");
        return flat;
    }

    private void Visit(string path, object? node, int depth)
    {
        if (depth > MostDepth || ++visits > MostVisits)
            throw fail($"its lists and dicts are nested deeper than {MostDepth} or hold more than {MostVisits} values");
        switch (node)
        {
            case PickleDictionary dictionary:
                foreach ((object key, object? value) in dictionary.Pairs)
                    Visit(Join(path, Text(key)), value, depth + 1);
                break;
            case PickleSequence sequence:
                for (int i = 0; i < sequence.Items.Count; i++)
                    Visit(Join(path, Text((long)i)), sequence.Items[i], depth + 1);
                break;
            case PickleTensor tensor when Tensors.Count == Limits.Tensors:
                throw fail($"it holds more than {Limits.Tensors} tensors");
            case PickleTensor tensor:
                Name(path);
                Tensors.Add((path, tensor));
                break;
            case string or long or double or bool:
                Name(path);
                Values.Add(path, Text(node));
                break;
            case null:
                break;
            default:
                throw fail($"{ErrorText.Quote(path)} is neither tensor, list, dict, text nor number");
        }
    }

    // Keys such as 0 and "0", or "a.b" and b in a, are different to Python and the same to us.
    private void Name(string path)
    {
        if (!names.Add(path))
            throw fail($"two of its values have the name {ErrorText.Quote(path)}");
        if ((characters += path.Length) > MostCharacters)
            throw fail($"its names have more than {MostCharacters} characters together");
    }

    private string Join(string path, string key)
    {
        if (path.Length + key.Length > 4096)
            throw fail("it holds a name of more than 4096 characters");
        return path.Length == 0 ? key : $"{path}.{key}";
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
