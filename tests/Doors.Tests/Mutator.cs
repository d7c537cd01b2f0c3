using System.Buffers.Binary;

namespace FashionNotebooks.Doors;

/// <summary>
/// Damages good inputs as disks, networks and attackers do: bits, lengths, cuts, pieces of other inputs, words of the format. The number of
/// a mutation gives its bytes, so that one that broke something can be made again.
/// </summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> words)
{
    private const int MostChanges = 6, LongestPiece = 256;
    private static readonly long[] extremes =
        [0, 1, -1, 2, 7, 16, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 1 << 20, int.MaxValue, int.MinValue, 1L << 32,
            long.MaxValue];
    private static readonly byte[][] numbers = Door.Texts(
        "0", "-1", "1", "65536", "2147483648", "4294967295", "9223372036854775808", "1e308", "1e999", "NaN", "0.5", "00", "-0");

    /// <summary>One to six changes of a seed.</summary>
    public byte[] Make(int number)
    {
        var random = new Random(unchecked((number * 1_000_003) + 17));
        byte[] input = seeds[random.Next(seeds.Count)];
        // Mostly one: of several, the first that is refused hides the others.
        for (int changes = 1 + (random.Next(2) * random.Next(MostChanges)); changes > 0; changes--)
            input = Change(input, random);
        return input;
    }

    private byte[] Change(byte[] input, Random random)
    {
        int at = Place(input.Length, random), rest = input.Length - at, length = Math.Min(rest, random.Next(1, LongestPiece));
        switch (random.Next(10))
        {
            case 0:
                return input[..at];
            case 1:
                return Replaced(input, at, length, []);
            case 2:
                return Replaced(input, at, 0, input.AsSpan(at, length));
            case 3:
                return Replaced(input, at, 0, words.Count > 0 ? words[random.Next(words.Count)] : [0]);
            case 4:
                byte[] word = words.Count > 0 ? words[random.Next(words.Count)] : [0xFF];
                return Replaced(input, at, Math.Min(rest, word.Length), word);
            case 5:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = Place(other.Length, random), piece = Math.Min(other.Length - from, random.Next(1, 4 * LongestPiece));
                return Replaced(input, at, random.Next(2) == 0 ? 0 : Math.Min(rest, piece), other.AsSpan(from, piece));
            case 6:
                return WithNumber(input, at, random);
            case 7:
                return WithDigits(input, at, random);
            case 8:
                byte[] noise = new byte[length];
                random.NextBytes(noise);
                return Replaced(input, at, length, noise);
            default:
                byte[] flipped = [.. input];
                for (int bits = random.Next(1, 9); bits > 0 && flipped.Length > 0; bits--)
                    flipped[Place(flipped.Length, random)] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    // Damage tells most at the beginning and at the end, where formats keep their lengths.
    private static int Place(int length, Random random) => random.Next(6) switch
    {
        0 or 1 => random.Next(Math.Min(length, 64) + 1) is var near && near < length ? near : 0,
        2 => random.Next(Math.Max(1, Math.Min(length, 2048))),
        3 => Math.Max(0, length - 1 - random.Next(LongestPiece)),
        _ => random.Next(Math.Max(1, length)),
    } is var place && place < length ? place : 0;

    // A length or an offset, of one to eight bytes in either order.
    private static byte[] WithNumber(byte[] input, int at, Random random)
    {
        int width = 1 << random.Next(4);
        if (at + width > input.Length)
            return input;
        byte[] result = [.. input], bytes = new byte[8];
        long number = random.Next(3) == 0 ? result[at] + random.Next(-4, 5) : extremes[random.Next(extremes.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        else
            BinaryPrimitives.WriteInt64BigEndian(bytes, number << (8 * (8 - width)));
        bytes.AsSpan(0, width).CopyTo(result.AsSpan(at));
        return result;
    }

    // The next number that is written in digits.
    private static byte[] WithDigits(byte[] input, int at, Random random)
    {
        int begin = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (begin < 0)
            return input;
        begin += at;
        int length = input.AsSpan(begin).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return Replaced(input, begin, length < 0 ? input.Length - begin : length, numbers[random.Next(numbers.Length)]);
    }

    private static byte[] Replaced(byte[] input, int at, int length, ReadOnlySpan<byte> piece) =>
        [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(at + length)];
}
