using System.CommandLine.Parsing;
using System.Globalization;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Cli;

/// <summary>One of several equal parts of a folder's pictures in the order of their paths, so that machines can share the work.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts.</param>
internal readonly record struct Shard(int Number, int Count)
{
    public static readonly Shard Whole = new(1, 1);

    /// <summary>Reads <c>I/N</c>, an option's argument.</summary>
    public static Shard Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Split('/') is [var number, var count] && Positive(number, out int i) && Positive(count, out int n) && i <= n)
            return new Shard(i, n);
        result.AddError($"'{text}' is no shard; write I/N with I from 1 to N, as in 1/4.");
        return Whole;
    }

    /// <summary>The pictures of this part.</summary>
    /// <exception cref="InputException">There are fewer pictures than parts, and none for this one.</exception>
    public ImageFolder Of(ImageFolder folder)
    {
        if (Count == 1)
            return folder;
        int begin = Border(folder.Items.Count, Number - 1), end = Border(folder.Items.Count, Number);
        return begin < end
            ? folder.Take([.. Enumerable.Range(begin, end - begin)])
            : throw new InputException($"shard {Number}/{Count} is empty: '{folder.Root}' holds {folder.Items.Count} pictures; use fewer shards");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private int Border(int items, int shards) => (int)((long)items * shards / Count);

    private static bool Positive(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0;
}
