using System.Collections;

namespace FashionNotebooks.Inference;

/// <summary>A row of numbers for each photo, side by side in memory: class scores, probabilities or embeddings, <c>[N, D]</c>.</summary>
/// <param name="values">Row-major; kept, not copied.</param>
/// <param name="columns">Numbers in a row, D.</param>
public sealed class Matrix(float[] values, int columns) : IReadOnlyList<float[]>
{
    /// <summary>All numbers, row after row.</summary>
    public float[] Values => values;

    /// <summary>Numbers in a row, D.</summary>
    public int Columns => columns;

    /// <summary>Rows, N.</summary>
    public int Count => values.Length / columns;

    public float[] this[int row] => Row(row).ToArray();

    public Span<float> Row(int row) => values.AsSpan(row * columns, columns);

    /// <summary>A tensor with a copy of the numbers, float32 <c>[N, D]</c> on the CPU.</summary>
    public Tensor ToTensor() => tensor(values, [Count, columns]);

    public IEnumerator<float[]> GetEnumerator() => Enumerable.Range(0, Count).Select(row => this[row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
