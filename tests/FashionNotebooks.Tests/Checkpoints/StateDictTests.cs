using System.Text;
using FashionNotebooks.Checkpoints;
using static TorchSharp.torch;

namespace FashionNotebooks.Tests.Checkpoints;

public sealed class StateDictTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tensors_of_every_type_come_back()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        foreach (ElementType type in Enum.GetValues<ElementType>())
            tensors.Add(type.Name(), tensor(new float[] { 0, 1, 1, 0, 1, 1 }).reshape(2, 3).to_type(type.ToEngine()));
        tensors.Add("transposed", arange(6).reshape(2, 3).t());
        tensors.Add("scalar", tensor(7L));
        tensors.Add("empty", zeros(0, 4));

        string path = folder.File("m.safetensors");
        StateDict.Save(path, tensors, new Dictionary<string, string> { ["k"] = "v" });
        Dictionary<string, Tensor> read = StateDict.Load(path);

        Assert.Equal(tensors.Count, read.Count);
        foreach ((string name, Tensor expected) in tensors)
        {
            Assert.Equal(expected.dtype, read[name].dtype);
            Assert.Equal(expected.shape, read[name].shape);
            Assert.Equal(expected.contiguous().bytes.ToArray(), read[name].bytes.ToArray());
        }
        Assert.Equal("v", SafeTensorsFile.ReadMetadata(path)["k"]);
    }

    [Fact]
    public void A_file_of_PyTorch_is_told_by_its_content()
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> read = StateDict.Load(PthFileTests.Fixture("state.pth"));
        Assert.Equal([0, 4, 8], read["conv.transposed"][0].data<float>().ToArray());
        Assert.Equal(7, read["long"].item<long>());
        Assert.Equal(1.5f, read["brain"].to_type(ScalarType.Float32).item<float>());
        Assert.Equal([0, 4, 8], StateDict.Load(PthFileTests.Fixture("legacy.pth"))["conv.transposed"][0].data<float>().ToArray());
    }

    /// <summary>The length of a header comes first, and its low bytes may be those that a pickle or an archive begins with.</summary>
    [Theory]
    [InlineData(0x280)]
    [InlineData(0x4B50)]
    [InlineData(0x10280)]
    public void A_header_of_any_length_is_one_of_safetensors(int length)
    {
        string header = """{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""".PadRight(length);
        string path = folder.Write("w", [.. BitConverter.GetBytes((long)length), .. Encoding.UTF8.GetBytes(header), .. new byte[4]]);
        using Tensor read = Assert.Single(StateDict.Load(path)).Value;
        Assert.Equal(0, read.item<float>());
    }

    [Fact]
    public void Values_are_copied_into_the_tensors_that_are_there()
    {
        using var scope = NewDisposeScope();
        var target = new Dictionary<string, Tensor> { ["w"] = zeros(2, requires_grad: true) };
        StateDict.LoadInto(target, new Dictionary<string, Tensor> { ["w"] = tensor(new double[] { 1, 2 }) });
        Assert.Equal([1, 2], target["w"].data<float>().ToArray());
        Assert.True(target["w"].requires_grad);
    }

    [Fact]
    public void What_does_not_fit_is_one_line_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var target = new Dictionary<string, Tensor> { ["a"] = zeros(2), ["b"] = zeros(2, 3), ["c"] = zeros(1) };
        var source = Enumerable.Range(0, 9).ToDictionary(i => $"x{i}", _ => ones(1));
        source.Add("a", ones(2));
        source.Add("b", ones(3, 2));
        Assert.Equal(
            "'f' does not fit the model: missing 'c'; unexpected 'x0', 'x1', 'x2' and 6 more; wrong shape 'b' [3, 2] instead of [2, 3]; "
                + "use the architecture and classes it was trained with",
            Assert.Throws<InputException>(() => StateDict.LoadInto(target, source, "f")).Message);
        Assert.Equal([0, 0], target["a"].data<float>().ToArray());
    }

    [Fact]
    public void A_model_of_PyTorch_is_loaded_saved_and_loaded_again()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3));
        StateDict.LoadInto(model.state_dict(), StateDict.Load(PthFileTests.Fixture("wrapped.pth")), "wrapped.pth");
        model.eval();
        string path = folder.File("again.safetensors");
        StateDict.Save(path, model.state_dict());
        using var other = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3));
        StateDict.LoadInto(other.state_dict(), StateDict.Load(path));
        other.eval();
        using Tensor input = randn(4, 2);
        Assert.Equal(model.forward(input).data<float>().ToArray(), other.forward(input).data<float>().ToArray());
        Assert.Equal(0.25f, model.state_dict()["0.weight"][0, 0].item<float>(), 2);
    }
}
