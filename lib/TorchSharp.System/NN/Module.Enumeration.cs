using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters with their dotted names, each one once, this module's first.</summary>
            /// <param name="recurse">False stays at this module's own.</param>
            /// <exception cref="InvalidOperationException">The module holds layers that were never registered.</exception>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                EnsureRegistered();
                return Distinct(OwnAndBelow(recurse, module => module._ownParameters.Select(own => (own.Key, own.Value)), ""));
            }

            /// <summary>Parameters, each one once, in the order of <see cref="named_parameters"/>.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            /// <summary>Buffers with their dotted names, each one once, this module's first.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                EnsureRegistered();
                return Distinct(OwnAndBelow(recurse, module => module.OwnBuffers(include_nonpersistent), ""));
            }

            /// <summary>Buffers, each one once, in the order of <see cref="named_buffers"/>.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            /// <summary>The direct submodules with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                EnsureRegistered();
                return _submodules.Select(child => (child.Key, child.Value));
            }

            /// <summary>The direct submodules.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(named => named.module);

            /// <summary>All modules below this one with their dotted names: the direct ones first, then those below each of them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                named_children().Concat(named_children().SelectMany(
                    child => child.module.named_modules().Select(below => ($"{child.name}.{below.name}", below.module))));

            /// <summary>All modules below this one.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            /// <summary>True when a parameter has this dotted name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>True when a buffer has this dotted name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The parameter with this dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(named => named.name == target).parameter;

            /// <summary>The buffer with this dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                named_buffers().FirstOrDefault(named => named.name == target).buffer;

            private IEnumerable<(string, Tensor)> OwnBuffers(bool nonPersistent) =>
                from own in _ownBuffers where nonPersistent || own.Value.Persistent select (own.Key, own.Value.Value);

            private IEnumerable<(string, T)> OwnAndBelow<T>(bool recurse, Func<Module, IEnumerable<(string, T)>> own, string prefix)
            {
                EnsureRegistered();
                foreach (var (key, value) in own(this))
                    yield return (prefix + key, value);
                if (!recurse)
                    yield break;
                foreach (var (key, child) in _submodules)
                    foreach (var below in child.OwnAndBelow(true, own, $"{prefix}{key}."))
                        yield return below;
            }

            private static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string, T)> items) where T : Tensor
            {
                var seen = new HashSet<T>(ReferenceEqualityComparer.Instance);
                return items.Where(item => seen.Add(item.Item2));
            }
        }
    }
}
