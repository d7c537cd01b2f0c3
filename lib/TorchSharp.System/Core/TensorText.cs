using System.Globalization;
using System.Numerics;
using System.Text;

namespace TorchSharp;

/// <summary>Writes a tensor as text; dimensions longer than 6 show their first and last 3 elements.</summary>
internal sealed class TensorText
{
    private const int Edge = 3;
    private readonly string format;
    private readonly CultureInfo culture;
    private readonly string newLine;
    private readonly Func<long, string> element;
    private readonly long[] shape;

    private TensorText(torch.Tensor dense, string format, CultureInfo culture, string newLine)
    {
        this.format = format;
        this.culture = culture;
        this.newLine = newLine;
        shape = dense.shape;
        element = Reader(dense);
    }

    internal static string Metadata(torch.Tensor tensor) => $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    internal static string Write(torch.Tensor tensor, TensorStringStyle style, string? fltFormat, CultureInfo? culture, string? newLine)
    {
        if (style == TensorStringStyle.Default)
            style = torch.TensorStringStyle;
        if (style == TensorStringStyle.Metadata || tensor.is_meta)
            return Metadata(tensor);
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var text = new TensorText(tensor.cpu().contiguous(), fltFormat ?? "g5", culture ?? CultureInfo.InvariantCulture, newLine ?? Environment.NewLine);
        return style switch
        {
            TensorStringStyle.Julia when tensor.dim() == 0 => $"{Metadata(tensor)}, value = {text.element(0)}",
            TensorStringStyle.Julia => Metadata(tensor) + text.newLine + text.Rows(),
            TensorStringStyle.CSharp => $"type = {tensor.dtype}, device = {tensor.device}, value = {text.Nested('{', '}')}",
            _ => text.Nested('[', ']'),
        };
    }

    private string Rows()
    {
        var lines = new StringBuilder();
        Matrices(lines, 0, 0, "");
        return lines.ToString();
    }

    private void Matrices(StringBuilder lines, int dim, long offset, string at)
    {
        if (shape.Length - dim <= 2)
        {
            if (at.Length > 0)
                lines.Append($"[{at}..,..] =").Append(newLine);
            Matrix(lines, dim, offset);
            return;
        }
        foreach (long k in Shown(shape[dim]))
        {
            if (k >= 0)
                Matrices(lines, dim + 1, (offset * shape[dim]) + k, $"{at}{k},");
            else
                lines.Append("...").Append(newLine);
        }
    }

    private void Matrix(StringBuilder lines, int dim, long offset)
    {
        bool vector = shape.Length - dim == 1;
        foreach (long row in vector ? [0] : Shown(shape[dim]))
        {
            long start = vector ? offset : (offset * shape[dim]) + row;
            lines.Append(row < 0 ? " ..." : Join(start, shape[^1])).Append(newLine);
        }
    }

    private string Join(long row, long columns) => string.Concat(Shown(columns).Select(c => " " + (c < 0 ? "..." : element((row * columns) + c))));

    private string Nested(char open, char close)
    {
        string Part(int dim, long offset)
        {
            if (dim == shape.Length)
                return element(offset);
            string between = dim == shape.Length - 1 ? ", " : "," + newLine + new string(' ', dim + 1);
            var parts = Shown(shape[dim]).Select(k => k < 0 ? "..." : Part(dim + 1, (offset * shape[dim]) + k));
            return open + string.Join(between, parts) + close;
        }

        return Part(0, 0);
    }

    /// <summary>Positions to show; -1 stands for those left out.</summary>
    private static IEnumerable<long> Shown(long count)
    {
        for (long k = 0; k < count; k++)
        {
            bool skip = count > 2 * Edge && k >= Edge && k < count - Edge;
            if (!skip || k == Edge)
                yield return skip ? -1 : k;
        }
    }

    private Func<long, string> Reader(torch.Tensor dense) => dense.dtype switch
    {
        torch.ScalarType.Bool => Values<bool>(dense, v => v ? "true" : "false"),
        torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64 => Values<Complex>(dense.to(torch.ScalarType.ComplexFloat64), v => v.ToString(format, culture)),
        var type when torch.is_integral(type) => Values<long>(dense.to(torch.ScalarType.Int64), v => v.ToString(culture)),
        torch.ScalarType.Float64 => Values<double>(dense, v => v.ToString(format, culture)),
        _ => Values<float>(dense.to(torch.ScalarType.Float32), v => v.ToString(format, culture)),
    };

    private static Func<long, string> Values<T>(torch.Tensor dense, Func<T, string> write) where T : unmanaged
    {
        var data = dense.data<T>();
        return index => write(data[index]);
    }
}
