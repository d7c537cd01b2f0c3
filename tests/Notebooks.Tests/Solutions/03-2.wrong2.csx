long? macsAt128 = ModelSummary.Of(truly, 128).Macs;
