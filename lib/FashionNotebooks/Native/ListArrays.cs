namespace FashionNotebooks.Native;

/// <summary>Inverted lists as plain arrays, as they stand in a file.</summary>
/// <param name="Centres">[lists, dimension].</param>
/// <param name="Books">[parts, 256, dimension / parts].</param>
/// <param name="Sizes">Entries of each list, [lists].</param>
/// <param name="Ids">The entries' rows, list after list, [n].</param>
/// <param name="Codes">The entries' codes, list after list, [n, parts].</param>
internal sealed record ListArrays(float[] Centres, float[] Books, int[] Sizes, int[] Ids, byte[] Codes);
