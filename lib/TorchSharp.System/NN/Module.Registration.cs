using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private readonly OrderedDictionary<string, Parameter> _ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Value, bool Persistent)> _ownBuffers = [];
            private readonly OrderedDictionary<string, Module> _submodules = [];
            private bool _registrationChecked;

            /// <summary>
            /// Registers every field that holds a parameter, a tensor (as a buffer) or a module, in the order of declaration.
            /// Call it at the end of the constructor; what is registered already stays as it is.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in ModuleFields.Of(GetType()))
                    RegisterField(field.Name, field.Info.GetValue(this));
            }

            private void RegisterField(string field, object? value)
            {
                switch (value)
                {
                    case Module module when !_submodules.ContainsKey(field):
                        register_module(field, module);
                        break;
                    case Parameter parameter:
                        if (!_ownParameters.ContainsKey(field))
                            register_parameter(field, parameter);
                        break;
                    case Tensor tensor when !_ownBuffers.ContainsKey(field):
                        register_buffer(field, tensor);
                        break;
                }
            }

            /// <summary>Adds a parameter; it now lives as long as the module.</summary>
            /// <exception cref="ArgumentException">The name is empty, holds a dot or is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                CheckName(name);
                param.DetachFromDisposeScope();
                _ownParameters.Add(name, param);
            }

            /// <summary>Adds a tensor that is part of the state but is not trained, such as running statistics.</summary>
            /// <param name="name">The name in the state dict.</param>
            /// <param name="tensor">The buffer; it now lives as long as the module.</param>
            /// <param name="persistent">False leaves it out of state dicts.</param>
            /// <exception cref="ArgumentException">The name is empty, holds a dot or is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckName(name);
                tensor.DetachFromDisposeScope();
                _ownBuffers.Add(name, (tensor, persistent));
            }

            /// <summary>Adds a submodule; <c>null</c> removes the one of that name.</summary>
            /// <exception cref="ArgumentException">The name is empty, holds a dot or is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _submodules.Remove(name);
                    return;
                }
                CheckName(name);
                submodule.RegisterComponents();
                _submodules.Add(name, submodule);
            }

            /// <summary>Same as <see cref="register_module"/>.</summary>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Sets, replaces or (with null) removes a parameter; a replaced one keeps its place in the order.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _ownParameters.Remove(name);
                else
                    _ownParameters[name] = value;
                value?.DetachFromDisposeScope();
            }

            /// <summary>Sets, replaces or (with null) removes a buffer; a replaced one keeps its place in the order.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _ownBuffers.Remove(name);
                else
                    _ownBuffers[name] = (value, persistent);
                value?.DetachFromDisposeScope();
            }

            /// <summary>Forgets all submodules without disposing them.</summary>
            protected void ClearModules() => _submodules.Clear();

            private void CheckName(string candidate)
            {
                if (string.IsNullOrEmpty(candidate) || candidate.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"'{candidate}' cannot name a component of {GetName()}: names are not empty and hold no dot.");
                if (_ownParameters.ContainsKey(candidate) || _ownBuffers.ContainsKey(candidate) || _submodules.ContainsKey(candidate))
                    throw new ArgumentException($"{GetName()} already has a component named '{candidate}'.");
            }

            /// <summary>
            /// Refuses a module whose fields hold modules or parameters that nobody registered: it would train nothing, silently.
            /// </summary>
            internal void EnsureRegistered()
            {
                if (_registrationChecked)
                    return;
                var forgotten = ModuleFields.Of(GetType()).Where(field => IsForgotten(field.Info.GetValue(this))).Select(field => field.Name).ToList();
                if (forgotten.Count > 0)
                    throw new InvalidOperationException(
                        $"{GetType().Name} holds layers in {string.Join(", ", forgotten)} but registered none of them: call RegisterComponents() "
                        + "at the end of its constructor, and keep lists of layers in a ModuleList or Sequential.");
                _registrationChecked = true;
            }

            private bool IsForgotten(object? value) => value switch
            {
                Module module => Registered == 0 && !Owns(module),
                Parameter parameter => Registered == 0 && !_ownParameters.ContainsValue(parameter),
                string or Tensor => false,
                IDictionary map => IsForgotten(map.Values),
                ICollection { Count: > 0 } items => ForgottenItems(items),
                _ => false,
            };

            private bool ForgottenItems(IEnumerable items)
            {
                var modules = items.OfType<Module>().ToList();
                return modules.Count > 0 && !modules.Any(Owns);
            }

            private int Registered => _ownParameters.Count + _ownBuffers.Count + _submodules.Count;

            private bool Owns(Module module) => _submodules.Values.Any(child => ReferenceEquals(child, module) || child.Owns(module));
        }
    }
}
