int? wrong = probabilities.Index().Count(p => ClassificationMetrics.ArgMax(p.Item) == validation.LabelList[p.Index]);
