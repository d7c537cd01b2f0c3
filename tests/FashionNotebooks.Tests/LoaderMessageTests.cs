namespace FashionNotebooks.Tests;

public sealed class LoaderMessageTests
{
    private const string Advice = "Unable to load shared library '/x/libLibTorchSharp.so' or one of its dependencies. Consider a tool.\n";

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /x/libLibTorchSharp.so)\n", "WeakenLibstdcxx")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.34' not found (required by /x/libLibTorchSharp.so)\n", "glibc here is older than 2.34")]
    [InlineData("libstdc++.so.6: cannot open shared object file: No such file or directory\n", "the library libstdc++.so.6 is missing")]
    [InlineData("The specified module could not be found. (0x8007007E)", "Visual C++ runtime")]
    [InlineData("/x/libtorch_cpu.so: file too short\n", "file too short; build again")]
    public void What_the_loader_says_is_put_in_plain_words(string said, string part)
    {
        string line = LoaderMessage.Explain(Advice + said);
        Assert.Contains(part, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }
}
