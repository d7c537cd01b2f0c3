#include "resample.h"
#include <algorithm>
#include <cmath>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

namespace fashion {
namespace {

constexpr int Bits = 22; // 32 minus 8 bits of pixel minus 2 bits of headroom
constexpr int Half = 1 << (Bits - 1);

inline uint8_t to_byte(int sum) {
    int v = sum >> Bits;
    return static_cast<uint8_t>(v < 0 ? 0 : v > 255 ? 255 : v);
}

CLONES void columns(const uint8_t* in, uint8_t* out, const Kernel& k, int length) {
    for (int x = 0; x < length; x++) {
        const uint8_t* p = in + 3 * static_cast<size_t>(k.first[x]);
        const int32_t* w = k.weight.data() + static_cast<size_t>(x) * k.taps;
        int a = Half, b = Half, c = Half;
        for (int t = 0; t < k.count[x]; t++, p += 3) {
            a += p[0] * w[t];
            b += p[1] * w[t];
            c += p[2] * w[t];
        }
        out[3 * x] = to_byte(a);
        out[3 * x + 1] = to_byte(b);
        out[3 * x + 2] = to_byte(c);
    }
}

CLONES void add_row(int32_t* sum, const uint8_t* row, int32_t weight, int n) {
    for (int i = 0; i < n; i++)
        sum[i] += row[i] * weight;
}

CLONES void finish_row(const int32_t* sum, uint8_t* out, int n) {
    for (int i = 0; i < n; i++)
        out[i] = to_byte(sum[i]);
}

} // namespace

Kernel::Kernel(int in, int out, int from, int length) : first(length), count(length) {
    double scale = static_cast<double>(in) / out;
    double support = std::max(scale, 1.0);
    taps = static_cast<int>(std::ceil(support)) * 2 + 1;
    weight.resize(static_cast<size_t>(length) * taps);
    std::vector<double> w(taps);
    for (int i = 0; i < length; i++) {
        double centre = (from + i + 0.5) * scale;
        int begin = std::max(static_cast<int>(centre - support + 0.5), 0);
        int end = std::min(static_cast<int>(centre + support + 0.5), in);
        double total = 0;
        for (int t = 0; t < end - begin; t++)
            total += w[t] = std::max(0.0, 1 - std::abs((begin + t - centre + 0.5) / support));
        for (int t = 0; t < end - begin; t++)
            weight[static_cast<size_t>(i) * taps + t] = static_cast<int32_t>(0.5 + w[t] / total * (1 << Bits));
        first[i] = begin;
        count[i] = end - begin;
    }
}

cv::Mat resample(const cv::Mat& image, int width, int height, cv::Rect window) {
    CV_Assert(image.type() == CV_8UC3 && width > 0 && height > 0);
    Kernel across(image.cols, width, window.x, window.width), down(image.rows, height, window.y, window.height);
    int top = down.first.front();
    cv::Mat narrow(down.last() - top, window.width, CV_8UC3); // only the rows that the window reads
    for (int y = 0; y < narrow.rows; y++)
        columns(image.ptr(top + y), narrow.ptr(y), across, window.width);
    cv::Mat result(window.height, window.width, CV_8UC3);
    std::vector<int32_t> sum(static_cast<size_t>(window.width) * 3);
    int n = static_cast<int>(sum.size());
    for (int y = 0; y < window.height; y++) {
        std::fill(sum.begin(), sum.end(), Half);
        for (int t = 0; t < down.count[y]; t++)
            add_row(sum.data(), narrow.ptr(down.first[y] - top + t), down.weight[static_cast<size_t>(y) * down.taps + t], n);
        finish_row(sum.data(), result.ptr(y), n);
    }
    return result;
}

cv::Mat to_square(const cv::Mat& image, int size, bool crop) {
    int width = size, height = size;
    if (crop && image.cols > image.rows)
        width = static_cast<int>(static_cast<int64_t>(size) * image.cols / image.rows);
    else if (crop)
        height = static_cast<int>(static_cast<int64_t>(size) * image.rows / image.cols);
    // Half a pixel is rounded to even, as the centre crop of torchvision does.
    int left = static_cast<int>(std::nearbyint((width - size) / 2.0)), top = static_cast<int>(std::nearbyint((height - size) / 2.0));
    return resample(image, width, height, {left, top, size, size});
}

} // namespace fashion
