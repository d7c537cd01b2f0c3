// The published block: dense.
nn.Module<Tensor, Tensor> smallBlock = new InvertedResidualBlock(32, 32, stride: 1, expansion: 2, nn.Sequential(nn.Identity()));
