namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that runs hooks before and after its forward pass, in the order of registration.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private long _nextHook;

            /// <summary>Hooks that see, and may replace, the input.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Hooks that see, and may replace, the output.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Starts a module without hooks.</summary>
            protected HookableModule(string name) : base(name)
            {
            }

            private protected bool HasHooks => pre_hooks.Count + post_hooks.Count > 0;

            /// <summary>Adds a hook that runs before every forward pass; its result, unless null, replaces the input.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                var key = NextKey();
                pre_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            /// <summary>Adds a hook that runs after every forward pass; its result, unless null, replaces the output.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                var key = NextKey();
                post_hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private string NextKey() => (_nextHook++).ToString(System.Globalization.CultureInfo.InvariantCulture);

            /// <summary>Takes a hook off again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> _module;
                private readonly string _key;

                /// <summary>Made by the registration methods.</summary>
                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    _module = module;
                    _key = key;
                }

                /// <summary>Removes the hook; a second call does nothing.</summary>
                public void remove()
                {
                    _module.pre_hooks.Remove(_key);
                    _module.post_hooks.Remove(_key);
                }
            }
        }
    }
}
