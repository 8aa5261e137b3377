#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

CLONES
void normalize_batch(float *restrict values, size_t rows, size_t width, const float *restrict scale, float epsilon,
                     float *restrict normalized, float *restrict mean, float *restrict variance,
                     float *restrict inverse) {
    float share = 1.0f / (float)rows;
    memset(mean, 0, width * sizeof *mean);
    memset(variance, 0, width * sizeof *variance);
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        for (size_t i = 0; i < width; i++) mean[i] += v[i];
    }
    for (size_t i = 0; i < width; i++) mean[i] *= share;
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        for (size_t i = 0; i < width; i++) variance[i] += (v[i] - mean[i]) * (v[i] - mean[i]);
    }
    for (size_t i = 0; i < width; i++) {
        variance[i] *= share;
        inverse[i] = 1.0f / square_root(variance[i] + epsilon);
    }
    for (size_t row = 0; row < rows; row++) {
        float *restrict v = values + row * width;
        float *restrict n = normalized + row * width;
        for (size_t i = 0; i < width; i++) {
            float x = (v[i] - mean[i]) * inverse[i];
            n[i] = x;
            v[i] = x * scale[i];
        }
    }
}

CLONES
void normalize_known(float *restrict values, size_t rows, size_t width, const float *restrict scale,
                     const float *restrict mean, const float *restrict variance, float epsilon) {
    for (size_t row = 0; row < rows; row++) {
        float *restrict v = values + row * width;
        for (size_t i = 0; i < width; i++) v[i] = (v[i] - mean[i]) * (scale[i] / square_root(variance[i] + epsilon));
    }
}

CLONES
void normalize_backward(float *restrict gradient, size_t rows, size_t width, const float *restrict scale,
                        const float *restrict normalized, const float *restrict inverse, float *restrict scale_gradient,
                        float *restrict shift_gradient) {
    float share = 1.0f / (float)rows;
    memset(scale_gradient, 0, width * sizeof *scale_gradient);
    memset(shift_gradient, 0, width * sizeof *shift_gradient);
    for (size_t row = 0; row < rows; row++) {
        const float *g = gradient + row * width;
        const float *n = normalized + row * width;
        for (size_t i = 0; i < width; i++) {
            scale_gradient[i] += g[i] * n[i];
            shift_gradient[i] += g[i];
        }
    }
    for (size_t row = 0; row < rows; row++) {
        float *restrict g = gradient + row * width;
        const float *n = normalized + row * width;
        for (size_t i = 0; i < width; i++)
            g[i] = scale[i] * inverse[i] * (g[i] - share * (shift_gradient[i] + n[i] * scale_gradient[i]));
    }
}

CLONES
void move_mean(float *restrict moving, const float *restrict value, size_t count, float momentum) {
    for (size_t i = 0; i < count; i++) moving[i] = moving[i] * momentum + value[i] * (1.0f - momentum);
}
