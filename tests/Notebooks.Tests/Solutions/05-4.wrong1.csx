// A fixed number knows nothing of the scale.
Func<Tensor, bool> collapsed = embeddings => PairwiseDistance.Mean(embeddings) < 0.01;
