using System.Runtime.InteropServices;
using FashionNotebooks.Checkpoints;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Decoding;
using FashionNotebooks.Search;
using FashionNotebooks.Search.Aspects;
using FashionNotebooks.Search.Graph;
using FashionNotebooks.Search.Scan;
using FashionNotebooks.Training;
using static TorchSharp.torch;

namespace FashionNotebooks.Doors;

/// <summary>Doors for photos, weights and indexes.</summary>
internal static class FileDoors
{
    private static readonly byte[][] header = Door.Texts(
        "\"dtype\":\"F32\"", "\"I64\"", "\"shape\":[", "\"data_offsets\":[0,", "{", "}", "[", "]", ",", "\"", "\\ud800", "\\u0000", "null",
        "\"__metadata__\":{", "[[[[[[[[[[[[[[[[", "\xff");

    public static Door Photo(Workshop workshop)
    {
        byte[] planes = new byte[3 * 64 * 64];
        byte[][] seeds = Workshop.Fixtures(
            "images", "colour.jpg", "progressive.jpg", "cmyk.jpg", "ycck.jpg", "grey.jpg", "exif6.jpg", "alpha.png", "palette.png",
            "rgb16.png", "greyalpha.png", "exif6.webp", "lossless.webp", "alpha.webp", "rgb.bmp", "rgb.png");
        byte[][] words =
        [
            [0xFF, 0xD8], [0xFF, 0xD9], [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0], [0xFF, 0xDC, 0, 4, 0, 200],
            [0xFF, 0xC0, 0, 17, 8, 0x75, 0x30, 0x75, 0x30, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
            [0xFF, 0xC2], [0xFF, 0xC4], [0xFF, 0xDB], [0xFF, 0xE1], [0xFF, 0xDD, 0, 4, 0, 1],
            .. Door.Texts("Exif\0\0II*\0", "Exif\0\0MM\0*", "ICC_PROFILE\0", "IHDR", "IDAT", "PLTE", "tRNS", "eXIf", "zTXt", "iCCP",
                "IEND"),
            .. Door.Texts("RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "BM"),
        ];
        return new("photo", seeds, words, input => new Preprocessing(64).Decode(input, planes, PhotoLimits.Upload));
    }

    public static Door SafeTensors(Workshop workshop)
    {
        TensorEntry[] tensors =
        [
            new("a", ElementType.F32, [2, 2], new byte[16]), new("b.c", ElementType.U8, [3], new byte[3]),
            new("d", ElementType.I64, [], new byte[8]),
        ];
        SafeTensorsFile.Write(workshop.At("small"), tensors, new Dictionary<string, string> { ["seed"] = "1", ["format"] = "pt" });
        return new("safetensors", [File.ReadAllBytes(workshop.At("small"))], header, input =>
        {
            string path = workshop.Write("door.safetensors", input);
            SafeTensorsFile.Read(path);
            SearchIndex.IsIndex(path);
            using var scope = NewDisposeScope();
            StateDict.Load(path);
        });
    }

    public static Door Embeddings(Workshop workshop)
    {
        EmbeddingFile.Write(workshop.At("embeddings"), new EmbeddingSet([1, 2, 3, 4], [new("a.jpg", "hat"), new("b.jpg", "hat")]));
        byte[][] words = [.. header, .. Door.Texts("\"embeddings\":", "\"items\":", "\"path\":", "\"sha256\":", "null", "look")];
        return new("embeddings", [File.ReadAllBytes(workshop.At("embeddings"))], words, input =>
            EmbeddingFile.Read([workshop.Write("door.embeddings", input)]));
    }

    /// <summary>Whole models: what the metadata say decides what is made.</summary>
    public static Door Checkpoint(Workshop workshop) => new("checkpoint", [File.ReadAllBytes(workshop.Model)], header, input =>
    {
        using var scope = NewDisposeScope();
        using TrainedModel model = TrainedModel.Load(workshop.Write("door.checkpoint", input));
    });

    /// <summary>What a stopped training goes on from.</summary>
    public static Door State(Workshop workshop)
    {
        byte[] seed = File.ReadAllBytes(workshop.State);
        IReadOnlyDictionary<string, string> metadata = SafeTensorsFile.ReadMetadata(workshop.State);
        var run = new RunIdentity(metadata["fingerprint"], metadata["run"]);
        return new("state", [seed], header, input =>
        {
            using var scope = NewDisposeScope();
            using TrainingState? state = TrainingState.Load(workshop.Write("door.state", input), run);
        });
    }

    public static Door Pth(Workshop workshop)
    {
        byte[][] words =
        [
            [0x80, 2], [0x80, 4, 0x95], [0x8a, 8], [0x8c, 4], [(byte)'X', 255, 255, 255, 127], [(byte)'J', 255, 255, 255, 127],
            [0x85], [0x86], [0x87], .. Door.Texts("(", "t", "R", "Q", "h\0", "q\0", "]", "e", "u", "."),
            .. Door.Texts("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006"),
            .. Door.Texts("ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n",
                "ccollections\nOrderedDict\n", "cposix\nsystem\n", "storage", "data.pkl", "byteorder", "cpu"),
        ];
        byte[][] seeds = Workshop.Fixtures("checkpoints", "state.pth", "wrapped.pth", "protocol4.pth", "legacy.pth", "compressed.pth");
        return new("pth", seeds, words, input => PthFile.Read(workshop.Write("door.pth", input)));
    }

    /// <summary>Index files, whose checksum is made right again where they can be read at all: else nothing would lie behind it.</summary>
    public static Door Index(Workshop workshop)
    {
        IndexKind[] kinds = [IndexKind.Flat, IndexKind.Int8, IndexKind.Hnsw];
        byte[][] seeds = [.. kinds.Select(kind => File.ReadAllBytes(workshop.Index(kind)))];
        byte[][] words =
        [
            .. header,
            .. Door.Texts("\"kind\":\"flat\"", "\"hnsw\"", "\"int8\"", "\"ivf\"", "\"count\":\"2\"", "\"cosine\"", "graph.nodes", "items"),
        ];
        return new("index", seeds, words, input =>
        {
            string path = workshop.Write("door.index", input);
            Sign(path);
            foreach (long copied in (long[])[0, long.MaxValue])
            {
                using LocalIndex index = SearchIndex.Open(path, copied);
                float[] query = index.Embedding(index.Photos.Count - 1);
                index.Search(query, k: 3);
                index.Search(query, k: 3, new PhotoFilter { Classes = [index.Photos[0].Class] });
                if (index.Looks is not null)
                    index.Search(index.Query(0), Likeness.Parse("mix"), k: 3);
            }
        });
    }

    /// <summary>The graph of USearch in an index: every link is followed to where a number says.</summary>
    public static Door Graph(Workshop workshop)
    {
        var random = new Random(3);
        float[] rows = [.. Enumerable.Range(0, 40 * 4).Select(_ => (float)random.NextDouble())];
        using LinkGraph built = LinkGraph.Build(null, rows, [.. Enumerable.Range(0, 40)], dimension: 4, links: 3, null, default);
        return new("graph", [built.Entry.Bytes.ToArray()], Door.Texts("usearch\u0002\0", "e\u000b\u000e\u000f"), input =>
        {
            VectorBuffer bytes = VectorBuffer.Allocate(input.Length, "the graph");
            input.CopyTo(bytes.GetSpan());
            using var graph = new LinkGraph(bytes);
            graph.Search(new float[graph.Dimension], new ulong[5]);
            graph.Search(graph.Row(graph.Nodes - 1), new ulong[50]);
        })
        {
            Refuses = e => e is InvalidOperationException && e.Message.Contains("its graph", StringComparison.Ordinal),
        };
    }

    public static Door Onnx(Workshop workshop)
    {
        string file = workshop.At("model.onnx");
        using (TrainedModel model = TrainedModel.Load(workshop.Model))
            OnnxExport.Write(model, file);
        byte[][] words = Door.Texts(
            "Conv", "Gemm", "Reshape", "Identity", "Loop", "If", "input", "embedding", "logits", "batch", "../../etc/passwd", "external");
        return new("onnx", [File.ReadAllBytes(file)], words, input =>
        {
            using OnnxModel model = OnnxModel.Load(workshop.Write("door.onnx", input));
        });
    }

    private static void Sign(string path)
    {
        try
        {
            var (metadata, tensors) = SafeTensorsFile.Read(path);
            using var hash = IndexFile.Checksum(metadata);
            foreach (TensorEntry tensor in SafeTensorsFile.Order(tensors))
                hash.AppendData(tensor.Bytes.Span);
            string sum = Convert.ToHexStringLower(hash.GetHashAndReset());
            var signed = new Dictionary<string, string>(metadata) { ["sha256"] = sum };
            SafeTensorsFile.Write(path, tensors, signed, alignment: 64);
        }
        catch (Exception e) when (e is InputException or ArgumentException)
        {
            // It goes in as it is.
        }
    }
}
