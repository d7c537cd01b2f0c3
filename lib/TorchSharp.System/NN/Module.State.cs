namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Parameters and persistent buffers by dotted name, in PyTorch's order: of each module first its parameters, then its buffers, then its submodules.
            /// The tensors are the module's own, not copies.
            /// </summary>
            /// <param name="destination">A dictionary to add to; null makes a new one.</param>
            /// <param name="prefix">Stands before every name, with a dot.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                EnsureRegistered();
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (key, parameter) in _ownParameters)
                    destination.TryAdd(before + key, parameter);
                foreach (var (key, buffer) in OwnBuffers(nonPersistent: false))
                    destination.TryAdd(before + key, buffer);
                foreach (var (key, child) in _submodules)
                    child.state_dict(destination, before + key);
                return destination;
            }

            /// <summary>Copies values into the tensors of the same name.</summary>
            /// <param name="source">Values by dotted name.</param>
            /// <param name="strict">Names must be exactly those of <see cref="state_dict"/>.</param>
            /// <param name="skip">Names to leave alone on both sides.</param>
            /// <returns>Names of this module that the source lacks, and names of the source that this module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and the names differ; or a shape differs. Nothing has been copied then.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                var target = state_dict();
                var left = skip ?? [];
                var missing = target.Keys.Where(key => !left.Contains(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => !left.Contains(key) && !target.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException(
                        $"The state dict does not fit {GetName()}: {Listed("missing", missing)}{(missing.Count > 0 && unexpected.Count > 0 ? "; " : "")}{Listed("unexpected", unexpected)}.");
                CopyState(source, target, [.. source.Keys.Where(key => !left.Contains(key) && target.ContainsKey(key))]);
                return (missing, unexpected);
            }

            private static void CopyState(Dictionary<string, Tensor> source, Dictionary<string, Tensor> target, string[] keys)
            {
                foreach (var key in keys)
                    if (!target[key].shape.AsSpan().SequenceEqual(source[key].shape))
                        throw new InvalidOperationException(
                            $"'{key}' has shape [{string.Join(", ", source[key].shape)}] in the state dict but [{string.Join(", ", target[key].shape)}] in the module.");
                using var _ = no_grad();
                foreach (var key in keys)
                    target[key].copy_(source[key]);
            }

            private static string Listed(string what, List<string> keys) => keys.Count switch
            {
                0 => "",
                <= 4 => $"{what} {string.Join(", ", keys)}",
                _ => $"{what} {string.Join(", ", keys.Take(4))} and {keys.Count - 4} more",
            };
        }
    }
}
