using System.Globalization;

namespace FashionNotebooks.Benchmarks;

/// <summary>What came of a server under load.</summary>
/// <param name="Server">Its name.</param>
/// <param name="Throughput">Answers in a second.</param>
/// <param name="Median">Milliseconds of the median answer.</param>
/// <param name="Slowest">Milliseconds that 99 of 100 answers take at most.</param>
/// <param name="Errors">Answers that were none.</param>
/// <param name="Memory">Resident bytes at the start, halfway and at the end.</param>
/// <param name="Cores">Processor seconds of the server in a second.</param>
internal sealed record LoadResult(string Server, double Throughput, double Median, double Slowest, int Errors, long[] Memory, double Cores)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"  {Server,-22} {Throughput,7:0} requests/s  p50 {Median,7:0.0} ms  p99 {Slowest,7:0.0} ms  errors {Errors}  memory "
            + $"{string.Join(" -> ", Memory.Select(bytes => $"{bytes / 1e6:0}"))} MB  server's CPU {Cores:0.00} cores");
}
