namespace FashionNotebooks.Training;

/// <summary>The optimizers a recipe can name.</summary>
public enum OptimizerKind
{
    /// <summary>Kingma and Ba, 2014; weight decay, if any, is added to the gradient.</summary>
    Adam,

    /// <summary>Loshchilov and Hutter, 2017: weight decay apart from the gradient.</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with Nesterov momentum 0.9.</summary>
    Sgd,
}
