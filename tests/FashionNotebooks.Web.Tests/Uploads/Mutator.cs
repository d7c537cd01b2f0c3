namespace FashionNotebooks.Web.Tests.Uploads;

/// <summary>Damages files as disks, networks and people do; the same seed gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private const int HeaderBytes = 64;
    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xD9, 0xDA, 0xFF];
    private readonly Random random = new(seed);

    /// <summary>One to four kinds of damage, one after another.</summary>
    public byte[] Change(byte[] good)
    {
        byte[] file = [.. good];
        for (int times = random.Next(1, 5); times > 0 && file.Length > 1; times--)
            file = Once(file);
        return file;
    }

    private byte[] Once(byte[] file)
    {
        // Where the header is, damage tells most.
        int at = random.Next(random.Next(2) == 0 ? file.Length : Math.Min(file.Length, HeaderBytes)),
            length = random.Next(1, Math.Min(file.Length - at, 256) + 1);
        switch (random.Next(7))
        {
            case 0: return file[..at];
            case 1: return [.. file[..at], .. file[(at + length)..]];
            case 2: return [.. file[..(at + length)], .. file[at..]];
            case 3: file[at] ^= (byte)(1 << random.Next(8)); return file;
            case 4: file[at] = Extremes[random.Next(Extremes.Length)]; return file;
            case 5: random.NextBytes(file.AsSpan(at, length)); return file;
            default: file.AsSpan(at, length).Fill(Extremes[random.Next(Extremes.Length)]); return file;
        }
    }
}
