using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FashionNotebooks.Data;
using FashionNotebooks.Export;
using FashionNotebooks.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>A classifier exported with 32 and with 8 bits, in ONNX Runtime, over all photos of a folder with train/ and validation/: answers, bytes, time.</summary>
internal static class OnnxBenchmark
{
    private const int CalibrationPhotos = 256;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures, prints, and writes what it printed.</summary>
    /// <param name="options">The model, the folder of the photos, and where to write to. NODE_PATH must name a folder with onnxruntime-node.</param>
    public static void Run(string[] options)
    {
        using TrainedModel model = TrainedModel.Load(options[0]);
        using PhotoSet train = Photos(options[1], "train", model), validation = Photos(options[1], "validation", model);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("onnx-benchmark-");
        string full = Path.Combine(folder.FullName, "float32.onnx"), small = Path.Combine(folder.FullName, "int8.onnx"), pixels = Path.Combine(folder.FullName, "pixels");
        try
        {
            OnnxExport.Write(model, full, new() { Flip = false });
            OnnxExport.Write(model, small, new() { Flip = false, Calibration = train.Batch([.. Enumerable.Range(0, CalibrationPhotos).Select(i => (long)i * train.Count / CalibrationPhotos)]) });
            File.WriteAllBytes(pixels, [.. train.Pixels.data<byte>().ToArray(), .. validation.Pixels.data<byte>().ToArray()]);
            int[] labels = [.. train.LabelList, .. validation.LabelList];
            (string scale, string bias) = ScaleAndBias(model.Preprocessing.Normalize);
            JsonElement peer = Peer(pixels, $"{labels.Length}", $"{model.Preprocessing.Size}", scale, bias, full, small);
            float[] ours = [.. model.Predictor().Logits(train.Pixels).data<float>().ToArray(), .. model.Predictor().Logits(validation.Pixels).data<float>().ToArray()];
            Write(options[2], model, ours, labels, peer, [full, small]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PhotoSet Photos(string folder, string split, TrainedModel model) =>
        PhotoSet.Load(DataRoot.Open(folder).OpenSplit(split, model.Classes), model.Preprocessing);

    // What normalisation makes of black and of white says what it does to all between.
    private static (string Scale, string Bias) ScaleAndBias(NormalizationKind kind)
    {
        using Tensor pixels = tensor((byte[])[0, 0, 0, 255, 255, 255]).view(2, 3, 1, 1), values = Normalization.ToModelInput(pixels, kind);
        float[] ends = values.data<float>().ToArray();
        return (Commas(ends[3..].Zip(ends, (white, black) => (white - black) / byte.MaxValue)), Commas(ends[..3]));
    }

    private static string Commas(IEnumerable<float> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static JsonElement Peer(params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "onnx_peer.cjs"), .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        return JsonSerializer.Deserialize<JsonElement>(process.StandardOutput.ReadToEnd());
    }

    private static void Write(string path, TrainedModel model, float[] ours, int[] labels, JsonElement peer, string[] files)
    {
        float[][] theirs = [.. peer.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("logits").EnumerateArray().Select(value => value.GetSingle()).ToArray())];
        int[] expected = Answers(ours, labels.Length);
        var document = new
        {
            architecture = model.Metadata.Architecture,
            recipe = model.Metadata.Recipe,
            runtime = peer.GetProperty("runtime").GetString(),
            threads = 1,
            n = labels.Length,
            largest_difference = ours.Zip(theirs[0], (a, b) => Math.Abs(a - b)).Max(),
            same_class = Same(expected, Answers(theirs[0], labels.Length)),
            files = files.Select((file, i) => new
            {
                file = Path.GetFileNameWithoutExtension(file),
                bytes = new FileInfo(file).Length,
                accuracy = Same(labels, Answers(theirs[i], labels.Length)) / (double)labels.Length,
                same_class = Same(expected, Answers(theirs[i], labels.Length)),
                milliseconds = peer.GetProperty("files")[i].GetProperty("milliseconds").GetDouble(),
            }),
        };
        string text = JsonSerializer.Serialize(document, Indented);
        Console.WriteLine(text);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n")));
    }

    private static int[] Answers(float[] logits, int count) => [.. logits.Chunk(logits.Length / count).Select(row => Array.IndexOf(row, row.Max()))];

    private static int Same(int[] a, int[] b) => a.Zip(b).Count(pair => pair.First == pair.Second);
}
