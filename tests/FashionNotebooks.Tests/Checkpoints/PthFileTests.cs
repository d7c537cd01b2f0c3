using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Tests.Checkpoints;

/// <summary>The files come from <c>Fixtures/make_checkpoints.py</c>; the hostile archives are built here.</summary>
public sealed class PthFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    internal static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "checkpoints", name);

    [Theory]
    [InlineData("state.pth")]
    [InlineData("protocol4.pth")]
    [InlineData("legacy.pth")]
    public void A_state_dict_of_PyTorch_is_read_with_its_types_and_views(string name)
    {
        Dictionary<string, TensorEntry> tensors = PthFile.Read(Fixture(name)).Tensors.ToDictionary(t => t.Name);

        float[] base12 = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        AssertTensor(tensors["conv.weight"], ElementType.F32, [3, 4], base12);
        AssertTensor<float>(tensors["conv.transposed"], ElementType.F32, [4, 3], [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]);
        AssertTensor(tensors["conv.tail"], ElementType.F32, [4], base12[8..]);
        AssertTensor<float>(tensors["parameter"], ElementType.F32, [2], [0.5f, -0.5f]);
        AssertTensor(tensors["half"], ElementType.F16, [1], [(Half)1.5]);
        AssertTensor<ushort>(tensors["brain"], ElementType.BF16, [1], [0x3fc0]);
        AssertTensor<double>(tensors["double"], ElementType.F64, [2], [1, 2]);
        AssertTensor<long>(tensors["long"], ElementType.I64, [], [7]);
        AssertTensor<int>(tensors["int"], ElementType.I32, [1], [-7]);
        AssertTensor<byte>(tensors["bool"], ElementType.Bool, [2], [1, 0]);
        AssertTensor<float>(tensors["empty"], ElementType.F32, [0, 5], []);
        Assert.Equal(11, tensors.Count);
    }

    [Fact]
    public void A_training_checkpoint_gives_its_model_and_its_plain_values()
    {
        PthFile file = PthFile.Read(Fixture("wrapped.pth"));
        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked"],
            file.Tensors.Select(t => t.Name));
        Assert.Equal("3", file.Values["epoch"]);
        Assert.Equal("0.01", file.Values["lr"]);
        Assert.Equal("True", file.Values["best"]);
        Assert.Equal("hat", file.Values["class_names.1"]);
    }

    [Theory]
    [InlineData("hostile.pth", "asks for 'posix.system', which is refused")]
    [InlineData("module.pth", "asks for 'torch.nn.modules.container.Sequential', which is refused")]
    [InlineData("script.pth", "TorchScript")]
    [InlineData("compressed.pth", "is compressed")]
    public void Everything_else_is_named_and_refused(string name, string finding) => AssertRefused(Fixture(name), finding);

    [Fact]
    public void A_cut_or_other_legacy_file_is_refused()
    {
        byte[] good = File.ReadAllBytes(Fixture("legacy.pth"));
        for (int length = 5; length < good.Length; length += 7)
            Assert.Throws<InputException>(() => PthFile.Read(folder.Write("cut.pth", good[..length])));
        AssertRefused(folder.Write("other.pth", [0x80, 2, .. "N."u8, 0, 0]), "none of torch.save");
    }

    [Fact]
    public void Two_values_of_one_name_are_refused()
    {
        string tensor = Encoding.Latin1.GetString(TensorPickle(4, 0, [4], [1]))[2..^1]; // {'w': tensor}
        string value = tensor[tensor.IndexOf('c')..^1];
        string text = "\u0080\u0002}(K\0" + value + "X\u0001\0\0\00" + value + "u.";
        AssertRefused(Archive(Encoding.Latin1.GetBytes(text)), "two of its values have the name '0'");
    }

    /// <summary>As PyTorch's own ImageNet example and others write: a wrapper, and tensors beside it.</summary>
    [Theory]
    [InlineData("state_dict")]
    [InlineData("net")]
    public void Tensors_beside_a_wrapped_state_dict_do_not_count(string wrapper)
    {
        string tensor = Encoding.Latin1.GetString(TensorPickle(4, 0, [4], [1]))[2..^1]; // {'w': tensor}
        string text = $"\u0080\u0002}}(X{(char)wrapper.Length}\0\0\0{wrapper}{tensor}X\u0004\0\0\0best{tensor}u.";
        PthFile file = PthFile.Read(Archive(Encoding.Latin1.GetBytes(text)));
        Assert.Equal("w", Assert.Single(file.Tensors).Name);
    }

    /// <summary>Opcodes as text: what stands before the colon is the wish, after it what must be found.</summary>
    [Theory]
    [InlineData("cbuiltins\neval\n(X\u0001\0\0\01tR.", "builtins.eval")]
    [InlineData("c__main__\nx\n.", "__main__.x")]
    [InlineData("(icollections\nOrderedDict\n.", "opcode 0x69")]
    [InlineData("(ocollections\nOrderedDict\n.", "opcode 0x6f")]
    [InlineData("c torch\nload\n.", "' torch.load'")]
    [InlineData("N", "cut off")]
    [InlineData("", "cut off")]
    [InlineData(".", "takes more from its stack")]
    [InlineData("t.", "takes more from its stack")]
    [InlineData("K\u0001(\u0085.", "takes more from its stack")]
    [InlineData("h\u0001.", "memo 1")]
    [InlineData("Na.", "takes more from its stack")]
    [InlineData("NNa.", "appends to something else than a list")]
    [InlineData("NK\u0001Ns.", "sets items of something else than a dict")]
    [InlineData("}NNs.", "neither text nor whole number")]
    [InlineData("}(K\u0001NK\u0001Nu.", "has a key twice")]
    [InlineData("}(K\u0001u.", "sets items of something else")]
    [InlineData("]}b.", "sets the attributes")]
    [InlineData("NQ.", "something else than a tensor's storage")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff.", "cut off")]
    [InlineData("\u008c\u0001\u00ff.", "not UTF-8")]
    [InlineData("\u008a\u0009123456789.", "more than 64 bits")]
    [InlineData("\u0080\u0009N.", "protocol 9")]
    [InlineData("K\u0001.", "no tensor")]
    [InlineData("]q\0h\0a.", "nested deeper")]
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R.", "calls 'collections.OrderedDict' with arguments")]
    [InlineData("K\u0001)R.", "calls 'a value'")]
    [InlineData("ccollections\nOrderedDict\n.", "neither tensor, list, dict, text nor number")]
    public void A_hostile_pickle_is_one_clear_line(string pickle, string finding) =>
        AssertRefused(Archive(Encoding.Latin1.GetBytes(pickle)), finding);

    [Theory]
    [InlineData(4, 0, new long[] { 5 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, 1, new long[] { 4 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, -1, new long[] { 4 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, 5, new long[] { 0 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, 0, new long[] { 2 }, new long[] { 4 }, "fit no tensor")]
    [InlineData(4, 0, new long[] { 2 }, new long[] { -1 }, "fit no tensor")]
    [InlineData(4, 0, new long[] { -2 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, 0, new long[] { 2, 2 }, new long[] { 1 }, "fit no tensor")]
    [InlineData(4, 0, new long[] { long.MaxValue, long.MaxValue }, new long[] { long.MaxValue, long.MaxValue }, "fit no tensor")]
    [InlineData(4, 0, new long[] { long.MaxValue, long.MaxValue }, new long[] { 0, 0 }, "its tensors take more than")]
    [InlineData(4, 0, new long[] { 1 << 28 }, new long[] { 0 }, "its tensors take more than")]
    [InlineData(5, 0, new long[] { 4 }, new long[] { 1 }, "has 16 bytes instead of 5 values")]
    public void A_view_must_lie_in_its_storage(long count, long offset, long[] shape, long[] strides, string finding) =>
        AssertRefused(Archive(TensorPickle(count, offset, shape, strides)), finding);

    [Fact]
    public void Lists_that_double_at_each_level_do_not_explode()
    {
        var pickle = new StringBuilder("]q\0");
        for (char i = (char)1; i < 31; i++)
            pickle.Append(']').Append("(h").Append((char)(i - 1)).Append('h').Append((char)(i - 1)).Append("eq").Append(i);
        AssertRefused(Archive(Encoding.Latin1.GetBytes(pickle.Append('.').ToString())), "nested deeper");
    }

    [Fact]
    public void Other_files_are_refused()
    {
        AssertRefused(folder.Write("empty", []), "empty or cut off");
        AssertRefused(folder.Write("text", "hello world"u8.ToArray()), "no zip archive");
        AssertRefused(folder.Write("zip", "PK\u0003\u0004 and no end"u8.ToArray()), "cut off");
    }

    private void AssertRefused(string path, string finding)
    {
        string message = Assert.Throws<InputException>(() => PthFile.Read(path)).Message;
        Assert.Contains(finding, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private string Archive(byte[] pickle)
    {
        string path = folder.File("hostile.pth");
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in new[] { ("a/data.pkl", pickle), ("a/data/0", new byte[16]) })
        {
            using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
        return path;
    }

    private static byte[] TensorPickle(long count, long offset, long[] shape, long[] strides)
    {
        var pickle = new MemoryStream();
        void Text(string text) => pickle.Write(Encoding.Latin1.GetBytes(text));
        void Number(long value)
        {
            Text("\u008a\u0008");
            pickle.Write(BitConverter.GetBytes(value));
        }
        void Tuple(long[] values)
        {
            Text("(");
            Array.ForEach(values, Number);
            Text("t");
        }
        Text("\u0080\u0002}X\u0001\0\0\0wctorch._utils\n_rebuild_tensor_v2\n((X\u0007\0\0\0storage"
            + "ctorch\nFloatStorage\nX\u0001\0\0\00X\u0003\0\0\0cpu");
        Number(count);
        Text("tQ");
        Number(offset);
        Tuple(shape);
        Tuple(strides);
        Text("\u0089ccollections\nOrderedDict\n)RtRs.");
        return pickle.ToArray();
    }

    private static void AssertTensor<T>(TensorEntry tensor, ElementType type, long[] shape, T[] values)
        where T : unmanaged
    {
        Assert.Equal(type, tensor.Type);
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(values, MemoryMarshal.Cast<byte, T>(tensor.Bytes.Span).ToArray());
    }
}
