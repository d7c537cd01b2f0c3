using FashionNotebooks.Checkpoints;

namespace FashionNotebooks.Tests.Checkpoints;

/// <summary>Damaged copies of good files: they load, or they are refused with an
/// <see cref="InputException"/>; nothing else happens.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Damaged_safetensors_files_never_crash_the_reader()
    {
        TensorEntry[] tensors = [new("a", ElementType.F32, [2, 2], new byte[16]), new("b.c", ElementType.U8, [3], new byte[3]),
            new("d", ElementType.I64, [], new byte[8])];
        SafeTensorsFile.Write(folder.File("good"), tensors, new Dictionary<string, string> { ["seed"] = "1" });
        Fuzz(File.ReadAllBytes(folder.File("good")), 3000, path => SafeTensorsFile.Read(path));
    }

    [Theory]
    [InlineData("state.pth")]
    [InlineData("wrapped.pth")]
    [InlineData("protocol4.pth")]
    public void Damaged_pth_files_never_crash_the_reader(string name) =>
        Fuzz(File.ReadAllBytes(PthFileTests.Fixture(name)), 1000, path => PthFile.Read(path));

    private void Fuzz(byte[] good, int iterations, Action<string> read)
    {
        var random = new Random(20);
        int refused = 0;
        for (int i = 0; i < iterations; i++)
        {
            string path = folder.Write("fuzzed", Damage(good, random));
            try
            {
                read(path);
            }
            catch (InputException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, iterations / 20, iterations);
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        byte[] bytes = [.. good];
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                return [.. bytes, .. new byte[random.Next(1, 9)]];
            case 2: // a piece moves
                int from = random.Next(bytes.Length), to = random.Next(bytes.Length);
                Array.Copy(good, from, bytes, to, Math.Min(random.Next(32), bytes.Length - Math.Max(from, to)));
                return bytes;
            case 3: // a number grows
                bytes[random.Next(bytes.Length)] = (byte)"09[]{}\",:\xff"[random.Next(10)];
                return bytes;
            default:
                for (int flips = random.Next(1, 6); flips > 0; flips--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }
}
