// Decoding, resizing and encoding of pictures with OpenCV.
#define EXPORT extern "C" __attribute__((visibility("default")))
EXPORT int fi_abi() { return 1; }
