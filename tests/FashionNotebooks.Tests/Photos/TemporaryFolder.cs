namespace FashionNotebooks.Tests.Photos;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal TemporaryFolder() => Path = Directory.CreateTempSubdirectory("fashion-test-").FullName;

    internal string Path { get; }

    internal string At(string name) => System.IO.Path.Combine(Path, name);

    internal string Copy(string fixture, string name)
    {
        string target = Made(name);
        File.Copy(Fixture.Image(fixture), target);
        return target;
    }

    internal string Write(string name, string text)
    {
        string target = Made(name);
        File.WriteAllText(target, text);
        return target;
    }

    internal string Write(string name, byte[] bytes)
    {
        string target = Made(name);
        File.WriteAllBytes(target, bytes);
        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Made(string name)
    {
        string target = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        return target;
    }
}
