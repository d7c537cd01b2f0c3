using System.Net;
using System.Net.Sockets;

namespace CSharpKernel.Protocol;

/// <summary>Where the five sockets are and the key that signs messages: Jupyter's connection file.</summary>
internal sealed record ConnectionFile(string Ip, int Shell, int IoPub, int Stdin, int Control, int Heartbeat, string Key)
{
    private const string Transport = "tcp", Scheme = "hmac-sha256";

    internal string Endpoint(int port) => $"{Transport}://{Ip}:{port}";

    /// <summary>Five free ports of this machine's own address, and a new key.</summary>
    internal static ConnectionFile OnFreePorts()
    {
        // All at once, so that they differ.
        TcpListener[] listeners = [.. Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return new ConnectionFile("127.0.0.1", ports[0], ports[1], ports[2], ports[3], ports[4], Guid.NewGuid().ToString());
    }

    /// <exception cref="InvalidDataException">The file is missing, no JSON, lacks an entry or asks for
    /// what this kernel has not.</exception>
    internal static ConnectionFile Read(string path)
    {
        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            JsonNode root = JsonNode.Parse(File.ReadAllBytes(path), documentOptions: strict) ?? throw new JsonException("it is empty");
            string Text(string name, string standard) => (string?)root[name] ?? standard;
            int Port(string name) => (int?)root[name] ?? throw new JsonException($"'{name}' is missing");
            string key = Text("key", ""), transport = Text("transport", Transport), scheme = Text("signature_scheme", Scheme);
            if (transport != Transport)
                throw new JsonException($"transport '{transport}' is not known, only {Transport}");
            if (scheme != Scheme && key.Length > 0)
                throw new JsonException($"signature scheme '{scheme}' is not known, only {Scheme}");
            return new ConnectionFile(
                Text("ip", "127.0.0.1"), Port("shell_port"), Port("iopub_port"), Port("stdin_port"), Port("control_port"),
                Port("hb_port"), key);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"cannot use connection file '{path}': {e.Message}", e);
        }
    }

    internal JsonObject Ports() => new()
    {
        ["shell_port"] = Shell,
        ["iopub_port"] = IoPub,
        ["stdin_port"] = Stdin,
        ["control_port"] = Control,
        ["hb_port"] = Heartbeat,
    };

    internal void Write(string path)
    {
        JsonObject root = Ports();
        root["transport"] = Transport;
        root["ip"] = Ip;
        root["key"] = Key;
        root["signature_scheme"] = Scheme;
        root["kernel_name"] = KernelInfo.SpecName;
        File.WriteAllText(path, root.ToJsonString());
    }
}
