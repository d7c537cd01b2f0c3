namespace FashionNotebooks.Evaluation;

/// <summary>Groups what is linked, directly or over others.</summary>
internal static class Components
{
    /// <summary>A number for each of <paramref name="count"/> things, from 0 in the order of first appearance; linked ones share it.</summary>
    internal static int[] Of(int count, IEnumerable<(int A, int B)> links)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
        foreach (var (a, b) in links)
            parent[Root(a)] = Root(b);
        var numbers = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, count).Select(i => numbers.TryGetValue(Root(i), out int number) ? number : numbers[Root(i)] = numbers.Count)];
    }
}
