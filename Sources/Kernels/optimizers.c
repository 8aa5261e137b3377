#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

CLONES
void step_adam(float *restrict weights, const float *restrict gradient, float *restrict first, float *restrict second,
               size_t count, float rate, float beta1, float beta2, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float v = second[i] + (g * g - second[i]) * (1.0f - beta2);
        first[i] = m;
        second[i] = v;
        weights[i] -= rate * m / (square_root(v) + epsilon);
    }
}

CLONES
void step_adamax(float *restrict weights, const float *restrict gradient, float *restrict first,
                 float *restrict greatest, size_t count, float rate, float beta1, float beta2, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float a = fabsf(g), b = beta2 * greatest[i];
        float u = a > b ? a : b;
        first[i] = m;
        greatest[i] = u;
        weights[i] -= rate * m / (u + epsilon);
    }
}

CLONES
void step_nadam(float *restrict weights, const float *restrict gradient, float *restrict first, float *restrict second,
                size_t count, float momentum_factor, float gradient_factor, float second_factor, float beta1,
                float beta2, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = first[i] + (g - first[i]) * (1.0f - beta1);
        float v = second[i] + (g * g - second[i]) * (1.0f - beta2);
        first[i] = m;
        second[i] = v;
        weights[i] -= (momentum_factor * m + gradient_factor * g) / (square_root(v * second_factor) + epsilon);
    }
}

CLONES
void step_sgd(float *restrict weights, const float *restrict gradient, size_t count, float rate) {
    for (size_t i = 0; i < count; i++) weights[i] -= rate * gradient[i];
}

CLONES
void step_rmsprop(float *restrict weights, const float *restrict gradient, float *restrict square, size_t count,
                  float rate, float rho, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float v = rho * square[i] + (1.0f - rho) * g * g;
        square[i] = v;
        weights[i] -= rate * g / square_root(v + epsilon);
    }
}

CLONES
void step_adagrad(float *restrict weights, const float *restrict gradient, float *restrict accumulated, size_t count,
                  float rate, float epsilon) {
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float a = accumulated[i] + g * g;
        accumulated[i] = a;
        weights[i] -= rate * g / square_root(a + epsilon);
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
