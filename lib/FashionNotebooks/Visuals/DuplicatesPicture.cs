using System.Globalization;
using FashionNotebooks.Evaluation;

namespace FashionNotebooks.Visuals;

/// <summary>Clusters of duplicates, a row for each, as evidence for people to look at.</summary>
public static class DuplicatesPicture
{
    private const int MostColumns = 6, MostRows = 60;

    /// <summary>Draws the clusters, the surest first; those beyond 60 and pictures of a cluster beyond 6 are counted, not shown.</summary>
    /// <param name="clusters">At least one.</param>
    /// <param name="pictures">The catalogue that their numbers mean.</param>
    public static PhotoSheet Draw(IReadOnlyList<DuplicateCluster> clusters, IReadOnlyList<RetrievalItem> pictures)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(pictures);
        if (clusters.Count == 0)
            throw new ArgumentException("there is no cluster to show", nameof(clusters));
        Tile[][] rows = [.. clusters.Take(MostRows).Select(cluster => cluster.Pictures.Take(MostColumns)
            .Select(i => Tile.Read(pictures[i].Path, Best(cluster, i), Path.GetFileNameWithoutExtension(pictures[i].Path))).ToArray())];
        string title = clusters.Count > MostRows ? $"The surest {MostRows} of {clusters.Count} clusters" : clusters.Count == 1 ? "1 cluster" : $"{clusters.Count} clusters";
        string[] names = [.. clusters.Take(MostRows).Select((cluster, i) => cluster.Pictures.Count > MostColumns ? $"{i + 1}: {MostColumns} of {cluster.Pictures.Count}" : $"{i + 1}")];
        return new PhotoSheet(new TileGrid(title, rows) { Names = names }.Draw(), $"{title} of pictures that are held for the same");
    }

    private static string Best(DuplicateCluster cluster, int picture) =>
        cluster.Links.First(link => link.A == picture || link.B == picture).Score.ToString("0.000", CultureInfo.InvariantCulture);
}
