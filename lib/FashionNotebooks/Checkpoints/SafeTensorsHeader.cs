using System.Text.Unicode;

namespace FashionNotebooks.Checkpoints;

/// <summary>
/// The JSON at the start of a safetensors file, checked in full before a byte of a tensor is read: the tensors lie one after another
/// without holes or overlaps and fill the file to its last byte.
/// </summary>
internal sealed record SafeTensorsHeader(IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TensorLayout> Tensors)
{
    internal const string MetadataKey = "__metadata__";

    private const int MostDimensions = 32;
    private const long LargestInteger = (1L << 48) - 1;

    internal static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long bufferLength, Func<string, InputException> fail)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'{')
            throw fail("the header does not begin with '{'");
        if (!Utf8.IsValid(json.Span))
            throw fail("the header is not UTF-8");
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return Parse(document.RootElement, bufferLength, fail);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape names half of a surrogate pair.
            throw fail($"the header is not valid JSON ({FirstSentence(e.Message)})");
        }
    }

    private static SafeTensorsHeader Parse(JsonElement root, long bufferLength, Func<string, InputException> fail)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var tensors = new List<TensorLayout>();
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
                ReadMetadata(property.Value, metadata, fail);
            else if (tensors.Count == Limits.Tensors)
                throw fail($"it holds more than {Limits.Tensors} tensors");
            else
                tensors.Add(ReadTensor(property, fail));
        }
        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        CheckOffsets(tensors, bufferLength, fail);
        return new SafeTensorsHeader(metadata, tensors);
    }

    private static void ReadMetadata(JsonElement value, Dictionary<string, string> metadata, Func<string, InputException> fail)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw fail($"{MetadataKey} is not an object");
        foreach (JsonProperty pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
                throw fail($"metadata {ErrorText.Quote(pair.Name)} is not a string");
            metadata.Add(pair.Name, pair.Value.GetString()!);
        }
    }

    private static TensorLayout ReadTensor(JsonProperty property, Func<string, InputException> fail)
    {
        string name = ErrorText.Quote(property.Name);
        JsonElement value = property.Value;
        if (value.ValueKind != JsonValueKind.Object)
            throw fail($"tensor {name} is not an object");
        if (!value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String)
            throw fail($"tensor {name} has no dtype");
        if (ElementTypes.Of(dtype.GetString()!) is not { } type)
            throw fail($"tensor {name} has the dtype {ErrorText.Quote(dtype.GetString()!)}, which is not supported; save it as F32");
        long[] shape = Integers(value, "shape", name, fail);
        if (shape.Length > MostDimensions)
            throw fail($"tensor {name} has {shape.Length} dimensions; the most is {MostDimensions}");
        long[] offsets = Integers(value, "data_offsets", name, fail);
        if (offsets.Length != 2)
            throw fail($"tensor {name} has {offsets.Length} data_offsets instead of 2");
        if (type.ByteCount(shape) is not { } bytes)
            throw fail($"the size of tensor {name} of shape {ErrorText.Shape(shape)} overflows");
        if (offsets[1] < offsets[0])
            throw fail($"tensor {name} ends at {offsets[1]}, before it begins at {offsets[0]}");
        if (offsets[1] - offsets[0] != bytes)
            throw fail(
                $"tensor {name} has {offsets[1] - offsets[0]} bytes but its {type.Name()} shape {ErrorText.Shape(shape)} needs {bytes}");
        return new TensorLayout(property.Name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] Integers(JsonElement tensor, string key, string name, Func<string, InputException> fail)
    {
        if (!tensor.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
            throw fail($"tensor {name} has no {key}");
        return [.. list.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long number) && number is >= 0 and <= LargestInteger
                ? number
                : throw fail($"{key} of tensor {name} holds something else than whole numbers from 0 to 2^48 - 1"))];
    }

    private static void CheckOffsets(List<TensorLayout> tensors, long bufferLength, Func<string, InputException> fail)
    {
        long end = 0;
        foreach (TensorLayout tensor in tensors)
        {
            string name = ErrorText.Quote(tensor.Name);
            if (tensor.Begin > end)
                throw fail($"there is a hole of {tensor.Begin - end} bytes before tensor {name}");
            if (tensor.Begin < end)
                throw fail($"tensor {name} overlaps the one before it");
            end = tensor.End;
        }
        if (end > bufferLength)
            throw fail($"it is cut off: {end - bufferLength} bytes are missing");
        if (end < bufferLength)
            throw fail($"{bufferLength - end} bytes follow the last tensor");
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return ErrorText.Quote(end < 0 ? message.TrimEnd('.') : message[..end]).Trim('\'');
    }
}
