using System.Runtime.ExceptionServices;
using Microsoft.ML.OnnxRuntime;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace FashionNotebooks.Inference;

/// <summary>An ONNX model in ONNX Runtime on the CPU: any number of photos in, a row of numbers for each out.</summary>
public sealed class OnnxModel : IDisposable
{
    // Photos of 64 pixels a side that go through at once, fewer of larger ones: maps of more leave the processor's cache.
    private const long BatchSize = 16, UsualNumbers = 3 * 64 * 64;

    private readonly InferenceSession session;
    private readonly RunOptions options = new();

    static OnnxModel() => OnnxTelemetry.Forbid();

    // Photos are divided among threads, not the layers of a photo: threads that need not wait for each other at every layer are faster.
    internal OnnxModel(byte[] model) => session = Open(model, threads: 1);

    /// <summary>Texts that go with the model: of ours classes, preprocessing, and more.</summary>
    public IReadOnlyDictionary<string, string> Metadata => session.ModelMetadata.CustomMetadataMap;

    /// <summary>Reads a file that <see cref="OnnxExport"/>, or another exporter, has written.</summary>
    /// <exception cref="InputException">It cannot be read, is damaged or no ONNX model, or has several inputs or outputs of another
    /// form than <c>[N, D]</c>.</exception>
    public static OnnxModel Load(string path)
    {
        byte[] model = InputFile.ReadAll(path);
        try
        {
            var read = new OnnxModel(model);
            if (read.session.InputMetadata.Count == 1 && read.session.OutputMetadata.Values.All(IsRows))
                return read;
            read.Dispose();
            throw new InputException(
                $"'{path}' is an ONNX model, but none that takes photos alone and gives rows of float32, [N, D]; export it so");
        }
        catch (OnnxRuntimeException e)
        {
            // It quotes names of the file, whatever they hold.
            string reason = string.Concat(e.Message.TakeWhile(c => c != '\n').Where(c => !char.IsControl(c))).TrimEnd('.');
            throw new InputException($"'{path}' is no ONNX model, or damaged ({reason}); export it again", e);
        }
    }

    /// <summary>Computes all outputs, a batch at a time on each thread. Threads may call it at the same time.</summary>
    /// <param name="input">What the model's only input takes, photos along the first dimension; on any device, in any layout.</param>
    /// <returns><c>[N, D]</c> by the names of the outputs.</returns>
    /// <exception cref="ArgumentException">The model takes something else.</exception>
    public IReadOnlyDictionary<string, Matrix> Run(Tensor input, CancellationToken cancellation = default)
    {
        Check(input);
        using Tensor near = input.cpu(), dense = near.contiguous(); // [N, …]
        int photos = (int)dense.shape[0];
        Dictionary<string, Matrix> outputs = session.OutputMetadata.ToDictionary(
            pair => pair.Key, pair => new Matrix(new float[photos * pair.Value.Dimensions[1]], pair.Value.Dimensions[1]));
        if (session.InputMetadata.Values.Single().Dimensions[0] > 0) // a foreign model may take so many and no other number
            RunBatch(dense, 0, photos, outputs);
        else
            ForEachBatch(dense, (start, count) => RunBatch(dense, start, count, outputs), cancellation);
        return outputs;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        options.Dispose();
        session.Dispose();
    }

    /// <summary>A session whose threads sleep while there is nothing to do.</summary>
    internal static InferenceSession Open(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(model, options);
    }

    /// <summary>Divides photos among as many threads as tensor operations have; with one batch it stays on this one.</summary>
    /// <param name="photos"><c>[N, …]</c></param>
    /// <param name="run">Takes the first photo of a batch and their count; its error is thrown as it is.</param>
    internal static void ForEachBatch(Tensor photos, Action<int, int> run, CancellationToken cancellation)
    {
        int count = (int)photos.shape[0], threads = get_num_threads();
        int step = Math.Min(BatchFor(photos), (count + threads - 1) / threads), batches = (count + step - 1) / step;
        cancellation.ThrowIfCancellationRequested();
        try
        {
            if (batches == 1)
                run(0, count);
            else
                Parallel.For(0, batches, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                    batch => run(batch * step, Math.Min(step, count - (batch * step))));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>How many photos of a tensor <c>[N, …]</c> go through a model at once.</summary>
    internal static int BatchFor(Tensor photos) =>
        (int)Math.Max(1, BatchSize * UsualNumbers / photos.shape[1..].Aggregate(1L, (numbers, size) => numbers * size));

    /// <summary>Photos of a tensor as the runtime's input, where they lie.</summary>
    /// <param name="dense">Contiguous, on the CPU; the caller keeps it alive.</param>
    internal static OrtValue Slice(Tensor dense, long start, long count)
    {
        long bytes = dense.numel() / dense.shape[0] * dense.element_size();
        nint address = TensorMemory.Address(dense) + (nint)(start * bytes);
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, ElementType(dense), [count, .. dense.shape[1..]], address, count * bytes);
    }

    private void RunBatch(Tensor dense, int start, int count, Dictionary<string, Matrix> outputs)
    {
        using OrtValue photos = Slice(dense, start, count);
        OrtValue[] results = [.. outputs.Values.Select(output => Slice(output, start, count))];
        try
        {
            session.Run(options, session.InputNames, [photos], outputs.Keys, results);
        }
        finally
        {
            foreach (OrtValue result in results)
                result.Dispose();
        }
    }

    // Rows of a result, to be written in place.
    private static OrtValue Slice(Matrix rows, int start, int count) => OrtValue.CreateTensorValueFromMemory(
        OrtMemoryInfo.DefaultInstance, rows.Values.AsMemory(start * rows.Columns, count * rows.Columns), [count, rows.Columns]);

    private static bool IsRows(NodeMetadata output) =>
        output.ElementDataType == TensorElementType.Float && output.Dimensions is [_, > 0];

    private void Check(Tensor input)
    {
        NodeMetadata wanted = session.InputMetadata.Values.Single();
        bool fits = input.dim() == wanted.Dimensions.Length && input.shape[0] > 0 && ElementType(input) == wanted.ElementDataType
            && wanted.Dimensions.Zip(input.shape).All(pair => pair.First < 0 || pair.First == pair.Second);
        if (fits)
            return;
        string takes = string.Join(", ", wanted.Dimensions), given = string.Join(", ", input.shape);
        throw new ArgumentException($"the model takes {wanted.ElementDataType} [{takes}], not {input.dtype} [{given}]", nameof(input));
    }

    private static TensorElementType ElementType(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Byte => TensorElementType.UInt8,
        ScalarType.Float32 => TensorElementType.Float,
        _ => TensorElementType.DataTypeMax,
    };
}
