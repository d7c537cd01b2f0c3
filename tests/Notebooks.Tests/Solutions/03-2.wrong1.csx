// A photo of twice the side has four times the pixels, but the last layer sees none of them.
long? macsAt128 = 4 * ModelSummary.Of(reference).Macs;
