// Antialiased bilinear resampling as PIL does it: a triangle filter whose support grows with the reduction,
// 22-bit fixed-point weights, columns first, rows second, rounded to 8 bits after each pass.
#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

namespace fashion {

/// The weights of `length` neighbouring outputs, from output `from` on, when `in` samples become `out`.
struct Kernel {
    Kernel(int in, int out, int from, int length);
    int last() const { return first.back() + count.back(); } // one past the last input read
    std::vector<int> first, count;
    std::vector<int32_t> weight; // `taps` weights per output
    int taps;
};

/// Resizes an 8-bit interleaved image to width x height and keeps the window whose corner is (left, top).
cv::Mat resample(const cv::Mat& image, int width, int height, cv::Rect window);

/// The whole preprocessing of one picture: squash to size x size, or short side to size and the centre kept.
cv::Mat to_square(const cv::Mat& image, int size, bool crop);

} // namespace fashion
