using FashionNotebooks.Cli.Doctor;

namespace FashionNotebooks.Cli.Tests.Doctor;

public sealed class MemoryLimitTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cgroup-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Without_a_limit_there_is_none() => Assert.Equal(long.MaxValue, MemoryLimit.OfGroups(root, "/user/course"));

    [Fact]
    public void The_tightest_of_the_groups_above_counts()
    {
        Set("user/course/memory.max", "max");
        Set("user/memory.max", "1000000");
        Set("memory.max", "2000000");
        Assert.Equal(1_000_000, MemoryLimit.OfGroups(root, "/user/course"));
    }

    [Theory]
    [InlineData("536870912", 536870912)]
    [InlineData("9223372036854771712", long.MaxValue)]
    public void The_first_version_of_groups_is_read(string written, long bytes)
    {
        Set("memory/memory.limit_in_bytes", written);
        Assert.Equal(bytes, MemoryLimit.OfGroups(root, ""));
    }

    private void Set(string file, string value)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
        File.WriteAllText(Path.Combine(root, file), value + "\n");
    }
}
