using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FashionNotebooks.Inference;
using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace FashionNotebooks.Benchmarks;

/// <summary>
/// A classifier exported with 32 and with 8 bits, in ONNX Runtime, over all photos of a folder with train/ and validation/, beside
/// TorchSharp: answers, bytes, time.
/// </summary>
internal static class OnnxBenchmark
{
    private const int CalibrationPhotos = 256, Rounds = 5, Each = 200;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures, prints, and writes what it printed.</summary>
    /// <param name="options">The model, the folder of the photos, and where to write to.</param>
    public static void Run(string[] options)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        using TrainedModel model = TrainedModel.Load(options[0]);
        using PhotoSet train = Photos(options[1], "train", model), validation = Photos(options[1], "validation", model);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("onnx-benchmark-");
        try
        {
            string full = Path.Combine(folder.FullName, "float32.onnx"), small = Path.Combine(folder.FullName, "int8.onnx");
            long[] calibration = [.. Enumerable.Range(0, CalibrationPhotos).Select(i => (long)i * train.Count / CalibrationPhotos)];
            OnnxExport.Write(model, full, new() { Flip = false });
            OnnxExport.Write(model, small, new() { Flip = false, Calibration = train.Batch(calibration) });
            Tensor pixels = cat([train.Pixels, validation.Pixels]),
                input = Normalization.ToModelInput(pixels, model.Preprocessing.Normalize);
            object measured = Measure(model, input, [.. train.LabelList, .. validation.LabelList], [full, small]);
            string text = JsonSerializer.Serialize(measured, Indented);
            Console.WriteLine(text);
            AtomicFile.Write(options[2], stream => stream.Write(Encoding.UTF8.GetBytes(text + "\n")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // input: [N, 3, S, S], normalised
    private static object Measure(TrainedModel model, Tensor input, int[] labels, string[] files)
    {
        Tensor ours = cat([.. input.split(32).Select(model.Classifier.call)]); // [N, classes]
        int[] expected = Answers(ours);
        OnnxModel[] sessions = [.. files.Select(OnnxModel.Load)];
        Tensor[] theirs = [.. sessions.Select(session => session.Run(input)["logits"].ToTensor())];
        double[] milliseconds = Milliseconds(sessions, input);
        foreach (OnnxModel session in sessions)
            session.Dispose();
        return new
        {
            architecture = model.Metadata.Architecture,
            recipe = model.Metadata.Recipe,
            runtime = OrtEnv.Instance().GetVersionString(),
            threads = get_num_threads(),
            n = labels.Length,
            largest_difference = ours.sub(theirs[0]).abs().max().item<float>(),
            same_class = Same(expected, Answers(theirs[0])),
            files = files.Select((file, i) => new
            {
                file = Path.GetFileNameWithoutExtension(file),
                bytes = new FileInfo(file).Length,
                accuracy = Same(labels, Answers(theirs[i])) / (double)labels.Length,
                same_class = Same(expected, Answers(theirs[i])),
                milliseconds = milliseconds[i],
            }),
        };
    }

    // Of a single photo. The files take turns, so that a busy moment hits them alike.
    private static double[] Milliseconds(OnnxModel[] sessions, Tensor input)
    {
        var times = sessions.Select(_ => new List<double>()).ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var (session, list) in sessions.Zip(times))
            {
                for (int k = 0; k < Each; k++)
                {
                    using Tensor photo = input.narrow(0, k % input.shape[0], 1);
                    long start = Stopwatch.GetTimestamp();
                    session.Run(photo);
                    list.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }
        return [.. times.Select(Comparison.Median)];
    }

    private static PhotoSet Photos(string folder, string split, TrainedModel model) =>
        PhotoSet.Load(DataRoot.Open(folder).OpenSplit(split, model.Classes), model.Preprocessing);

    private static int[] Answers(Tensor logits) => [.. logits.argmax(1).data<long>().ToArray().Select(label => (int)label)];

    private static int Same(int[] a, int[] b) => a.Zip(b).Count(pair => pair.First == pair.Second);
}
