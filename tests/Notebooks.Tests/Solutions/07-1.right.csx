Func<int[], int, int[]> deal = (given, parts) =>
{
    var dealt = new Dictionary<int, int>();
    return [.. given.Select(label => (dealt[label] = dealt.GetValueOrDefault(label) + 1) % parts)];
};
