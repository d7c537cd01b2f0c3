using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator triplet = new("aten::triplet_margin_loss");
            private static readonly Operator cosineEmbedding = new("aten::cosine_embedding_loss");
            private static readonly Operator ranking = new("aten::margin_ranking_loss");
            private static readonly Operator cosine = new("aten::cosine_similarity");
            private static readonly Operator pairwise = new("aten::pairwise_distance");

            /// <summary>max(0, d(a, p) − d(a, n) + margin) with the p-norm distance d (Balntas et al., 2016); all inputs <c>[N, D]</c>.</summary>
            /// <param name="anchor">Embeddings.</param>
            /// <param name="positive">Embeddings of the anchors' kind.</param>
            /// <param name="negative">Embeddings of another kind.</param>
            /// <param name="margin">How much nearer the positive should be.</param>
            /// <param name="p">The norm.</param>
            /// <param name="eps">Added to every difference.</param>
            /// <param name="swap">True takes the nearer of anchor and positive against the negative.</param>
            /// <param name="reduction">Mean, sum or one value per triplet.</param>
            public static Tensor triplet_margin_loss(
                Tensor anchor, Tensor positive, Tensor negative, double margin = 1, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) =>
                triplet.Call(anchor, positive, negative, margin, (double)p, eps, swap, (long)reduction);

            /// <summary>1 − cos where the target is 1, max(0, cos − margin) where it is −1.</summary>
            public static Tensor cosine_embedding_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                cosineEmbedding.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>max(0, −target (input1 − input2) + margin) with targets of 1 and −1.</summary>
            public static Tensor margin_ranking_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0, Reduction reduction = Reduction.Mean) =>
                ranking.Call(input1, input2, target, margin, (long)reduction);

            /// <summary>The cosine of the angle between vectors along a dimension.</summary>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-08) => cosine.Call(x1, x2, dim, eps);

            /// <summary>The p-norm of the difference of rows, <paramref name="eps"/> added to each element.</summary>
            public static Tensor pairwise_distance(Tensor input1, Tensor input2, double p = 2, double eps = 1e-06, bool keepdim = false) =>
                pairwise.Call(input1, input2, p, eps, keepdim);
        }
    }
}
