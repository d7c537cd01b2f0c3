using System.Globalization;
using System.Text;
using FashionNotebooks.Search;
using FashionNotebooks.Tests.Checkpoints;

namespace FashionNotebooks.Tests.Search;

/// <summary>What FAISS reads of our indexes: by its format, and by Debian's FAISS itself.</summary>
public sealed class FaissFileTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DistanceMetric.Euclidean, "IxF2", 1)]
    [InlineData(DistanceMetric.Cosine, "IxFI", 0)]
    public void Every_byte_is_that_of_the_format(DistanceMetric metric, string letters, int number)
    {
        foreach (IndexKind kind in new[] { IndexKind.Flat, IndexKind.Int8, IndexKind.Hnsw })
        {
            using LocalIndex index = IndexKindsTests.Build(kind, metric);
            FaissFile.Write(folder.File("f"), index);
            using var reader = new BinaryReader(File.OpenRead(folder.File("f")));
            Assert.Equal(letters, Encoding.ASCII.GetString(reader.ReadBytes(4)));
            Assert.Equal((index.Dimension, (long)index.Photos.Count), (reader.ReadInt32(), reader.ReadInt64()));
            Assert.Equal((1L << 20, 1L << 20), (reader.ReadInt64(), reader.ReadInt64()));
            Assert.Equal((true, number), (reader.ReadBoolean(), reader.ReadInt32()));
            Assert.Equal((long)index.Photos.Count * index.Dimension, reader.ReadInt64());
            for (int item = 0; item < index.Photos.Count; item++)
                Assert.Equal(index.Embedding(item), Enumerable.Range(0, index.Dimension).Select(_ => reader.ReadSingle()));
            Assert.Equal(reader.BaseStream.Length, reader.BaseStream.Position);
        }
    }

    [FaissTheory]
    [InlineData(DistanceMetric.Euclidean)]
    [InlineData(DistanceMetric.Cosine)]
    public void FAISS_answers_the_same(DistanceMetric metric)
    {
        const string script = """
            import sys, faiss
            index = faiss.read_index(sys.argv[1])
            print("IndexFlatL2" if index.metric_type == faiss.METRIC_L2 else "IndexFlatIP")
            for query in range(20):
                distances, ids = index.search(index.reconstruct_n(query, 1), 10)
                print(*(f"{id}:{distance:.9g}" for id, distance in zip(ids[0], distances[0])))
            """;
        using LocalIndex index = IndexKindsTests.Build(IndexKind.Flat, metric);
        FaissFile.Write(folder.File("f"), index);
        (int exit, string output, string error) = PythonFactAttribute.Run("-c", script, folder.File("f"));
        Assert.True(exit == 0, error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(FaissFile.IndexName(metric), lines[0]);
        Assert.Equal(21, lines.Length);
        for (int item = 0; item < 20; item++)
        {
            IReadOnlyList<SearchResult> ours = index.Search(index.Embedding(item), 10);
            string[][] theirs = [.. lines[1 + item].Split(' ').Select(pair => pair.Split(':'))];
            Assert.Equal(ours.Select(result => result.Path), theirs.Select(pair => $"{pair[0]}.jpg"));
            foreach ((SearchResult result, string[] pair) in ours.Zip(theirs))
            {
                double value = double.Parse(pair[1], CultureInfo.InvariantCulture);
                Assert.Equal(metric == DistanceMetric.Cosine ? 1 - value : Math.Sqrt(value), result.Distance, tolerance: 1e-5);
            }
        }
    }
}

/// <summary>A test that asks FAISS; it is skipped where the system's Python has none.</summary>
public sealed class FaissTheoryAttribute : TheoryAttribute
{
    public FaissTheoryAttribute()
    {
        const string look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('faiss') is None)";
        if (!File.Exists("/usr/bin/python3") || PythonFactAttribute.Run("-c", look).ExitCode != 0)
            Skip = "python3-faiss is not installed";
    }
}
