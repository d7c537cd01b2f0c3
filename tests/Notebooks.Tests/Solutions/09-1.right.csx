Func<float[], sbyte[]> codes = weights =>
{
    float largest = weights.Max(Math.Abs);
    return [.. weights.Select(weight => largest == 0 ? (sbyte)0 : (sbyte)MathF.Round(weight / largest * 127))];
};
