using System.Security.Cryptography;
using NetMQ;

namespace CSharpKernel.Protocol;

/// <summary>
/// Jupyter's wire format: identities, the delimiter, a signature over four JSON frames (header, parent header, metadata, content), buffers.
/// </summary>
internal sealed class MessageCodec(string key)
{
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly byte[] Empty = "{}"u8.ToArray();
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000, // JSON that a cell shows may be as deep as is read, and lies some levels down in its message
    };

    private readonly byte[] key = Encoding.UTF8.GetBytes(key);
    private readonly string session = Guid.NewGuid().ToString("N");
    private readonly string user = Environment.UserName;

    /// <summary>Parses and verifies. Null means: not for us (malformed or signed with another key); the caller drops it.</summary>
    internal Message? Decode(IReadOnlyList<byte[]> frames)
    {
        int mark = frames.TakeWhile(frame => !frame.AsSpan().SequenceEqual(Delimiter)).Count();
        if (frames.Count < mark + 6 || !IsSigned(frames, mark))
            return null;
        try
        {
            JsonElement header = JsonElement.Parse(frames[mark + 2]), parent = JsonElement.Parse(frames[mark + 3]),
                content = JsonElement.Parse(frames[mark + 5]);
            string? type = Field(header, "msg_type"), id = Field(header, "msg_id");
            return type is null || id is null || content.ValueKind != JsonValueKind.Object
                ? null
                : new Message([.. frames.Take(mark)], frames[mark + 2], type, id, Field(parent, "msg_id") ?? "", content);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: half of a surrogate pair
        {
            return null;
        }
    }

    /// <summary>Builds the frames of a message. <paramref name="parentHeader"/> is the request's header, byte for byte.</summary>
    internal List<byte[]> Encode(string type, JsonObject content, byte[]? parentHeader, IEnumerable<byte[]> identities)
    {
        byte[] header = Header(type), parent = parentHeader ?? Empty, body = Bytes(content);
        return [.. identities, Delimiter, Sign(header, parent, Empty, body), header, parent, Empty, body];
    }

    private byte[] Header(string type) => Bytes(new JsonObject
    {
        ["msg_id"] = Guid.NewGuid().ToString("N"),
        ["session"] = session,
        ["username"] = user,
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = KernelInfo.ProtocolVersion,
    });

    private byte[] Sign(params ReadOnlySpan<byte[]> frames)
    {
        if (key.Length == 0)
            return [];
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] frame in frames)
            hash.AppendData(frame);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private bool IsSigned(IReadOnlyList<byte[]> frames, int mark) =>
        key.Length == 0
        || CryptographicOperations.FixedTimeEquals(
            Sign(frames[mark + 2], frames[mark + 3], frames[mark + 4], frames[mark + 5]), frames[mark + 1]);

    private static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Relaxed));

    internal static string? Field(JsonElement element, string name) =>
        Read(element, name, value => value.GetString(), JsonValueKind.String);

    /// <summary>
    /// A field of an object; none where there is no object, where it is of another kind or no text is what it says or what a name says:
    /// bytes that are not UTF-8, half of a surrogate pair.
    /// </summary>
    internal static T? Read<T>(JsonElement element, string name, Func<JsonElement, T?> read, params ReadOnlySpan<JsonValueKind> kinds)
    {
        try
        {
            return element.TryGetProperty(name, out JsonElement value) && kinds.Contains(value.ValueKind) ? read(value) : default;
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}

/// <summary>A message that arrived: verified and parsed. Its header is kept as bytes, to be echoed verbatim as parent header.</summary>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities, byte[] Header, string Type, string Id, string ParentId, JsonElement Content)
{
    /// <summary>Where it arrived and its reply goes.</summary>
    internal NetMQSocket? Socket { get; init; }

    internal string ReplyType => Type.Replace("_request", "_reply", StringComparison.Ordinal);

    internal string Text(string name, string standard = "") => MessageCodec.Field(Content, name) ?? standard;

    internal bool Flag(string name, bool standard) =>
        MessageCodec.Read<bool?>(Content, name, value => value.GetBoolean(), JsonValueKind.True, JsonValueKind.False) ?? standard;

    internal int Number(string name, int standard) =>
        MessageCodec.Read<int?>(Content, name, value => value.TryGetInt32(out int number) ? number : null, JsonValueKind.Number)
            ?? standard;
}
