using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Core;

/// <summary>Whatever a caller does wrong is an exception of one readable line, never the end of the process.</summary>
public class HostileTests
{
    private static readonly Dictionary<string, Action> mistakes = new()
    {
        ["matmul: shapes"] = () => randn(2, 3).matmul(randn(2, 3)),
        ["matmul: types"] = () => randn(2, 3).matmul(randn(3, 2, float64)),
        ["add: shapes"] = () => _ = randn(2, 3) + randn(4),
        ["bmm: ranks"] = () => randn(2, 3).bmm(randn(3, 2)),
        ["view: size"] = () => randn(2, 3).view(7),
        ["view: layout"] = () => randn(2, 3).t().view(6),
        ["reshape: size"] = () => randn(2, 3).reshape(4, -1),
        ["permute: repeated"] = () => randn(2, 3).permute(0, 0),
        ["transpose: range"] = () => randn(2, 3).transpose(0, 5),
        ["cat: shapes"] = () => cat([randn(2, 3), randn(2, 4)], 0),
        ["cat: empty"] = () => cat(Array.Empty<Tensor>()),
        ["stack: shapes"] = () => stack([randn(2), randn(3)]),
        ["stack: null"] = () => stack([randn(2), null!]),
        ["split: sum"] = () => randn(5).split([2, 2]),
        ["sum: dim"] = () => randn(2, 3).sum(4),
        ["max: empty"] = () => empty(0).max(),
        ["argmax: dim"] = () => randn(2, 3).argmax(9),
        ["topk: k"] = () => randn(3).topk(9),
        ["index: range"] = () => _ = randn(2, 3)[5],
        ["index: too many"] = () => _ = randn(2, 3)[0, 0, 0],
        ["index: zero step"] = () => _ = randn(2, 3)[TensorIndex.Slice(step: 0)],
        ["index: negative step"] = () => _ = randn(2, 3)[TensorIndex.Slice(step: -1)],
        ["index: tensor range"] = () => _ = randn(2, 3)[tensor(new long[] { 9 })],
        ["index: mask shape"] = () => _ = randn(2, 3)[tensor(new[] { true })],
        ["index: float"] = () => _ = randn(2, 3)[randn(2)],
        ["assign: shape"] = () => { var t = randn(2, 3); t[0] = randn(7); },
        ["gather: range"] = () => randn(4, 7).gather(1, full(4, 1, 99, int64)),
        ["scatter: range"] = () => zeros(3, 3).scatter(1, full(3, 1, 7, int64), ones(3, 1)),
        ["index_select: range"] = () => randn(4, 7).index_select(0, full(4, 9, int64)),
        ["index_select: negative"] = () => randn(4, 7).index_select(0, full(4, -1, int64)),
        ["take: range"] = () => randn(4).take(tensor(100L)),
        ["masked_fill: type"] = () => randn(3).masked_fill(randn(3), 1),
        ["index_put_: nothing"] = () => randn(2).index_put_(tensor(1f), Array.Empty<Tensor>()),
        ["sum: integers of a gradient"] = () => randn(2, requires_grad: true).sum(int64),
        ["item: many"] = () => randn(3).item<float>(),
        ["item: type"] = () => tensor(1).item<float>(),
        ["data: type"] = () => randn(3).data<double>(),
        ["data: index"] = () => _ = randn(3).data<float>()[3],
        ["bytes: not dense"] = () => _ = randn(2, 3).t().bytes.Length,
        ["size: range"] = () => randn(2, 3).size(2),
        ["empty: negative"] = () => empty(-3L),
        ["empty: huge"] = () => empty(1L << 50),
        ["empty: overflow"] = () => empty(1L << 62, 1L << 62),
        ["tensor: shape"] = () => tensor(new float[5], [2, 2]),
        ["arange: step"] = () => arange(0, 5, -1),
        ["randperm: negative"] = () => randperm(-1),
        ["randint: range"] = () => randint(5, 5, new long[] { 2 }),
        ["bernoulli: probability"] = () => full(3, 2.0).bernoulli(),
        ["multinomial: zeros"] = () => zeros(3).multinomial(1),
        ["multinomial: too many"] = () => ones(3).multinomial(5),
        ["bincount: negative"] = () => tensor(new long[] { -1 }).bincount(null),
        ["floor_divide: zero"] = () => tensor(new[] { 1, 2 }).floor_divide(0),
        ["remainder: zero"] = () => tensor(new[] { 1, 2 }).remainder(0),
        ["bitwise: float"] = () => randn(2).bitwise_and(randn(2)),
        ["cast: complex to mask"] = () => _ = randn(2) & randn(2),
        ["inverse: singular"] = () => zeros(3, 3).inverse(),
        ["solve: singular"] = () => linalg.solve(zeros(3, 3), ones(3, 1)),
        ["cholesky: not positive"] = () => linalg.cholesky(-eye(3)),
        ["einsum: equation"] = () => einsum("ij,jk->iz", randn(2, 2), randn(2, 2)),
        ["cdist: widths"] = () => cdist(randn(2, 3), randn(2, 4)),
        ["backward: not scalar"] = () => (randn(3, requires_grad: true) * 2).backward(),
        ["backward: no gradient"] = () => randn(3).sum().backward(),
        ["backward: twice"] = () => { var z = randn(3, requires_grad: true).pow(2).sum(); z.backward(); z.backward(); },
        ["backward: changed value"] = () => { var e = randn(3, requires_grad: true).exp(); e.mul_(2); e.sum().backward(); },
        ["requires_grad: integers"] = () => ones(3, int64).requires_grad = true,
        ["requires_grad: inner"] = () => (randn(3, requires_grad: true) * 2).requires_grad = false,
        ["in place: leaf"] = () => randn(3, requires_grad: true).mul_(2),
        ["in place: shape"] = () => randn(3).add_(randn(2, 3)),
        ["inference: saved for backward"] = () => { Tensor t; using (inference_mode()) t = randn(3); (randn(3, requires_grad: true) * t).sum().backward(); },
        ["grad: shape"] = () => randn(3, requires_grad: true).grad = randn(4),
        ["disposed tensor"] = () => { var t = randn(3); t.Dispose(); _ = t + 1; },
        ["disposed: shape"] = () => { var t = randn(3); t.Dispose(); _ = t.shape; },
        ["disposed: in a list"] = () => { var t = randn(3); t.Dispose(); stack([t]); },
        ["disposed: generator"] = () => { var g = new Generator(1); g.Dispose(); randn(3, generator: g); },
        ["rng state: size"] = () => set_rng_state(zeros(3, uint8)),
        ["device: name"] = () => device("gpu"),
        ["device: absent"] = () => randn(3).to("cuda:7"),
        ["threads: zero"] = () => set_num_threads(0),
        ["names"] = () => zeros(3, names: ["N"]),
    };

