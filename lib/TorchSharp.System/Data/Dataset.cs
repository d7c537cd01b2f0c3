namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tools around training.</summary>
    public static partial class utils
    {
        /// <summary>Datasets and loaders of batches.</summary>
        public static partial class data
        {
            /// <summary>A dataset of named tensors.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>
            {
            }

            /// <summary>A dataset of lists of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>
            {
            }

            /// <summary>Samples by index.</summary>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>The number of samples.</summary>
                public abstract long Count { get; }

                /// <summary>The sample at an index, 0 to <see cref="Count"/> − 1. Its tensors belong to the caller.</summary>
                public abstract T GetTensor(long index);

                /// <inheritdoc/>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>Frees what the dataset holds.</summary>
                protected virtual void Dispose(bool disposing)
                {
                }
            }
        }
    }
}
