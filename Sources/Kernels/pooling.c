#include "Kernels.h"
#include "Clones.h"
#include <string.h>

// Channels are computed in groups of this size, whose intermediate results stay in registers or in the nearest cache.
#define GROUP 64

/// The part of a window inside the image.
struct Inside {
    size_t top, left, height, width;
};

static inline struct Inside inside(struct Windows w, size_t row, size_t column) {
    size_t top = row * w.step_height, left = column * w.step_width;
    size_t bottom = top + w.window_height, right = left + w.window_width;
    top = top < w.top ? 0 : top - w.top;
    left = left < w.left ? 0 : left - w.left;
    bottom = bottom < w.top ? 0 : bottom - w.top;
    right = right < w.left ? 0 : right - w.left;
    if (bottom > w.height) bottom = w.height;
    if (right > w.width) right = w.width;
    return (struct Inside){top, left, bottom > top ? bottom - top : 0, right > left ? right - left : 0};
}

// A comparison with NaN is false: once a number is NaN, the greatest is NaN.
static inline float greater(float a, float b) { return (b > a || b != b) ? b : a; }

// The loops over all windows of all samples, and over the positions of a window.
#define EACH_WINDOW(w)                                                                                     \
    for (size_t sample = 0; sample < samples; sample++)                                                    \
        for (size_t row = 0; row < (w).result_height; row++)                                               \
            for (size_t column = 0; column < (w).result_width; column++)
#define EACH_POSITION(in)                                                                                  \
    for (size_t y = 0; y < (in).height; y++)                                                               \
        for (size_t x = 0; x < (in).width; x++)

/// The index of the result's first channel.
static inline size_t result_index(struct Windows w, size_t sample, size_t row, size_t column) {
    return ((sample * w.result_height + row) * w.result_width + column) * w.channels;
}

/// The index of the first channel of a position in a window.
static inline size_t source_index(struct Windows w, size_t sample, struct Inside in, size_t y, size_t x) {
    return ((sample * w.height + in.top + y) * w.width + in.left + x) * w.channels;
}

CLONES
void max_pool(const float *source, size_t samples, struct Windows w, float *restrict result) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        float *restrict best = result + out;
        const float *s = source + source_index(w, sample, in, 0, 0);
        if (in.height == 2 && in.width == 2) {
            const float *b = s + w.channels, *c = s + w.width * w.channels, *d = c + w.channels;
            for (size_t i = 0; i < w.channels; i++) best[i] = greater(greater(s[i], b[i]), greater(c[i], d[i]));
            continue;
        }
        memcpy(best, s, w.channels * sizeof *best);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            const float *v = source + at;
            for (size_t i = 0; i < w.channels; i++) best[i] = greater(best[i], v[i]);
        }
    }
}

/// True if each number of the source is in exactly one window.
static bool covers_once(struct Windows w) {
    return w.window_height == w.step_height && w.window_width == w.step_width && w.top == 0 && w.left == 0
        && w.result_height * w.step_height == w.height && w.result_width * w.step_width == w.width;
}

