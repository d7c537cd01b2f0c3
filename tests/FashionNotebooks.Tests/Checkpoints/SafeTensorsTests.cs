using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Tests.Checkpoints;

public sealed class SafeTensorsTests : IDisposable
{
    private static readonly Dictionary<string, string> NoMetadata = [];
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_tiny_file_has_the_bytes_that_the_format_says()
    {
        string path = folder.File("tiny.safetensors");
        SafeTensorsFile.Write(path, [Floats("b", [2], 1, -2), new("a", ElementType.U8, [3], new byte[] { 7, 8, 9 })], Metadata("k", "é\n"));

        const string Json =
            """{"__metadata__":{"k":"é\n"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}"""
            + ""","a":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}""";
        byte[] json = Encoding.UTF8.GetBytes(Json);
        int padded = (json.Length + 7) / 8 * 8;
        byte[] expected = [(byte)padded, 0, 0, 0, 0, 0, 0, 0, .. json, .. Enumerable.Repeat((byte)' ', padded - json.Length), 0, 0, 0x80,
            0x3f, 0, 0, 0, 0xc0, 7, 8, 9];
        Assert.Equal(expected, File.ReadAllBytes(path));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        string path = folder.File("all.safetensors");
        TensorEntry[] written =
        [
            .. Enum.GetValues<ElementType>()
                .Select((type, i) => new TensorEntry($"t.{type}", type, [2, i, 3], Noise(type.Size() * 2 * i * 3))),
            Floats("nan", [], float.NaN),
            new("empty", ElementType.F64, [0, long.MaxValue >> 20, long.MaxValue >> 20], Array.Empty<byte>()),
        ];
        SafeTensorsFile.Write(path, written, Metadata("classes", "[\"hat\"]"));

        var file = SafeTensorsFile.Read(path);
        Assert.Equal("[\"hat\"]", file.Metadata["classes"]);
        Assert.Equal(written.Length, file.Tensors.Length);
        foreach (TensorEntry tensor in written)
        {
            TensorEntry read = file.Tensors.Single(t => t.Name == tensor.Name);
            Assert.Equal(tensor.Type, read.Type);
            Assert.Equal(tensor.Shape, read.Shape);
            Assert.Equal(tensor.Bytes.ToArray(), read.Bytes.ToArray());
        }
        Assert.Equal(file.Metadata, SafeTensorsFile.ReadMetadata(path));
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_order_of_the_entries()
    {
        TensorEntry[] tensors = [Floats("x", [1], 1), Floats("y", [1], 2), new("z", ElementType.I64, [0], Array.Empty<byte>())];
        SafeTensorsFile.Write(folder.File("1"), tensors, NoMetadata);
        SafeTensorsFile.Write(folder.File("2"), tensors.Reverse(), NoMetadata);
        Assert.Equal(File.ReadAllBytes(folder.File("1")), File.ReadAllBytes(folder.File("2")));
    }

    [Fact]
    public void A_shorter_file_leaves_nothing_of_the_longer_one_before_it()
    {
        string path = folder.File("f");
        SafeTensorsFile.Write(path, [Floats("x", [100], new float[100])], NoMetadata);
        SafeTensorsFile.Write(path, [Floats("x", [1], 5)], NoMetadata);
        Assert.Equal(4, SafeTensorsFile.Read(path).Tensors.Single().Bytes.Length);
    }

    [Fact]
    public void Entries_that_contradict_themselves_are_not_written()
    {
        Assert.Throws<ArgumentException>(() => SafeTensorsFile.Write(folder.File("f"), [Floats("x", [3], 1)], NoMetadata));
        Assert.Throws<ArgumentException>(() =>
            SafeTensorsFile.Write(folder.File("f"), [Floats("x", [1], 1), Floats("x", [1], 1)], NoMetadata));
        Assert.Throws<ArgumentException>(() =>
            SafeTensorsFile.Write(folder.File("f"), [Floats("x", [1], 1)], Metadata("k", new string('x', 2 << 20))));
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    public static TheoryData<string, string, int> HostileHeaders => new()
    {
        { "", "does not begin with '{'", 0 },
        { "[]", "does not begin with '{'", 0 },
        { " {}", "does not begin with '{'", 0 },
        { "{", "not valid JSON", 0 },
        { "{} x", "not valid JSON", 0 },
        { """{"a":1,"a":2}""", "not valid JSON", 0 },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "not valid JSON", 4 },
        { """{"__metadata__":{"k":"1","k":"2"}}""", "not valid JSON", 0 },
        { """{"\ud800":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", "not valid JSON", 4 },
        { """{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}""", "not valid JSON", 0 },
        { """{"__metadata__":[]}""", "__metadata__ is not an object", 0 },
        { """{"__metadata__":{"k":1}}""", "metadata 'k' is not a string", 0 },
        { """{"a":3}""", "tensor 'a' is not an object", 0 },
        { """{"a":{"shape":[],"data_offsets":[0,4]}}""", "tensor 'a' has no dtype", 4 },
        { """{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", "dtype 'F8_E4M3', which is not supported", 4 },
        { """{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", "dtype 'f32', which is not supported", 4 },
        { """{"a":{"dtype":"F32","data_offsets":[0,4]}}""", "has no shape", 4 },
        { """{"a":{"dtype":"F32","shape":[1]}}""", "has no data_offsets", 4 },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "shape of tensor 'a' holds", 4 },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "shape of tensor 'a' holds", 4 },
        { """{"a":{"dtype":"F32","shape":[281474976710656],"data_offsets":[0,4]}}""", "shape of tensor 'a' holds", 4 },
        { """{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "shape of tensor 'a' holds", 4 },
        { """{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""",
            "33 dimensions", 4 },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "3 data_offsets instead of 2", 4 },
        { """{"a":{"dtype":"F32","shape":[281474976710655,281474976710655],"data_offsets":[0,4]}}""", "overflows", 4 },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "ends at 0, before it begins at 4", 4 },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", "has 4 bytes but its F32 shape [2] needs 8", 4 },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "a hole of 4 bytes before tensor 'a'", 8 },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
            "overlaps", 4 },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "cut off: 4 bytes are missing", 4 },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "3 bytes follow the last tensor", 7 },
        { """{"a\nb":3}""", "tensor 'a?b' is not an object", 0 },
    };

    [Theory]
    [MemberData(nameof(HostileHeaders))]
    public void A_hostile_header_is_one_clear_line(string header, string finding, int bufferBytes)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        AssertRefused([.. Prefix(json.Length), .. json, .. new byte[bufferBytes]], finding);
    }

    [Fact]
    public void A_length_that_lies_is_refused_before_anything_is_allocated()
    {
        AssertRefused([], "it has 0 bytes and needs at least 8");
        AssertRefused(new byte[7], "it has 7 bytes and needs at least 8");
        AssertRefused([.. Prefix(long.MaxValue), .. "{}"u8], "claims a header of 9223372036854775807 bytes, the most is 1048576");
        AssertRefused([.. Prefix(-1), .. "{}"u8], "claims a header of 18446744073709551615 bytes, the most is 1048576");
        AssertRefused([.. Prefix(3), .. "{}"u8], "claims a header of 3 bytes but has 2");
        AssertRefused([.. Prefix(4), (byte)'{', 0xff, (byte)' ', (byte)'}'], "not UTF-8");
        const string entry = """{"dtype":"U8","shape":[0],"data_offsets":[0,0]}""";
        string many = "{" + string.Join(',', Enumerable.Range(0, 4097).Select(i => $"\"{i}\":{entry}")) + "}";
        AssertRefused([.. Prefix(many.Length), .. Encoding.UTF8.GetBytes(many)], "more than 4096 tensors");
    }

    [Fact]
    public void A_file_that_is_longer_than_it_says_is_refused_by_its_length()
    {
        string path = Sparse("{}", 600L << 20);
        Assert.Contains(
            "629145590 bytes follow", Assert.Throws<InputException>(() => SafeTensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_limited_by_the_file_and_not_by_a_number()
    {
        // Five names for one piece of memory: 650 MiB in the file.
        var piece = new byte[130 << 20];
        piece[^1] = 7;
        string path = folder.File("large");
        SafeTensorsFile.Write(
            path, [.. Enumerable.Range(0, 5).Select(i => new TensorEntry($"{i}", ElementType.U8, [piece.Length], piece))], NoMetadata);
        Assert.InRange(new FileInfo(path).Length, 5L * piece.Length, long.MaxValue);
        using SafeTensorsReader reader = SafeTensorsReader.Open(path);
        Assert.Equal(5, reader.Header.Tensors.Count);
        reader.Read(reader.Header.Tensors[4], piece.AsSpan());
        Assert.Equal(7, piece[^1]);
    }

    [Fact]
    public void More_than_the_machine_can_hold_is_refused_before_it_is_read()
    {
        long bytes = 1L << 42;
        string path = Sparse($"{{\"a\":{{\"dtype\":\"U8\",\"shape\":[{bytes}],\"data_offsets\":[0,{bytes}]}}}}", bytes);
        string message = Assert.Throws<InputException>(() => StateDict.Load(path)).Message;
        Assert.Contains("bytes of memory", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Contains("the most is", Assert.Throws<InputException>(() => SafeTensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_padded_header_is_accepted() =>
        Assert.Empty(SafeTensorsFile.Read(folder.Write("f", [.. Prefix(6), .. "{}    "u8])).Tensors);

    [Fact]
    public void A_pointer_of_Git_LFS_is_named()
    {
        string path = folder.Write("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 12345\n"u8.ToArray());
        Assert.Contains("Git LFS", Assert.Throws<InputException>(() => SafeTensorsFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("Git LFS", Assert.Throws<InputException>(() => PthFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_and_folders_are_named()
    {
        Assert.Contains("there is no file", Assert.Throws<InputException>(() => SafeTensorsFile.Read(folder.File("none"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "is a folder", Assert.Throws<InputException>(() => SafeTensorsFile.Read(folder.Root)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => SafeTensorsFile.Read("/dev/zero"));
        Assert.Throws<InputException>(() => SafeTensorsFile.Read(""));
        Assert.Throws<InputException>(() => SafeTensorsFile.Read("a\0b"));
    }

    [PythonFact]
    public void PyTorch_reads_the_same_values()
    {
        string path = folder.File("f.safetensors");
        SafeTensorsFile.Write(path, [Floats("a.weight", [2, 2], 1, 2, 3, 4.5f), new("n", ElementType.I64, [], BitConverter.GetBytes(42L))],
            Metadata("architecture", "tiny"));
        var (exit, output, error) = PythonFactAttribute.Run(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", "read_safetensors.py"), path);
        Assert.True(exit == 0, error);
        JsonElement read = JsonDocument.Parse(output).RootElement;
        Assert.Equal("tiny", read.GetProperty("metadata").GetProperty("architecture").GetString());
        Assert.Equal(10.5, read.GetProperty("tensors").GetProperty("a.weight").GetProperty("sum").GetDouble());
        Assert.Equal(2, read.GetProperty("tensors").GetProperty("a.weight").GetProperty("shape").GetArrayLength());
        Assert.Equal(42, read.GetProperty("tensors").GetProperty("n").GetProperty("sum").GetDouble());
    }

    private string Sparse(string header, long bytes)
    {
        string path = folder.Write("sparse", [.. Prefix(header.Length), .. Encoding.UTF8.GetBytes(header)]);
        using FileStream stream = File.OpenWrite(path);
        stream.SetLength(header == "{}" ? bytes : stream.Length + bytes);
        return path;
    }

    private void AssertRefused(byte[] content, string finding)
    {
        string path = folder.Write("hostile.safetensors", content);
        string message = Assert.Throws<InputException>(() => SafeTensorsFile.Read(path)).Message;
        Assert.Contains(finding, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static TensorEntry Floats(string name, long[] shape, params float[] values) =>
        new(name, ElementType.F32, shape, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray());

    private static byte[] Noise(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    private static Dictionary<string, string> Metadata(string key, string value) => new() { [key] = value };

    private static byte[] Prefix(long length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        return bytes;
    }
}
