namespace TorchSharp.Native;

/// <summary>The dispatcher's operators by name; each is looked up at its first call.</summary>
internal static partial class Ops
{
    internal static readonly Operator alias = new("aten::alias");
    internal static readonly Operator as_strided = new("aten::as_strided");
    internal static readonly Operator broadcast_to = new("aten::broadcast_to");
    internal static readonly Operator channel_shuffle = new("aten::channel_shuffle");
    internal static readonly Operator chunk = new("aten::chunk");
    internal static readonly Operator clone = new("aten::clone");
    internal static readonly Operator contiguous = new("aten::contiguous");
    internal static readonly Operator detach = new("aten::detach");
    internal static readonly Operator detach_ = new("aten::detach_");
    internal static readonly Operator diag = new("aten::diag");
    internal static readonly Operator diag_embed = new("aten::diag_embed");
    internal static readonly Operator diagflat = new("aten::diagflat");
    internal static readonly Operator diagonal = new("aten::diagonal");
    internal static readonly Operator expand = new("aten::expand");
    internal static readonly Operator expand_as = new("aten::expand_as");
    internal static readonly Operator flatten_using_ints = new("aten::flatten.using_ints");
    internal static readonly Operator flip = new("aten::flip");
    internal static readonly Operator fliplr = new("aten::fliplr");
    internal static readonly Operator flipud = new("aten::flipud");
    internal static readonly Operator movedim_intlist = new("aten::movedim.intlist");
    internal static readonly Operator narrow = new("aten::narrow");
    internal static readonly Operator permute = new("aten::permute");
    internal static readonly Operator ravel = new("aten::ravel");
    internal static readonly Operator repeat = new("aten::repeat");
    internal static readonly Operator repeat_interleave_self_Tensor = new("aten::repeat_interleave.self_Tensor");
    internal static readonly Operator repeat_interleave_self_int = new("aten::repeat_interleave.self_int");
    internal static readonly Operator reshape = new("aten::reshape");
    internal static readonly Operator roll = new("aten::roll");
    internal static readonly Operator rot90 = new("aten::rot90");
    internal static readonly Operator select_int = new("aten::select.int");
    internal static readonly Operator slice_Tensor = new("aten::slice.Tensor");
    internal static readonly Operator split_Tensor = new("aten::split.Tensor");
    internal static readonly Operator split_with_sizes = new("aten::split_with_sizes");
    internal static readonly Operator t = new("aten::t");
    internal static readonly Operator tensor_split_indices = new("aten::tensor_split.indices");
    internal static readonly Operator tensor_split_sections = new("aten::tensor_split.sections");
    internal static readonly Operator tile = new("aten::tile");
    internal static readonly Operator transpose_int = new("aten::transpose.int");
    internal static readonly Operator transpose_ = new("aten::transpose_");
    internal static readonly Operator tril = new("aten::tril");
    internal static readonly Operator triu = new("aten::triu");
    internal static readonly Operator unbind_int = new("aten::unbind.int");
    internal static readonly Operator unflatten_int = new("aten::unflatten.int");
    internal static readonly Operator unfold = new("aten::unfold");
    internal static readonly Operator unsqueeze = new("aten::unsqueeze");
    internal static readonly Operator unsqueeze_ = new("aten::unsqueeze_");
    internal static readonly Operator view = new("aten::view");
    internal static readonly Operator view_as = new("aten::view_as");
}
