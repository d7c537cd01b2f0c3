namespace FashionNotebooks.Models;

/// <summary>Which attention stands between the backbone and the pooling.</summary>
[Flags]
public enum AttentionKind
{
    /// <summary>None: every channel and every place counts alike.</summary>
    None = 0,

    /// <summary><see cref="ChannelAttention"/>.</summary>
    Channel = 1,

    /// <summary><see cref="SpatialAttention"/>.</summary>
    Spatial = 2,

    /// <summary>Channels first, then places.</summary>
    Both = Channel | Spatial,
}
