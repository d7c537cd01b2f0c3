#include "codec.h"
#include "guard.h"
#include "quiet.h"
#include "resample.h"
#include <cstdlib>
#include <cstring>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fashion {
namespace {

cv::Mat over_white(const cv::Mat& bgra) {
    cv::Mat bgr(bgra.size(), CV_8UC3);
    for (int y = 0; y < bgra.rows; y++) {
        const uint8_t* p = bgra.ptr(y);
        uint8_t* q = bgr.ptr(y);
        for (int x = 0; x < bgra.cols; x++, p += 4, q += 3)
            for (int c = 0; c < 3; c++)
                q[c] = static_cast<uint8_t>((p[c] * p[3] + 255 * (255 - p[3]) + 127) / 255);
    }
    return bgr;
}

cv::Mat to_bgr(cv::Mat image) {
    if (image.depth() == CV_16U) {
        cv::Mat high(image.size(), CV_MAKETYPE(CV_8U, image.channels()));
        for (int y = 0; y < image.rows; y++)
            for (int i = 0; i < image.cols * image.channels(); i++)
                high.ptr(y)[i] = static_cast<uint8_t>(image.ptr<uint16_t>(y)[i] >> 8);
        image = high;
    }
    if (image.channels() == 4)
        return over_white(image);
    if (image.channels() == 1)
        cv::cvtColor(image, image, cv::COLOR_GRAY2BGR);
    return image;
}

// Orientation is EXIF's 1 to 8: what has to be done so that the picture stands as it was seen.
cv::Mat upright(cv::Mat image, int orientation) {
    cv::Mat turned;
    switch (orientation) {
    case 2: cv::flip(image, turned, 1); return turned;
    case 3: cv::flip(image, turned, -1); return turned;
    case 4: cv::flip(image, turned, 0); return turned;
    case 5: cv::transpose(image, turned); return turned;
    case 6: cv::rotate(image, turned, cv::ROTATE_90_CLOCKWISE); return turned;
    case 7: cv::rotate(image, image, cv::ROTATE_180); cv::transpose(image, turned); return turned;
    case 8: cv::rotate(image, turned, cv::ROTATE_90_COUNTERCLOCKWISE); return turned;
    default: return image;
    }
}

int colour_flag(int reduce) {
    switch (reduce) {
    case 2: return cv::IMREAD_REDUCED_COLOR_2;
    case 4: return cv::IMREAD_REDUCED_COLOR_4;
    case 8: return cv::IMREAD_REDUCED_COLOR_8;
    default: return cv::IMREAD_COLOR;
    }
}

void write_planes(const cv::Mat& bgr, uint8_t* red, int size) {
    size_t plane = static_cast<size_t>(size) * size;
    uint8_t *green = red + plane, *blue = green + plane;
    for (int y = 0; y < size; y++) {
        const uint8_t* p = bgr.ptr(y);
        for (int x = 0; x < size; x++, p += 3) {
            *blue++ = p[0];
            *green++ = p[1];
            *red++ = p[2];
        }
    }
}

} // namespace

cv::Mat decode(const uint8_t* data, int64_t length, int reduce, int orientation, bool plain) {
    Quiet quiet;
    cv::Mat raw(1, static_cast<int>(length), CV_8U, const_cast<uint8_t*>(data));
    cv::Mat image = cv::imdecode(raw, plain ? colour_flag(reduce) | cv::IMREAD_IGNORE_ORIENTATION : static_cast<int>(cv::IMREAD_UNCHANGED));
    return image.empty() ? image : upright(to_bgr(image), orientation);
}

} // namespace fashion

using namespace fashion;

EXPORT int fi_abi() { return 2; }

EXPORT const char* fi_last_error() { return last_error.c_str(); }

// Threads are the caller's business: one picture is one thread's work.
__attribute__((constructor)) static void one_thread() {
    guarded([] { cv::setNumThreads(1); return Ok; });
}

/// One preprocessed picture: [3, size, size] planes R, G, B.
EXPORT int fi_photo(const uint8_t* data, int64_t length, int reduce, int orientation, int plain, int crop, int size, uint8_t* planes) {
    return guarded([&] {
        cv::Mat image = decode(data, length, reduce, orientation, plain != 0);
        if (image.empty())
            return Unreadable;
        write_planes(to_square(image, size, crop != 0), planes, size);
        return Ok;
    });
}

/// The size that fi_decode writes is the header's: the caller allocated height x width x 3 bytes.
EXPORT int fi_decode(const uint8_t* data, int64_t length, int reduce, int orientation, int plain, int height, int width, uint8_t* rgb) {
    return guarded([&] {
        cv::Mat image = decode(data, length, reduce, orientation, plain != 0);
        if (image.empty() || image.rows != height || image.cols != width)
            return Unreadable;
        cv::Mat target(height, width, CV_8UC3, rgb);
        cv::cvtColor(image, target, cv::COLOR_BGR2RGB);
        return Ok;
    });
}

/// Resizes interleaved RGB, the channel order does not matter.
EXPORT int fi_resize(const uint8_t* rgb, int height, int width, uint8_t* out, int out_height, int out_width) {
    return guarded([&] {
        cv::Mat source(height, width, CV_8UC3, const_cast<uint8_t*>(rgb));
        cv::Mat result = resample(source, out_width, out_height, {0, 0, out_width, out_height});
        std::memcpy(out, result.data, result.total() * 3);
        return Ok;
    });
}

/// The square of the preprocessing rule from decoded pixels: [3, size, size] planes.
EXPORT int fi_square(const uint8_t* rgb, int height, int width, int crop, int size, uint8_t* planes) {
    return guarded([&] {
        cv::Mat image;
        cv::cvtColor(cv::Mat(height, width, CV_8UC3, const_cast<uint8_t*>(rgb)), image, cv::COLOR_RGB2BGR);
        write_planes(to_square(image, size, crop != 0), planes, size);
        return Ok;
    });
}

/// Encodes interleaved pixels (1 = grey, 3 = RGB). kind 0 = PNG, 1 = JPEG. `out` is freed with fi_free.
EXPORT int fi_encode(const uint8_t* pixels, int height, int width, int channels, int kind, int quality, uint8_t** out, int64_t* length) {
    return guarded([&] {
        cv::Mat image(height, width, CV_MAKETYPE(CV_8U, channels), const_cast<uint8_t*>(pixels)), bgr;
        if (channels == 3)
            cv::cvtColor(image, bgr, cv::COLOR_RGB2BGR);
        std::vector<uint8_t> bytes;
        std::vector<int> settings = kind == 1 ? std::vector<int>{cv::IMWRITE_JPEG_QUALITY, quality} : std::vector<int>{};
        if (!cv::imencode(kind == 1 ? ".jpg" : ".png", channels == 3 ? bgr : image, bytes, settings))
            return Failed;
        *out = static_cast<uint8_t*>(std::malloc(bytes.size()));
        if (*out == nullptr)
            return Failed;
        std::memcpy(*out, bytes.data(), bytes.size());
        *length = static_cast<int64_t>(bytes.size());
        return Ok;
    });
}

EXPORT void fi_free(uint8_t* data) { std::free(data); }
