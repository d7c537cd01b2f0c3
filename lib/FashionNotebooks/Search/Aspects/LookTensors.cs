namespace FashionNotebooks.Search.Aspects;

/// <summary>
/// Looks in the files of embeddings and indexes: <c>view.colour</c> F32 <c>[n, 3]</c>, <c>view.look</c> and <c>view.pattern</c>. Files of
/// earlier versions have none. The names come after those of all vectors, whose place in the file is fixed.
/// </summary>
internal static class LookTensors
{
    private static readonly string[] names = ["view.colour", "view.look", "view.pattern"];

    internal static IEnumerable<TensorEntry> Of(GarmentLooks? looks) => names.Zip(looks?.Parts ?? [], (name, rows) =>
        new TensorEntry(name, ElementType.F32, [rows.Count, rows.Columns], MemoryMarshal.AsBytes(rows.Values.AsSpan()).ToArray()));

    internal static GarmentLooks? Read(SafeTensorsReader reader, long count, Func<string, InputException> fail)
    {
        if (!reader.Header.Tensors.Any(tensor => names.Contains(tensor.Name)))
            return null;
        Matrix[] parts = [.. names.Select(Rows)];
        return parts[0].Columns == 3 ? new(parts) : throw fail($"its {names[0]} has {parts[0].Columns} columns");

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
}