    public static TheoryData<string> Names => [.. mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AMistakeIsAnExceptionOfOneLine(string name)
    {
        using var scope = NewDisposeScope();
        var error = Record.Exception(mistakes[name]);
        Assert.NotNull(error);
        Assert.False(error is AccessViolationException or NullReferenceException or SEHException, error.ToString());
        AssertReadable(error.Message);
    }

    /// <summary>Errors raised inside OpenMP's threads must reach the caller too.</summary>
    [Theory]
    [InlineData("index_select")]
    [InlineData("gather")]
    [InlineData("index")]
    [InlineData("take")]
    public void AnIndexOutOfRangeInAParallelLoopIsAnException(string operation)
    {
        int threads = get_num_threads();
        using var scope = NewDisposeScope();
        set_num_threads(2);
        try
        {
            var table = randn(4000, 7);
            var indices = full(400_000, 9_999_999, int64);
            var error = Record.Exception(() => operation switch
            {
                "index_select" => table.index_select(0, indices),
                "gather" => table.expand(4000, 7).gather(0, indices.reshape(-1, 1)),
                "take" => table.take(indices),
                _ => table[indices],
            });
            Assert.NotNull(error);
            AssertReadable(error.Message);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static void AssertReadable(string message)
    {
        Assert.False(string.IsNullOrWhiteSpace(message));
        Assert.DoesNotContain("\n", message);
        Assert.DoesNotContain("INTERNAL ASSERT", message);
        Assert.DoesNotContain("Exception raised from", message);
        Assert.InRange(message.Length, 8, 500);
    }
}
