Func<Tensor, bool> collapsed = embeddings =>
    PairwiseDistance.Mean(embeddings) < 0.01 * embeddings.pow(2).sum(1).sqrt().mean().item<float>();
