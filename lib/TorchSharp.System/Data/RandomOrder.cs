using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// Indices in a new random order at every enumeration: from the global seed, so that <c>manual_seed</c> fixes it, or from a seed of its own.
/// </summary>
internal sealed class RandomOrder(long count, int? seed) : IEnumerable<long>
{
    private readonly Generator? _generator = seed is { } own ? new Generator((ulong)own) : null;

    public IEnumerator<long> GetEnumerator()
    {
        using var order = randperm(count, generator: _generator).DetachFromDisposeScope();
        return order.data<long>().ToArray().AsEnumerable().GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
