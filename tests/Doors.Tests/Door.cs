using System.Text;

namespace FashionNotebooks.Doors;

/// <summary>A place where bytes of strangers come in. What it refuses, it refuses with one line; nothing else may come out of it.</summary>
/// <param name="Name">A word for the command line.</param>
/// <param name="Seeds">Good inputs to damage.</param>
/// <param name="Words">What its formats are made of, to be strewn in.</param>
/// <param name="Open">Takes an input in full, to the last byte that anything of ours reads.</param>
internal sealed record Door(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words, Action<ReadOnlySpan<byte>> Open)
{
    /// <summary>The refusals that the door documents; the kernel's know no <see cref="InputException"/>.</summary>
    public Func<Exception, bool> Refuses { get; init; } = e => e is InputException;

    public static byte[][] Texts(params IEnumerable<string> words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}