CLONES
void max_pool_backward(const float *gradient, const float *source, const float *result, size_t samples,
                       struct Windows w, float *restrict source_gradient) {
    bool covers = covers_once(w);
    if (covers && w.window_height == 2 && w.window_width == 2) {
        size_t down = w.width * w.channels;
        EACH_WINDOW(w) {
            struct Inside in = inside(w, row, column);
            size_t out = result_index(w, sample, row, column);
            const float *g = gradient + out, *r = result + out;
            size_t at = source_index(w, sample, in, 0, 0);
            const float *s = source + at;
            float *restrict t = source_gradient + at;
            for (size_t i = 0; i < w.channels; i++) {
                float left = g[i], best = r[i];
                float a = s[i] == best ? left : 0.0f;
                left = s[i] == best ? 0.0f : left;
                float b = s[w.channels + i] == best ? left : 0.0f;
                left = s[w.channels + i] == best ? 0.0f : left;
                float c = s[down + i] == best ? left : 0.0f;
                left = s[down + i] == best ? 0.0f : left;
                t[i] = a;
                t[w.channels + i] = b;
                t[down + i] = c;
                t[down + w.channels + i] = s[down + w.channels + i] == best ? left : 0.0f;
            }
        }
        return;
    }
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        for (size_t first = 0; first < w.channels; first += GROUP) {
            size_t count = w.channels - first < GROUP ? w.channels - first : GROUP;
            float left[GROUP];
            memcpy(left, gradient + out + first, count * sizeof *left);
            const float *best = result + out + first;
            EACH_POSITION(in) {
                size_t at = source_index(w, sample, in, y, x);
                const float *s = source + at + first;
                float *restrict t = source_gradient + at + first;
                for (size_t i = 0; i < count; i++) {
                    bool is_best = s[i] == best[i];
                    t[i] += is_best ? left[i] : 0.0f;
                    left[i] = is_best ? 0.0f : left[i];
                }
            }
        }
    }
}

CLONES
void average_pool(const float *source, size_t samples, struct Windows w, float *restrict result) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        float *restrict mean = result + out;
        float share = 1.0f / (float)(in.height * in.width);
        memset(mean, 0, w.channels * sizeof *mean);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            const float *v = source + at;
            for (size_t i = 0; i < w.channels; i++) mean[i] += v[i];
        }
        for (size_t i = 0; i < w.channels; i++) mean[i] *= share;
    }
}

CLONES
void average_pool_backward(const float *gradient, size_t samples, struct Windows w, float *restrict source_gradient) {
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        float share = 1.0f / (float)(in.height * in.width);
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x);
            float *restrict t = source_gradient + at;
            for (size_t i = 0; i < w.channels; i++) t[i] += g[i] * share;
        }
    }
}

/// The index of the kernel's first channel at a position of a window.
static inline size_t kernel_index(struct Windows w, size_t row, size_t column, size_t y, size_t x) {
    size_t above = row * w.step_height < w.top ? w.top - row * w.step_height : 0;
    size_t before = column * w.step_width < w.left ? w.left - column * w.step_width : 0;
    return ((above + y) * w.window_width + before + x) * w.channels;
}

CLONES
void depthwise(const float *source, const float *kernel, size_t samples, struct Windows w, float *restrict result) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        for (size_t first = 0; first < w.channels; first += GROUP) {
            size_t count = w.channels - first < GROUP ? w.channels - first : GROUP;
            float sums[GROUP] = {0};
            EACH_POSITION(in) {
                size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
                const float *s = source + at + first;
                const float *k = kernel + tap + first;
                for (size_t i = 0; i < count; i++) sums[i] += s[i] * k[i];
            }
            memcpy(result + out + first, sums, count * sizeof *sums);
        }
    }
}

CLONES
void depthwise_source_gradient(const float *gradient, const float *kernel, size_t samples, struct Windows w,
                               float *restrict source_gradient) {
    memset(source_gradient, 0, samples * w.height * w.width * w.channels * sizeof *source_gradient);
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
            const float *k = kernel + tap;
            float *restrict t = source_gradient + at;
            for (size_t i = 0; i < w.channels; i++) t[i] += g[i] * k[i];
        }
    }
}

CLONES
void depthwise_kernel_gradient(const float *source, const float *gradient, size_t samples, struct Windows w,
                               float *restrict kernel_gradient) {
    EACH_WINDOW(w) {
        struct Inside in = inside(w, row, column);
        size_t out = result_index(w, sample, row, column);
        const float *g = gradient + out;
        EACH_POSITION(in) {
            size_t at = source_index(w, sample, in, y, x), tap = kernel_index(w, row, column, y, x);
            const float *s = source + at;
            float *restrict k = kernel_gradient + tap;
            for (size_t i = 0; i < w.channels; i++) k[i] += s[i] * g[i];
        }
    }
}
