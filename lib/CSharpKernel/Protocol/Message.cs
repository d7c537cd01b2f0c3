using System.Text.Json;

namespace CSharpKernel.Protocol;

/// <summary>A message that arrived: verified and parsed. Its header is kept as bytes, to be echoed verbatim as parent header.</summary>
internal sealed record Message(
    IReadOnlyList<byte[]> Identities, byte[] Header, string Type, string Id, string ParentId, JsonElement Content, IReadOnlyList<byte[]> Buffers)
{
    internal string Text(string name, string standard = "") =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : standard;

    internal bool Flag(string name, bool standard) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : standard;

    internal int Number(string name, int standard) =>
        Content.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : standard;
}
