// The notebook's nearest photos against the library's index.
CataloguePhoto[] all = [.. SearchEvaluation.Photos(train)];
FlatIndex twin = FlatIndex.Build([.. catalogue.SelectMany(v => v)], all, IndexModel.Of(model.Path));
for (int q = 0; q < queries.Length; q++)
    if (Nearest(queries[q], 5).Zip(twin.Search(queries[q], 5)).Any(pair => Math.Abs(pair.First.Distance - pair.Second.Distance) > 1e-4))
        throw new Exception($"query {q}: the notebook and the library find different photos");
