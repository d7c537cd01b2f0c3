using System.Numerics;

namespace FashionNotebooks.Visuals;

/// <summary>
/// A small typeface of pen strokes, so that pictures can carry text at any size without a font file.
/// Units: capitals are 14 high from y = 0 down to the baseline at 14, small letters begin at 4, tails end at 18.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Height of a capital in units.</summary>
    internal const float CapHeight = 14;

    /// <summary>From the top of a capital to the end of a tail.</summary>
    internal const float Depth = 18;

    private const float Gap = 4;
    private const float SpaceAdvance = 7;

    /// <summary>
    /// Each glyph: its character, its width, then its strokes. A stroke is a list of points, x and y as one base-36 digit each,
    /// after <c>-</c> for straight lines, <c>~</c> for a curve from the first point to the last that the others pull,
    /// or <c>o</c> for a closed curve.
    /// </summary>
    private const string Table = """
        A a -0e50ae -2989
        B 8 -000e ~003070773707 ~0747878e4e0e
        C 9 ~9360000e6e9b
        D 9 -000e ~0040909e4e0e
        E 8 -80000e8e -0777
        F 8 -80000e -0777
        G 9 ~9360000e7e9c -9e9858
        H 9 -000e -909e -0797
        I 0 -000e
        J 6 ~60696e0e0a
        K 8 -000e -8008 -358e
        L 7 -000e7e
        M a -0e0059a0ae
        N 9 -0e009e90
        O a o00a0ae0e
        P 8 -000e ~004080884808
        Q a o00a0ae0e -6aag
        R 8 -000e ~004080884808 -488e
        S 8 ~83700007878e1e0b
        T 8 -0080 -404e
        U 9 ~00090e9e9990
        V a -005ea0
        W e -003e72bee0
        X 9 -009e -900e
        Y a -0057a0 -575e
        Z 8 -00800e8e
        0 8 o00808e0e
        1 5 -03505e
        2 8 ~030080860e -0e8e
        3 8 ~0210808737 ~37878e1e0b
        4 9 -6e600a9a
        5 8 -801006 ~0635858e1e0c
        6 8 ~7240000a o06868e0e
        7 8 -00803e
        8 8 o10707717 o07878e0e
        9 8 o00808808 ~848e4e1c
        a 7 o04747e0e -747e
        b 7 -000e o04747e0e
        c 7 ~7654040e5e7c
        d 7 -707e o04747e0e
        e 7 -0979 ~7974040e6e7c
        f 5 ~5020252e -0454
        g 7 o04747e0e ~747e7i1i0h
        h 7 -000e ~090474797e
        i 0 -040e -0000
        j 3 ~343d3i0i -3030
        k 7 -000e -640a -287e
        l 0 -000e
        m a -040e ~090454595e ~5954a4a9ae
        n 7 -040e ~090474797e
        o 8 o04848e0e
        p 7 -040i o04747e0e
        q 7 -747i o04747e0e
        r 5 -040e ~09043456
        s 6 ~66540409696e1e0c
        t 5 ~20292e5e -0454
        u 7 ~04090e7e7974 -747e
        v 8 -044e84
        w c -043e659ec4
        x 7 -047e -740e
        y 8 -044e -842i
        z 7 -04740e7e
        . 0 -0e0e
        , 1 -1e0h
        : 0 -0606 -0e0e
        ; 1 -1616 -1e0h
        ! 0 -0009 -0e0e
        ? 7 ~0300707738393a -3e3e
        - 5 -0959
        – 8 -0989
        _ 8 -0g8g
        + 8 -0989 -454d
        = 8 -0787 -0b8b
        / 6 -0g60
        \ 6 -006g
        | 0 -000g
        ( 3 ~30050b3g
        ) 3 ~00353b0g
        [ 3 -30000g3g
        ] 3 -00303g0g
        { 4 ~40202808 ~08282g4g
        } 4 ~00202848 ~48282g0g
        < 7 -74097e
        > 7 -04790e
        % a -0ea0 o00404505 o69a9ae6e
        # 9 -312d -716d -0595 -0999
        * 6 -3137 -0266 -6206
        " 3 -0003 -3033
        ' 0 -0003
        ` 2 -0023
        ^ 6 -043064
        ~ 8 ~0a275c88
        & 9 ~9e14106064070e6e98
        @ c ~9e0e00c0cb8b84 o48888b4b
        $ 8 ~83700007878e1e0b -404e
        … 8 -0e0e -4e4e -8e8e
        × 6 -076d -670d
        → a -09a9 -75a97d
        ✓ 8 -094e82
        ✗ 8 -038b -830b
        □ 8 -00808e0e00
        """;

    private static readonly Dictionary<char, Glyph> Glyphs = Table.Split('\n').Select(Glyph.Parse).ToDictionary(g => g.Character);

    /// <summary>The glyph of a character; an empty box for one that the typeface has not.</summary>
    internal static Glyph Of(char character) => Glyphs.TryGetValue(character, out Glyph? glyph) ? glyph : Glyphs['□'];

    /// <summary>Units from the start of a character to the start of the next.</summary>
    internal static float Advance(char character) => character == ' ' ? SpaceAdvance : Of(character).Width + Gap;

    /// <summary>Width of a text in units.</summary>
    internal static float Measure(string text) => text.Sum(Advance) - (text.Length > 0 ? Gap : 0);

    /// <summary>One character: its lines as chains of points.</summary>
    internal sealed record Glyph(char Character, float Width, IReadOnlyList<Vector2[]> Lines)
    {
        internal static Glyph Parse(string row)
        {
            string[] parts = row.Split(' ');
            return new Glyph(parts[0][0], Digit(parts[1][0]), [.. parts.Skip(2).Select(StrokeCurve.Flatten)]);
        }
    }

    internal static float Digit(char c) => char.IsDigit(c) ? c - '0' : c - 'a' + 10;
}
