// The notebook's distance, search and average precision against the library's, on random input.
var random6 = new Random(6);
for (int round = 0; round < 200; round++)
{
    bool[] ranking = [.. Enumerable.Range(0, random6.Next(2, 40)).Select(_ => random6.Next(3) == 0)];
    ranking[random6.Next(ranking.Length)] = true;
    double hand = AveragePrecision(ranking), library = QueryScores.Of(ranking)!.Value.AveragePrecision;
    if (Math.Abs(hand - library) > 1e-12)
        throw new Exception($"average precision: {hand} in the notebook, {library} in the library");
    float[] query = [.. Enumerable.Range(0, stored[0].Length).Select(_ => random6.NextSingle())];
    var found = index.Search(query, 5);
    if (Search(query, 5).Zip(found).Any(pair => Math.Abs(pair.First.Distance - pair.Second.Distance) > 1e-4))
        throw new Exception("search: the notebook and the library find different photos");
}
