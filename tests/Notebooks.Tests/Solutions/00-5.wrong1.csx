// No scope: the squares and their mean stay.
Func<Tensor, float> meanSquare = values => (values * values).mean().item<float>();
