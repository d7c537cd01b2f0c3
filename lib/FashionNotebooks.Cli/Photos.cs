using FashionNotebooks.Models;
using FashionNotebooks.Photos;
using FashionNotebooks.Photos.Download;
using FashionNotebooks.Photos.Folders;

namespace FashionNotebooks.Cli;

/// <summary>Loads the photos that a command works on, with a model's own classes and preprocessing.</summary>
internal static class Photos
{
    /// <summary>Photos with labels: every image when the folder holds class folders, else the split.</summary>
    public static PhotoSet Load(string directory, string split, TrainedModel model, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        ImageFolder folder = DataRoot.Open(directory).OpenSplit(split, model.Classes, requireAll: false);
        PhotoSet photos = PhotoSet.Load(folder, model.Preprocessing, threads: threads, progress: progress.Load("decoding"), cancellation: cancellation);
        Problems.Note(photos.Problems, folder.LeftOut);
        return photos;
    }

    /// <summary>Photos of any folder, without labels.</summary>
    public static PhotoSet LoadAny(
        string directory, Shard shard, TrainedModel model, int threads, ProgressLine progress, CancellationToken cancellation)
    {
        PhotoSet photos = PhotoSet.Load(shard.Of(ImageFolder.OpenFiles(directory)), model.Preprocessing, threads: threads, progress: progress.Load("decoding"), cancellation: cancellation);
        Problems.Note(photos.Problems, []);
        return photos;
    }
}
