namespace FashionNotebooks.Tests.Checkpoints;

/// <summary>A temporary folder that goes with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("fashion-test-").FullName;

    internal string File(string name) => Path.Combine(Root, name);

    internal string Write(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
