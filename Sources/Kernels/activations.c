#include "Kernels.h"
#include "Clones.h"
#include "Elementary.h"

static const float selu_scale = 1.0507009873554805f;
static const float selu_alpha = 1.6732632423543772f;

// The standard normal distribution function.
static inline float normal_share(float x) { return 0.5f * (1.0f + erff(x * 0.7071067811865476f)); }

// With e = exp(x): tanh(log(1 + e)) = n / (n + 2) where n = e (e + 2). For x ≥ 20 it is 1.
static inline float tanh_of_softplus(float x) {
    float e = exponential(x < 20.0f ? x : 20.0f);
    float n = e * (e + 2.0f);
    return n / (n + 2.0f);
}

// The loop is expanded for each expression in `x`; the switch is outside of the loops so that they are vectorized.
#define EACH(expression)                                                                                   \
    for (size_t row = 0; row < part.rows; row++) {                                                         \
        float *restrict v = values + row * part.stride;                                                    \
        uint32_t base = (uint32_t)(part.first + row * part.stride);                                        \
        if (dropout.threshold == 0) {                                                                      \
            for (size_t i = 0; i < part.columns; i++) {                                                           \
                float x = v[i] + bias[i];                                                                  \
                v[i] = (expression);                                                                       \
            }                                                                                              \
        } else {                                                                                           \
            for (size_t i = 0; i < part.columns; i++) {                                                           \
                float x = v[i] + bias[i];                                                                  \
                float y = (expression) * dropout.scale;                                                    \
                v[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : y;          \
            }                                                                                              \
        }                                                                                                  \
    }

CLONES
void activate(float *values, const float *restrict bias, struct Part part, enum ActivationKind kind,
              struct Dropout dropout) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    switch (kind) {
    case ACTIVATION_LINEAR: EACH(x) break;
    // With the comparison in this direction NaN remains NaN, so that a diverging training is noticed.
    case ACTIVATION_RELU: EACH(x < 0 ? 0.0f : x) break;
    case ACTIVATION_ELU: EACH(x > 0 ? x : exponential(x) - 1.0f) break;
    case ACTIVATION_SELU: EACH(selu_scale * (x > 0 ? x : selu_alpha * (exponential(x) - 1.0f))) break;
    case ACTIVATION_TANH: EACH(hyperbolic_tangent(x)) break;
    case ACTIVATION_SIGMOID: EACH(sigmoid(x)) break;
    case ACTIVATION_SOFTPLUS: EACH((x > 0 ? x : 0.0f) + log1pf(exponential(-fabsf(x)))) break;
    case ACTIVATION_SOFTSIGN: EACH(x / (1.0f + fabsf(x))) break;
    case ACTIVATION_EXPONENTIAL: EACH(exponential(x)) break;
    case ACTIVATION_HARD_SIGMOID: EACH(x < -3.0f ? 0.0f : x > 3.0f ? 1.0f : x * (1.0f / 6.0f) + 0.5f) break;
    case ACTIVATION_LEAKY_RELU: EACH(x > 0 ? x : 0.2f * x) break;
    case ACTIVATION_GELU: EACH(x * normal_share(x)) break;
    case ACTIVATION_SILU: EACH(x * sigmoid(x)) break;
    case ACTIVATION_MISH: EACH(x * tanh_of_softplus(x)) break;
    }
}

// With dropout, an output of exactly 0 was dropped (or is an inactive relu): no gradient passes. The derivative is
// computed from the output alone.
#define BACK(derivative)                                                                                   \
    for (size_t row = 0; row < part.rows; row++) {                                                         \
        float *restrict g = gradient + row * part.stride;                                                  \
        const float *restrict out = outputs + row * part.stride;                                           \
        if (dropout.threshold == 0) {                                                                      \
            for (size_t i = 0; i < part.columns; i++) {                                                    \
                float y = out[i]; (void)y;                                                                 \
                g[i] *= (derivative);                                                                      \
            }                                                                                              \
        } else {                                                                                           \
            float inverse = 1.0f / dropout.scale;                                                          \
            for (size_t i = 0; i < part.columns; i++) {                                                    \
                float y = out[i] * inverse; (void)y;                                                       \
                float passed = g[i] * dropout.scale * (derivative);                                        \
                g[i] = out[i] == 0.0f ? 0.0f : passed;                                                     \
            }                                                                                              \
        }                                                                                                  \
    }

