// Augmentation of a whole batch: one affine resampling, one colour map, one erased rectangle per picture, straight from
// the cached bytes to normalised floats. Every random number was drawn by the caller, so nothing here has a state.
#include "guard.h"
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

namespace fashion {

struct Draw {
    float matrix[6]; // source x and y of an output pixel: a x + b y + c, d x + e y + f, in pixel indices
    float brightness, contrast, saturation;
    float cast[3];
    float erase[4]; // left, top, right, bottom in output pixels; empty when right <= left
    float fill[3];
};

namespace {

constexpr float Red = 0.299f, Green = 0.587f, Blue = 0.114f; // ITU-R 601, as the "L" mode of PIL

struct Image {
    const uint8_t* data;
    int side;
    int plane() const { return side * side; }
};

// R, G, B side by side in one word, with the last row and column repeated: one load fetches a pixel, and the
// neighbours of a border pixel need no question.
struct Packed {
    int stride;
    std::vector<uint32_t> pixel;
};

CLONES void pack(const Image& in, Packed& out) {
    out.stride = in.side + 1;
    out.pixel.resize(static_cast<size_t>(out.stride) * out.stride);
    for (int y = 0; y <= in.side; y++) {
        const uint8_t *r = in.data + std::min(y, in.side - 1) * in.side, *g = r + in.plane(), *b = g + in.plane();
        uint32_t* p = out.pixel.data() + static_cast<size_t>(y) * out.stride;
        for (int x = 0; x < in.side; x++)
            p[x] = r[x] | static_cast<uint32_t>(g[x]) << 8 | static_cast<uint32_t>(b[x]) << 16;
        p[in.side] = p[in.side - 1];
    }
}

// Mirrors at the outer edges of the border pixels, as grid_sample does with padding_mode="reflection". Farther out than
// one picture the border pixel is repeated.
inline float reflect(float v, float n) {
    v = v < -0.5f ? -1 - v : v;
    v = v > n - 0.5f ? 2 * n - 1 - v : v;
    return std::min(std::max(v, 0.0f), n - 1);
}

// Bilinear, with mirrored borders. Without branches, so that the compiler makes eight pixels of one.
CLONES void warp_reflecting(const Packed& in, const float* m, float* out, int side) {
    const uint32_t* pixel = in.pixel.data();
    int stride = in.stride, plane = side * side;
    float n = static_cast<float>(stride - 1);
    for (int y = 0; y < side; y++) {
        float *__restrict r = out + y * side, *__restrict g = r + plane, *__restrict b = g + plane;
        float x0 = m[1] * y + m[2], y0 = m[4] * y + m[5];
        for (int x = 0; x < side; x++) {
            float sx = reflect(m[0] * x + x0, n), sy = reflect(m[3] * x + y0, n);
            int left = static_cast<int>(sx), top = static_cast<int>(sy), at = top * stride + left;
            float fx = sx - left, fy = sy - top;
            int p = pixel[at], q = pixel[at + 1], s = pixel[at + stride], t = pixel[at + stride + 1];
            float d = fx * fy, c = fy - d, e = fx - d, a = 1 - fx - c;
            r[x] = a * (p & 255) + e * (q & 255) + c * (s & 255) + d * (t & 255);
            g[x] = a * (p >> 8 & 255) + e * (q >> 8 & 255) + c * (s >> 8 & 255) + d * (t >> 8 & 255);
            b[x] = a * (p >> 16) + e * (q >> 16) + c * (s >> 16) + d * (t >> 16);
        }
    }
}

// Nearest neighbour with black outside: what torchvision's RandomRotation does unless told otherwise.
CLONES void warp_nearest(const Image& in, const float* m, float* out, int side) {
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int sx = static_cast<int>(std::floor(m[0] * x + m[1] * y + m[2] + 0.5f)), sy = static_cast<int>(std::floor(m[3] * x + m[4] * y + m[5] + 0.5f));
            bool inside = sx >= 0 && sy >= 0 && sx < in.side && sy < in.side;
            for (int c = 0; c < 3; c++)
                out[c * side * side + y * side + x] = inside ? in.data[c * in.plane() + sy * in.side + sx] : 0;
        }
}

CLONES float sum(const float* v, int n) {
    float part[16] = {};
    for (int i = 0; i + 16 <= n; i += 16)
        for (int k = 0; k < 16; k++)
            part[k] += v[i + k];
    float total = 0;
    for (float p : part)
        total += p;
    for (int i = n / 16 * 16; i < n; i++)
        total += v[i];
    return total;
}

// Brightness, contrast about the mean grey, saturation and cast are linear: one 3 x 3 matrix and an offset.
CLONES void colour(float* rgb, int plane, const Draw d, const float* scale, const float* bias) {
    float *__restrict r = rgb, *__restrict g = rgb + plane, *__restrict b = g + plane;
    float mean = (Red * sum(r, plane) + Green * sum(g, plane) + Blue * sum(b, plane)) / plane * d.brightness;
    float gain = d.brightness * d.contrast, grey = gain * (1 - d.saturation), own = gain * d.saturation, offset = (1 - d.contrast) * mean;
    const float cr = d.cast[0], cg = d.cast[1], cb = d.cast[2];
    const float sr = scale[0], sg = scale[1], sb = scale[2], br = bias[0], bg = bias[1], bb = bias[2];
    for (int i = 0; i < plane; i++) {
        float common = grey * (Red * r[i] + Green * g[i] + Blue * b[i]) + offset;
        r[i] = std::min(std::max(cr * (own * r[i] + common), 0.0f), 255.0f) * sr + br;
        g[i] = std::min(std::max(cg * (own * g[i] + common), 0.0f), 255.0f) * sg + bg;
        b[i] = std::min(std::max(cb * (own * b[i] + common), 0.0f), 255.0f) * sb + bb;
    }
}

void erase(float* rgb, int side, const Draw& d) {
    int left = static_cast<int>(d.erase[0]), top = static_cast<int>(d.erase[1]), right = static_cast<int>(d.erase[2]), bottom = static_cast<int>(d.erase[3]);
    for (int c = 0; c < 3; c++)
        for (int y = std::max(top, 0); y < std::min(bottom, side); y++)
            for (int x = std::max(left, 0); x < std::min(right, side); x++)
                rgb[(c * side + y) * side + x] = d.fill[c];
}

} // namespace
} // namespace fashion

using namespace fashion;

/// pictures: [N, 3, source, source] bytes; out: [count, 3, target, target] = byte * scale[c] + bias[c] after the draws.
EXPORT int fi_augment(
    const uint8_t* pictures, const int64_t* indices, int count, int source, int target, const Draw* draws, int nearest,
    const float* scale, const float* bias, float* out) {
    return guarded([&] {
        size_t picture = static_cast<size_t>(3) * source * source, result = static_cast<size_t>(3) * target * target;
        Packed packed;
        for (int i = 0; i < count; i++, out += result) {
            Image in{pictures + static_cast<size_t>(indices[i]) * picture, source};
            if (nearest) {
                warp_nearest(in, draws[i].matrix, out, target);
            } else {
                pack(in, packed);
                warp_reflecting(packed, draws[i].matrix, out, target);
            }
            colour(out, target * target, draws[i], scale, bias);
            erase(out, target, draws[i]);
        }
        return Ok;
    });
}
