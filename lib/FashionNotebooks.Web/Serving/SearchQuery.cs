namespace FashionNotebooks.Web.Serving;

/// <summary>What a search asks for beside its photo.</summary>
/// <param name="K">How many results.</param>
/// <param name="Class">Only of this class; null for all.</param>
/// <param name="By">What counts; null is the class, without saying how alike the results are.</param>
/// <param name="Except">A photo of the catalogue to leave out; null for none.</param>
internal sealed record SearchQuery(int K, string? Class, string? By, int? Except = null)
{
    /// <summary>Null: of all classes, as where a form sends an empty field.</summary>
    public string? Class { get; } = string.IsNullOrEmpty(Class) ? null : Class;

    /// <summary>What the OpenAPI document says of <see cref="By"/>.</summary>
    public const string ByMeaning = "What counts: class, look, colour, pattern, mix, or mix:A,B,C,D with the weights of class, look, "
        + "colour and pattern; each result then says why, from 0 to 1 in each";

    public Likeness? Likeness { get; private set; }

    /// <exception cref="RequestException">The number, the class or what counts cannot be.</exception>
    public void Check(CurrentFiles current, ServerLimits limits)
    {
        if (K < 1 || K > limits.Results)
            throw new RequestException(400, $"k is {K}; ask for 1 to {limits.Results} results");
        using ServedFiles files = current.Enter();
        IReadOnlyDictionary<string, int> classes = files.Catalogue.Classes;
        if (Class is not null && !classes.ContainsKey(Class))
            throw new RequestException(400, $"the catalogue has no such class; it has {string.Join(", ", classes.Keys)}");
        Likeness = string.IsNullOrEmpty(By) ? null : Parse(By); // a form sends an empty field
        RequireLooks(files.Catalogue);
    }

    /// <summary>Refuses a catalogue that cannot be searched so; between the check and the search another may have come.</summary>
    public void RequireLooks(Catalogue catalogue)
    {
        if (Likeness is { IsClass: false } && !catalogue.HasLooks)
        {
            throw new RequestException(
                409, "the server's index knows nothing of look, colour and pattern; build it again, or search by class");
        }
    }

    private static Likeness Parse(string by)
    {
        try
        {
            return Likeness.Parse(by);
        }
        catch (InputException e)
        {
            throw new RequestException(400, e.Message, e);
        }
    }
}
