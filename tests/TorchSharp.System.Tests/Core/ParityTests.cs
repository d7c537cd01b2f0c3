using static TorchSharp.torch;
using Index = TorchSharp.torch.TensorIndex;

namespace TorchSharp.Tests.Core;

/// <summary>Values and gradients equal PyTorch's.</summary>
[NoTensorLeak]
public class ParityTests
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> operations = new()
    {
        ["add"] = x => x[0] + x[1],
        ["add_alpha"] = x => x[0].add(x[1], 2.5),
        ["broadcast_mul"] = x => x[0] * x[1],
        ["rsub"] = x => 2 - x[0],
        ["rdiv"] = x => 2 / x[0],
        ["pow"] = x => x[0].pow(3),
        ["matmul"] = x => x[0].matmul(x[1]),
        ["bmm"] = x => x[0].bmm(x[1]),
        ["exp_log_sqrt"] = x => (x[0].exp() + 1).log().sqrt(),
        ["tanh_sigmoid"] = x => x[0].tanh() * x[0].sigmoid(),
        ["clamp"] = x => x[0].clamp(-0.5, 0.5),
        ["softmax"] = x => x[0].softmax(1),
        ["log_softmax"] = x => x[0].log_softmax(0),
        ["gelu"] = x => x[0].gelu(),
        ["leaky_relu"] = x => x[0].leaky_relu(0.1),
        ["sum_dims"] = x => x[0].sum([1, 3]),
        ["mean_keepdim"] = x => x[0].mean([2, 3], keepdim: true),
        ["std_dim"] = x => x[0].std(1),
        ["var_biased"] = x => x[0].var(unbiased: false),
        ["amax"] = x => x[0].amax(1),
        ["max_dim"] = x => x[0].max(1).values,
        ["logsumexp"] = x => x[0].logsumexp(1),
        ["cumsum"] = x => x[0].cumsum(1),
        ["prod"] = x => x[0].prod(1),
        ["norm"] = x => x[0].norm(),
        ["norm_dim"] = x => x[0].norm(1, p: 1),
        ["topk"] = x => x[0].topk(2, dim: 1).values,
        ["sort"] = x => x[0].sort(1, descending: true).values,
        ["permute_reshape"] = x => x[0].permute(0, 2, 3, 1).reshape(2, -1),
        ["flatten"] = x => x[0].flatten(1),
        ["unfold"] = x => x[0].unfold(3, 2, 1),
        ["cat_stack"] = x => stack([cat([x[0], x[1]], 0), cat([x[1], x[0]], 0)], 1),
        ["split"] = x => x[0].split([1, 3], 1)[1],
        ["chunk"] = x => x[0].chunk(2, 1)[0],
        ["slice_step"] = x => x[0][Index.Colon, 1.., Index.Slice(step: 2)],
        ["slice_negative"] = x => x[0][-1, Index.Ellipsis, ^2..],
        ["new_axis"] = x => x[0][Index.Colon, Index.None, 1],
        ["gather_rows"] = x => x[0][tensor(new long[] { 2, 0, 2 })],
        ["gather_pairs"] = x => x[0][tensor(new long[] { 2, 0 }), tensor(new long[] { 1, 3 })],
        ["mask"] = x => x[0][x[0] > 0],
        ["mask_then_slice"] = x => x[0][Index.Tensor(tensor(new[] { true, false, true })), 1..3],
        ["index_select"] = x => x[0].index_select(1, tensor(new long[] { 3, 0 })),
        ["gather"] = x => x[0].gather(1, tensor(new long[,] { { 0, 1 }, { 2, 3 }, { 1, 1 } })),
        ["scatter_add"] = x => zeros(3, 4).scatter_add(1, tensor(new long[,] { { 0, 1, 1, 3 }, { 0, 1, 1, 3 }, { 0, 1, 1, 3 } }), x[0]),
        ["masked_fill"] = x => x[0].masked_fill(x[0] < 0, -9.0),
        ["where"] = x => where(x[0] > x[1], x[0], x[1] * 2),
        ["cdist"] = x => cdist(x[0], x[1]),
        ["einsum"] = x => einsum("ij,kj->ik", x[0], x[1]),
        ["tril"] = x => x[0].tril(-1),
        ["roll_flip"] = x => x[0].roll(1, 1).flip(0),
        ["repeat_interleave"] = x => x[0].repeat_interleave(2, 1),
        ["eigvalsh"] = x => linalg.eigvalsh(x[0].matmul(x[0].T)),
        ["svdvals"] = x => linalg.svdvals(x[0]),
        ["inverse"] = x => (x[0].matmul(x[0].T) + eye(3)).inverse(),
    };

    public static TheoryData<string> Names => [.. ParityFixture.Cases.EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ValueAndGradientsEqualPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ParityFixture.Cases.GetProperty(name);
        var inputs = fixture.GetProperty("inputs").EnumerateArray().Select(n => ParityFixture.Tensor(n).requires_grad_()).ToArray();

        var value = operations[name](inputs);
        (value * arange(1, value.numel() + 1).reshape(value.shape)).sum().backward();

        AssertClose(ParityFixture.Tensor(fixture.GetProperty("value")), value);
        foreach (var (gradient, input) in fixture.GetProperty("gradients").EnumerateArray().Zip(inputs))
            AssertClose(ParityFixture.Tensor(gradient), input.grad!);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(actual.allclose(expected, 1e-5, 1e-6), $"expected {expected.npstr()} but was {actual.npstr()}");
    }
}
