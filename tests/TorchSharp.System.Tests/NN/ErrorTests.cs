using TorchSharp;
using static TorchSharp.torch;

namespace TorchSharp.Tests.NN;

/// <summary>Wrong input is one exception with one readable line, never an abort.</summary>
public class ErrorTests
{
    public static TheoryData<string> Cases => [.. Calls.Keys];

    private static readonly Dictionary<string, Action> Calls = new()
    {
        ["conv channels"] = () => nn.Conv2d(3, 4, 3).call(zeros(1, 4, 5, 5)),
        ["conv dimensions"] = () => nn.Conv2d(3, 4, 3).call(zeros(3)),
        ["conv kernel too large"] = () => nn.Conv2d(3, 4, 9).call(zeros(1, 3, 5, 5)),
        ["conv groups"] = () => nn.Conv2d(3, 4, 3, groups: 2),
        ["conv same with stride"] = () => nn.Conv2d(3, 4, 3, Padding.Same, stride: 2),
        ["conv size zero"] = () => nn.Conv2d(3, 0, 3),
        ["linear size"] = () => nn.Linear(3, 4).call(zeros(2, 5)),
        ["linear negative"] = () => nn.Linear(-3, 4),
        ["batch norm dimensions"] = () => nn.BatchNorm2d(3).call(zeros(2, 3)),
        ["batch norm channels"] = () => nn.BatchNorm2d(3).call(zeros(2, 4, 2, 2)),
        ["batch norm one value"] = () => nn.BatchNorm2d(3).call(zeros(1, 3, 1, 1)),
        ["batch norm function one value"] = () => nn.functional.batch_norm(zeros(1, 3), null, null, training: true),
        ["dropout probability"] = () => nn.Dropout(1.5),
        ["max pool window"] = () => nn.MaxPool2d(7).call(zeros(1, 1, 3, 3)),
        ["cross entropy class"] = () => nn.CrossEntropyLoss().call(zeros(2, 3), tensor(new long[] { 0, 3 })),
        ["cross entropy batch"] = () => nn.CrossEntropyLoss().call(zeros(2, 3), tensor(new long[] { 0 })),
        ["cross entropy type"] = () => nn.CrossEntropyLoss().call(zeros(2, 3), tensor(new[] { 0, 1 })),
        ["interpolate nothing"] = () => nn.functional.interpolate(zeros(1, 1, 2, 2)),
        ["interpolate dimensions"] = () => nn.functional.interpolate(zeros(2, 2), [3, 3]),
        ["interpolate negative"] = () => nn.functional.interpolate(zeros(1, 1, 2, 2), [0, 3]),
        ["grid batch"] = () => nn.functional.grid_sample(zeros(1, 1, 2, 2), zeros(2, 2, 2, 2)),
        ["reflect pad too wide"] = () => nn.functional.pad(zeros(1, 1, 2, 2), (5, 5, 5, 5), PaddingModes.Reflect),
        ["one hot class"] = () => nn.functional.one_hot(tensor(new long[] { 5 }), 3),
        ["null input"] = () => nn.Conv2d(3, 4, 3).call(null!),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneReadableLine(string name)
    {
        using var scope = NewDisposeScope();
        var error = Assert.ThrowsAny<Exception>(Calls[name]);
        Assert.True(error is ArgumentException or InvalidOperationException or System.Runtime.InteropServices.ExternalException or IndexOutOfRangeException, error.GetType().Name);
        Assert.DoesNotContain('\n', error.Message.TrimEnd());
        Assert.DoesNotContain("INTERNAL ASSERT", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 10, 400);
    }
}
