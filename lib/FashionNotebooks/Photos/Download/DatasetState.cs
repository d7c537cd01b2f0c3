namespace FashionNotebooks.Photos.Download;

/// <summary>A checked copy of the data set.</summary>
/// <param name="Directory">Absolute path.</param>
/// <param name="Verified">Photos of train and validation whose bytes are as published.</param>
/// <param name="TestPictures">Photos of the test split; 0 when it is not there.</param>
/// <param name="HasSenders">True when it is known who took which photo.</param>
public sealed record DatasetState(string Directory, int Verified, int TestPictures, bool HasSenders);