CLONES
void activate_backward(float *restrict gradient, const float *restrict outputs, struct Part part,
                       enum ActivationKind kind, struct Dropout dropout) {
    switch (kind) {
    case ACTIVATION_LINEAR: BACK(1.0f) break;
    case ACTIVATION_RELU: BACK(y > 0 ? 1.0f : 0.0f) break;
    case ACTIVATION_ELU: BACK(y > 0 ? 1.0f : y + 1.0f) break;
    case ACTIVATION_SELU: BACK(y >= 0 ? selu_scale : y + selu_scale * selu_alpha) break;
    case ACTIVATION_TANH: BACK(1.0f - y * y) break;
    case ACTIVATION_SIGMOID: BACK(y * (1.0f - y)) break;
    case ACTIVATION_SOFTPLUS: BACK(1.0f - exponential(-y)) break;
    case ACTIVATION_SOFTSIGN: BACK((1.0f - fabsf(y)) * (1.0f - fabsf(y))) break;
    case ACTIVATION_EXPONENTIAL: BACK(y) break;
    case ACTIVATION_HARD_SIGMOID: BACK(y > 0.0f && y < 1.0f ? 1.0f / 6.0f : 0.0f) break;
    case ACTIVATION_LEAKY_RELU: BACK(y > 0 ? 1.0f : 0.2f) break;
    case ACTIVATION_GELU: case ACTIVATION_SILU: case ACTIVATION_MISH: break;
    }
}

// The dropout mask is drawn again, since an output of 0 may not have been dropped.
#define BACK_BY_SUMS(derivative)                                                                           \
    for (size_t row = 0; row < part.rows; row++) {                                                         \
        float *restrict g = gradient + row * part.stride;                                                  \
        const float *restrict s = sums + row * part.stride;                                                \
        uint32_t base = (uint32_t)(part.first + row * part.stride);                                        \
        for (size_t i = 0; i < part.columns; i++) {                                                        \
            float x = s[i];                                                                                \
            float passed = g[i] * dropout.scale * (derivative);                                            \
            g[i] = random_bits(base + (uint32_t)i, low, high) < dropout.threshold ? 0.0f : passed;         \
        }                                                                                                  \
    }

CLONES
void activate_backward_by_sums(float *restrict gradient, const float *restrict sums, struct Part part,
                               enum ActivationKind kind, struct Dropout dropout) {
    uint32_t low = (uint32_t)dropout.seed, high = (uint32_t)(dropout.seed >> 32);
    switch (kind) {
    case ACTIVATION_GELU: BACK_BY_SUMS(normal_share(x) + x * 0.3989422804014327f * exponential(-0.5f * x * x)) break;
    case ACTIVATION_SILU: BACK_BY_SUMS(sigmoid(x) * (1.0f + x * (1.0f - sigmoid(x)))) break;
    case ACTIVATION_MISH: BACK_BY_SUMS(tanh_of_softplus(x) + x * sigmoid(x)
                                       * (1.0f - tanh_of_softplus(x) * tanh_of_softplus(x))) break;
    default: break;
    }
}

CLONES
void sum_columns(const float *values, size_t rows, size_t width, float *restrict sums) {
    memset(sums, 0, width * sizeof *sums);
    for (size_t row = 0; row < rows; row++) {
        const float *v = values + row * width;
        for (size_t i = 0; i < width; i++) sums[i] += v[i];
    }
}
