using System.Globalization;
using System.Text;

namespace FashionNotebooks.Web;

/// <summary>Counts values below each of some bounds.</summary>
internal sealed class Histogram(double[] bounds)
{
    private readonly Lock gate = new();
    private readonly long[] counts = new long[bounds.Length + 1];
    private double sum;

    public void Add(double value)
    {
        int place = Array.FindIndex(bounds, bound => value <= bound);
        lock (gate)
        {
            counts[place < 0 ? bounds.Length : place]++;
            sum += value;
        }
    }

    /// <summary>Writes the lines of Prometheus: how many values were at most each bound, their sum and their number.</summary>
    public void Write(StringBuilder text, string name, string labels)
    {
        string comma = labels.Length == 0 ? "" : ",", braces = labels.Length == 0 ? "" : $"{{{labels}}}";
        lock (gate)
        {
            long below = 0;
            for (int i = 0; i < counts.Length; i++)
            {
                below += counts[i];
                string bound = i < bounds.Length ? bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                ServerMetrics.Line(text, $"{name}_bucket{{{labels}{comma}le=\"{bound}\"}}", below);
            }
            ServerMetrics.Line(text, $"{name}_sum{braces}", sum);
            ServerMetrics.Line(text, $"{name}_count{braces}", below);
        }
    }
}
