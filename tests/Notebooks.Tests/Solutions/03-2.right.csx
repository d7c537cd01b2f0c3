long? macsAt128 = ModelSummary.Of(reference, 128).Macs;
