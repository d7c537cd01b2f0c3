// Files to pixels with OpenCV's codecs. The header was checked before: sizes are known to be sane.
#pragma once
#include <cstdint>
#include <opencv2/core.hpp>

namespace fashion {

/// Decodes to 8-bit BGR, upright. `reduce` is 1, 2, 4 or 8 (JPEG only); `plain` is false where alpha or
/// 16 bits may occur: alpha is laid over white, 16 bits lose their low byte. Empty when it cannot be read.
cv::Mat decode(const uint8_t* data, int64_t length, int reduce, int orientation, bool plain);

} // namespace fashion
