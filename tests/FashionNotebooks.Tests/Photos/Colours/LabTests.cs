using System.Globalization;
using FashionNotebooks.Photos.Colours;

namespace FashionNotebooks.Tests.Photos.Colours;

/// <summary>Colours and their differences against published values.</summary>
public class LabTests
{
    // The test data of Sharma, Wu and Dalal (2005): L, a, b of two colours, and their ΔE00.
    private const string Published = """
        50 2.6772 -79.7751 50 0 -82.7485 2.0425
        50 3.1571 -77.2803 50 0 -82.7485 2.8615
        50 2.8361 -74.0200 50 0 -82.7485 3.4412
        50 -1.3802 -84.2814 50 0 -82.7485 1.0000
        50 -1.1848 -84.8006 50 0 -82.7485 1.0000
        50 -0.9009 -85.5211 50 0 -82.7485 1.0000
        50 0 0 50 -1 2 2.3669
        50 -1 2 50 0 0 2.3669
        50 2.4900 -0.0010 50 -2.4900 0.0009 7.1792
        50 2.4900 -0.0010 50 -2.4900 0.0010 7.1792
        50 2.4900 -0.0010 50 -2.4900 0.0011 7.2195
        50 2.4900 -0.0010 50 -2.4900 0.0012 7.2195
        50 -0.0010 2.4900 50 0.0009 -2.4900 4.8045
        50 -0.0010 2.4900 50 0.0010 -2.4900 4.8045
        50 -0.0010 2.4900 50 0.0011 -2.4900 4.7461
        50 2.5 0 50 0 -2.5 4.3065
        50 2.5 0 73 25 -18 27.1492
        50 2.5 0 61 -5 29 22.8977
        50 2.5 0 56 -27 -3 31.9030
        50 2.5 0 58 24 15 19.4535
        50 2.5 0 50 3.1736 0.5854 1.0000
        50 2.5 0 50 3.2972 0 1.0000
        50 2.5 0 50 1.8634 0.5757 1.0000
        50 2.5 0 50 3.2592 0.3350 1.0000
        60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
        63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
        61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
        35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
        22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
        36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
        90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
        90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
        6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
        2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
        """;

    [Fact]
    public void LightnessMayCountLess()
    {
        Assert.Equal(20, new Lab(40, 0, 0).Difference(new(60, 0, 0)), 9);
        Assert.Equal(8, new Lab(40, 0, 0).Difference(new(60, 0, 0), lightness: 2.5), 9);
        Assert.Equal(new Lab(50, 20, 0).Difference(new(50, 0, 20)), new Lab(50, 20, 0).Difference(new(50, 0, 20), lightness: 2.5));
    }

    [Fact]
    public void DifferencesAreThosePublished()
    {
        foreach (string line in Published.Split('\n'))
        {
            double[] v = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Lab one = new(v[0], v[1], v[2]), other = new(v[3], v[4], v[5]);
            Assert.Equal(v[6], one.Difference(other), 4);
            Assert.Equal(v[6], other.Difference(one), 4);
        }
    }

    [Theory]
    [InlineData(255, 255, 255, 100, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(255, 0, 0, 53.24, 80.09, 67.20)]
    [InlineData(0, 255, 0, 87.73, -86.18, 83.18)]
    [InlineData(0, 0, 255, 32.30, 79.19, -107.86)]
    [InlineData(119, 119, 119, 50.03, 0, 0)]
    public void PrimariesAreWhereTheyBelong(byte red, byte green, byte blue, double l, double a, double b)
    {
        Lab colour = Lab.OfRgb(red, green, blue);
        Assert.Equal((l, a, b), (Math.Round(colour.L, 1), Math.Round(colour.A, 1), Math.Round(colour.B, 1)), (x, y) =>
            Math.Abs(x.Item1 - y.Item1) < 0.06 && Math.Abs(x.Item2 - y.Item2) < 0.06 && Math.Abs(x.Item3 - y.Item3) < 0.06);
    }

    [Theory]
    [InlineData(10, 10, 12, "black")]
    [InlineData(245, 245, 240, "white")]
    [InlineData(128, 128, 128, "grey")]
    [InlineData(200, 30, 40, "red")]
    [InlineData(25, 30, 80, "navy")]
    [InlineData(225, 200, 165, "beige")]
    public void ColoursHaveTheNamesOfAShop(byte red, byte green, byte blue, string name) =>
        Assert.Equal(name, ColourName.Of(Lab.OfRgb(red, green, blue)));
}
