// Too wide inside.
nn.Module<Tensor, Tensor> smallBlock = new PaperBlock(32, 32, stride: 1, expansion: 6);
