nn.Module<Tensor, Tensor> smallBlock = new InvertedResidualBlock(32, 32, stride: 1, expansion: 6, depthwise: true);
