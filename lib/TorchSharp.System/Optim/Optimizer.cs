using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>Something whose learning rate a schedule can set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate from which schedules start.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>Share of the last direction that the next one keeps.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something with the two decay rates of Adam.</summary>
        public interface IBetas
        {
            /// <summary>Decay of the mean and of the squared mean of gradients.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters along their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>Parameters in groups with options of their own.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            /// <summary>The groups, whose learning rates a schedule sets.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters, group by group.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Drops the gradients of all parameters.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                    GradientReset.Clear(parameter, setToNone: true);
            }

            /// <summary>Changes all parameters once.</summary>
            /// <param name="closure">Computes the loss anew with gradients; optional.</param>
            /// <returns>The closure's loss, or null without a closure.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Adds parameters with options of their own.</summary>
            public virtual void add_param_group(ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                var known = parameters().ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);
                if (param_group.Parameters.Any(parameter => !known.Add(parameter)))
                    throw new ArgumentException("a parameter may be in one group of an optimizer only, and once.");
                _parameter_groups.Add(param_group);
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the optimizer's own tensors; parameters stay.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
