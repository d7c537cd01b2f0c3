using System.Text.Json;
using System.Text.Json.Nodes;

namespace CSharpKernel.Protocol;

/// <summary>Where the five sockets are and how messages are signed: Jupyter's connection file.</summary>
internal sealed record ConnectionFile(
    string Transport, string Ip, int Shell, int IoPub, int Stdin, int Control, int Heartbeat, string Key, string SignatureScheme)
{
    internal string Endpoint(int port) => Transport == "ipc" ? $"ipc://{Ip}-{port}" : $"{Transport}://{Ip}:{port}";

    /// <exception cref="InvalidDataException">The file is missing, is not JSON or lacks an entry.</exception>
    internal static ConnectionFile Read(string path)
    {
        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllBytes(path)) ?? throw new JsonException("it is empty");
            string Text(string name, string standard) => (string?)root[name] ?? standard;
            int Port(string name) => (int?)root[name] ?? throw new JsonException($"'{name}' is missing");
            var file = new ConnectionFile(
                Text("transport", "tcp"), Text("ip", "127.0.0.1"), Port("shell_port"), Port("iopub_port"), Port("stdin_port"),
                Port("control_port"), Port("hb_port"), Text("key", ""), Text("signature_scheme", "hmac-sha256"));
            return file.SignatureScheme == "hmac-sha256" || file.Key.Length == 0
                ? file
                : throw new JsonException($"signature scheme '{file.SignatureScheme}' is not known, only hmac-sha256");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"cannot use connection file '{path}': {e.Message}", e);
        }
    }

    internal void Write(string path)
    {
        var root = new JsonObject
        {
            ["transport"] = Transport,
            ["ip"] = Ip,
            ["shell_port"] = Shell,
            ["iopub_port"] = IoPub,
            ["stdin_port"] = Stdin,
            ["control_port"] = Control,
            ["hb_port"] = Heartbeat,
            ["key"] = Key,
            ["signature_scheme"] = SignatureScheme,
            ["kernel_name"] = KernelInfo.SpecName,
        };
        File.WriteAllText(path, root.ToJsonString());
    }
}
