namespace FashionNotebooks.Search.Aspects;

/// <summary>
/// Looks in the files of embeddings and indexes: <c>view.colour</c> F32 <c>[n, 3]</c>, <c>view.look</c> and <c>view.pattern</c>. Files of
/// earlier versions have none. The names come after those of all vectors, whose place in the file is fixed.
/// </summary>
internal static class LookTensors
{
    private const string Colour = "view.colour", Look = "view.look", Pattern = "view.pattern";

    internal static IEnumerable<TensorEntry> Of(GarmentLooks? looks) => looks is null ? [] :
    [
        Entry(Colour, new(looks.Colours, 3)),
        Entry(Look, looks.Look),
        Entry(Pattern, looks.Pattern),
    ];

    internal static GarmentLooks? Read(SafeTensorsReader reader, long count, Func<string, InputException> fail)
    {
        if (reader.Header.Tensors.All(tensor => tensor.Name is not (Colour or Look or Pattern)))
            return null;
        Matrix colours = Rows(Colour), looks = Rows(Look), patterns = Rows(Pattern);
        return colours.Columns == 3 ? new(colours.Values, looks, patterns) : throw fail($"its {Colour} has {colours.Columns} columns");

        Matrix Rows(string name)
        {
            TensorLayout? found = reader.Header.Tensors.FirstOrDefault(tensor => tensor.Name == name);
            if (found is not { Type: ElementType.F32, Shape: [var rows, > 0], Length: <= int.MaxValue } layout || rows != count)
                throw fail($"its {name} is missing or does not fit {count} photos");
            var values = new float[layout.Length / sizeof(float)];
            reader.Read(layout, MemoryMarshal.AsBytes(values.AsSpan()));
            return Array.TrueForAll(values, float.IsFinite)
                ? new(values, (int)layout.Shape[1])
                : throw fail($"its {name} holds a value that is not finite");
        }
    }

    private static TensorEntry Entry(string name, Matrix rows) =>
        new(name, ElementType.F32, [rows.Count, rows.Columns], MemoryMarshal.AsBytes(rows.Values.AsSpan()).ToArray());
}
