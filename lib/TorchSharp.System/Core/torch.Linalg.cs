using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Linear algebra on matrices, or on batches of them.</summary>
    public static class linalg
    {
        /// <summary>The lower triangle L of a positive definite matrix L Lᵀ.</summary>
        public static Tensor cholesky(Tensor input) => Ops.linalg_cholesky.Call(input);

        public static Tensor det(Tensor input) => Ops.linalg_det.Call(input);
        public static Tensor inv(Tensor input) => Ops.linalg_inv.Call(input);

        /// <summary>Solves A x = B (or x A = B).</summary>
        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Ops.linalg_solve.Call(A, B, left);

        /// <summary>Singular values in descending order, and the vectors U and Vᴴ.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            var parts = Ops.linalg_svd.CallMany(input, fullMatrices);
            return (parts[0], parts[1], parts[2]);
        }

        public static Tensor svdvals(Tensor input) => Ops.linalg_svdvals.Call(input);

        /// <summary>Eigenvalues of a symmetric matrix in ascending order, and the eigenvectors as columns.</summary>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            var parts = Ops.linalg_eigh.CallMany(input, UPLO.ToString());
            return (parts[0], parts[1]);
        }

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Ops.linalg_eigvalsh.Call(input, UPLO.ToString());

        /// <summary>The Euclidean norm of a vector, or of a matrix as one.</summary>
        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Ops.linalg_norm.Call(input, Arg.None, dims, keepdim);

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Ops.linalg_norm.Call(input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Ops.linalg_norm.Call(input, ord, dims, keepdim);
    }
}
