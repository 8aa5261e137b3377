#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

CLONES
void step_adam(float *restrict weights, const float *restrict gradient, float *restrict first, float *restrict second,
               size_t count, float rate, float keep, float beta1, float beta2,
               float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float v = second[i] + (g * g - second[i]) * (1.0f - beta2);
        first[i] = m;
        second[i] = v;
        float w = weights[i] * keep;
        weights[i] = w - rate * m / (square_root(v) + epsilon);
    }
}

CLONES
void step_adamax(float *restrict weights, const float *restrict gradient, float *restrict first,
                 float *restrict greatest, size_t count, float rate, float keep, float beta1, float beta2,
               float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float a = fabsf(g), b = beta2 * greatest[i];
        float u = a > b ? a : b;
        first[i] = m;
        greatest[i] = u;
        float w = weights[i] * keep;
        weights[i] = w - rate * m / (u + epsilon);
    }
}

CLONES
void step_nadam(float *restrict weights, const float *restrict gradient, float *restrict first, float *restrict second,
                size_t count, float momentum_factor, float gradient_factor, float second_factor, float keep,
                float beta1, float beta2, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float v = second[i] + (g * g - second[i]) * (1.0f - beta2);
        first[i] = m;
        second[i] = v;
        float w = weights[i] * keep;
        weights[i] = w - (momentum_factor * m + gradient_factor * g) / (square_root(v * second_factor) + epsilon);
    }
}

CLONES
void step_sgd(float *restrict weights, const float *restrict gradient, size_t count, float rate, float keep) {
    for (size_t i = 0; i < count; i++) {
        float w = weights[i] * keep;
        weights[i] = w - rate * gradient[i];
    }
}

CLONES
void step_momentum(float *restrict weights, const float *restrict gradient, float *restrict velocity, size_t count,
                   float rate, float keep, float momentum, bool is_nesterov) {
    float ahead = is_nesterov ? momentum : 1.0f, own = is_nesterov ? rate : 0.0f;
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float v = momentum * velocity[i] - rate * g;
        velocity[i] = v;
        float w = weights[i] * keep;
        weights[i] = w + (ahead * v - own * g);
    }
}

CLONES
void step_adadelta(float *restrict weights, const float *restrict gradient, float *restrict square,
                   float *restrict moved, size_t count, float rate, float keep, float rho, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float a = rho * square[i] + (1.0f - rho) * g * g;
        float step = g * square_root(moved[i] + epsilon) / square_root(a + epsilon);
        square[i] = a;
        moved[i] = rho * moved[i] + (1.0f - rho) * step * step;
        float w = weights[i] * keep;
        weights[i] = w - rate * step;
    }
}

CLONES
void step_lion(float *restrict weights, const float *restrict gradient, float *restrict mean, size_t count, float rate,
               float keep, float beta1, float beta2) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = mean[i];
        float direction = m * beta1 + g * (1.0f - beta1);
        float sign = direction > 0 ? 1.0f : direction < 0 ? -1.0f : direction;
        mean[i] = m * beta2 + g * (1.0f - beta2);
        float w = weights[i] * keep;
        weights[i] = w - rate * sign;
    }
}

CLONES
void step_rmsprop(float *restrict weights, const float *restrict gradient, float *restrict square, size_t count,
                  float rate, float keep, float rho, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float v = rho * square[i] + (1.0f - rho) * g * g;
        square[i] = v;
        float w = weights[i] * keep;
        weights[i] = w - rate * g / square_root(v + epsilon);
    }
}

CLONES
void step_adagrad(float *restrict weights, const float *restrict gradient, float *restrict accumulated, size_t count,
                  float rate, float keep, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float a = accumulated[i] + g * g;
        accumulated[i] = a;
        float w = weights[i] * keep;
        weights[i] = w - rate * g / square_root(a + epsilon);
    }
}

CLONES
void add_penalty(float *restrict gradient, const float *restrict weights, size_t count, float l1, float l2) {
    float slope = 2.0f * l2;
    for (size_t i = 0; i < count; i++) {
        float w = weights[i];
        gradient[i] += (w > 0 ? l1 : w < 0 ? -l1 : 0.0f) + slope * w;
    }
}

const char *kernels_instruction_set(void) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")) return "avx512";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "avx2";
    return "x86-64";
#else
    return "other";
#endif
}
