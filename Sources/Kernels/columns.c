#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

CLONES
void column_moments(const float *values, size_t rows, size_t width, float *restrict mean, float *restrict squares) {
    memset(mean, 0, width * sizeof *mean);
    memset(squares, 0, width * sizeof *squares);
    size_t row = 0;
    // Four rows at a time: the sums are read and written a quarter as often.
    for (; row + 4 <= rows; row += 4) {
        const float *a = values + row * width, *b = a + width, *c = b + width, *d = c + width;
        for (size_t i = 0; i < width; i++) mean[i] += (a[i] + b[i]) + (c[i] + d[i]);
    }
    for (; row < rows; row++) {
        const float *v = values + row * width;
        for (size_t i = 0; i < width; i++) mean[i] += v[i];
    }
    float share = 1.0f / (float)rows;
    for (size_t i = 0; i < width; i++) mean[i] *= share;
    for (row = 0; row + 4 <= rows; row += 4) {
        const float *a = values + row * width, *b = a + width, *c = b + width, *d = c + width;
        for (size_t i = 0; i < width; i++) {
            float m = mean[i];
            float p = a[i] - m, q = b[i] - m, r = c[i] - m, s = d[i] - m;
            squares[i] += (p * p + q * q) + (r * r + s * s);
        }
    }
    for (; row < rows; row++) {
        const float *v = values + row * width;
        for (size_t i = 0; i < width; i++) squares[i] += (v[i] - mean[i]) * (v[i] - mean[i]);
    }
}

CLONES
void normalize_columns(const float *values, size_t rows, size_t width, const float *restrict mean,
                       const float *restrict factor, const float *restrict shift, float *restrict result) {
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        float *restrict r = result + row * width;
        for (size_t i = 0; i < width; i++) r[i] = (v[i] - mean[i]) * factor[i] + shift[i];
    }
}

CLONES
void normalize_columns_sums(const float *gradient, const float *values, size_t rows, size_t width,
                            const float *restrict mean, const float *restrict inverse, float *restrict sums,
                            float *restrict products) {
    memset(sums, 0, width * sizeof *sums);
    memset(products, 0, width * sizeof *products);
    size_t row = 0;
    for (; row + 2 <= rows; row += 2) {
        const float *g = gradient + row * width, *h = g + width, *v = values + row * width, *u = v + width;
        for (size_t i = 0; i < width; i++) {
            sums[i] += g[i] + h[i];
            products[i] += (g[i] * (v[i] - mean[i]) + h[i] * (u[i] - mean[i])) * inverse[i];
        }
    }
    for (; row < rows; row++) {
        const float *g = gradient + row * width, *v = values + row * width;
        for (size_t i = 0; i < width; i++) {
            sums[i] += g[i];
            products[i] += g[i] * (v[i] - mean[i]) * inverse[i];
        }
    }
}

CLONES
void normalize_columns_backward(const float *gradient, const float *values, size_t rows, size_t width,
                                const float *restrict mean, const float *restrict inverse,
                                const float *restrict factor, const float *restrict mean_sum,
                                const float *restrict mean_product, float *restrict source_gradient) {
    for (size_t row = 0; row < rows; row++) {
        const float *g = gradient + row * width, *v = values + row * width;
        float *restrict t = source_gradient + row * width;
        for (size_t i = 0; i < width; i++)
            t[i] = factor[i] * (g[i] - mean_sum[i] - (v[i] - mean[i]) * inverse[i] * mean_product[i]);
    }
}

#define LANES 8

/// The sum of an expression in `i`, in eight parallel sums, which the compiler vectorizes.
#define SUM(total, expression)                                                                             \
    float total = 0.0f;                                                                                    \
    {                                                                                                      \
        float lanes[LANES] = {0};                                                                          \
        size_t start = 0;                                                                                  \
        for (; start + LANES <= width; start += LANES)                                                     \
            for (size_t lane = 0; lane < LANES; lane++) {                                                  \
                size_t i = start + lane;                                                                   \
                lanes[lane] += (expression);                                                               \
            }                                                                                              \
        for (size_t lane = 0; lane < LANES; lane++) total += lanes[lane];                                  \
        for (size_t i = start; i < width; i++) total += (expression);                                      \
    }

CLONES
void normalize_rows(const float *values, size_t rows, size_t width, const float *restrict scale,
                    const float *restrict shift, float epsilon, float *restrict result) {
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        float *restrict r = result + row * width;
        SUM(sum, v[i])
        float mean = sum / (float)width;
        SUM(squares, (v[i] - mean) * (v[i] - mean))
        float inverse = 1.0f / square_root(squares / (float)width + epsilon);
        for (size_t i = 0; i < width; i++) r[i] = (v[i] - mean) * inverse * scale[i] + shift[i];
    }
}

CLONES
void normalize_rows_backward(const float *gradient, const float *values, size_t rows, size_t width,
                             const float *restrict scale, float epsilon, float *restrict source_gradient,
                             float *restrict scale_gradient, float *restrict shift_gradient) {
    for (size_t row = 0; row < rows; row++) {
        const float *g = gradient + row * width, *v = values + row * width;
        float *restrict t = source_gradient + row * width;
        SUM(sum, v[i])
        float mean = sum / (float)width;
        SUM(squares, (v[i] - mean) * (v[i] - mean))
        float inverse = 1.0f / square_root(squares / (float)width + epsilon);
        SUM(scaled, g[i] * scale[i])
        SUM(products, g[i] * scale[i] * (v[i] - mean) * inverse)
        float mean_scaled = scaled / (float)width, mean_product = products / (float)width;
        for (size_t i = 0; i < width; i++) {
            float normalized = (v[i] - mean) * inverse;
            t[i] = inverse * (g[i] * scale[i] - mean_scaled - normalized * mean_product);
            scale_gradient[i] += g[i] * normalized;
            shift_gradient[i] += g[i];
        }
    }
}

CLONES
void drop(const float *values, size_t count, size_t first, struct Dropout dropout, float *restrict result) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32), base = (uint32_t)first;
    for (size_t i = 0; i < count; i++) {
        float value = values[i] * dropout.scale;
        result[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
    }
}

CLONES
void drop_channels(const float *values, size_t samples, size_t positions, size_t channels, size_t first,
                   struct Dropout dropout, float *restrict result) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    for (size_t sample = 0; sample < samples; sample++) {
        uint32_t base = (uint32_t)((first + sample) * channels);
        for (size_t position = 0; position < positions; position++) {
            size_t at = (sample * positions + position) * channels;
            for (size_t i = 0; i < channels; i++) {
                float value = values[at + i] * dropout.scale;
                result[at + i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : value;
            }
        }
    }
}

CLONES
void rectify(float *values, size_t count) {
    for (size_t i = 0; i < count; i++) values[i] = values[i] < 0 ? 0.0f : values[i];
}

CLONES
void rectify_backward(float *restrict gradient, const float *restrict outputs, size_t count) {
    for (size_t i = 0; i < count; i++) gradient[i] = outputs[i] > 0 ? gradient[i] : 0.0f;
}

CLONES
void add_numbers(const float *first, const float *second, size_t count, float *result) {
    for (size_t i = 0; i < count; i++) result[i] = first[i] + second[i];
}
