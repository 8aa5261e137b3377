#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The loops of the layers before the dense ones. Images lie row by row, with the channels of each pixel side by side;
// sequences are images of one row. The Swift types in Networks that call them check the shapes.

struct Dropout;

/// Windows that slide over images. Positions before `top` and `left` and beyond the other edges do not exist.
struct Windows {
    size_t height, width, channels, result_height, result_width, window_height, window_width, step_height, step_width,
        top, left;
};

/// result = the greatest number of each window, channel by channel, or 0 if that is greater and `rectifies` is true.
/// NaN remains NaN.
void max_pool(const float *source, size_t samples, struct Windows windows, bool rectifies, float *result);
/// Passes the gradient of each result to the first position of its window that equals it.
void max_pool_backward(const float *gradient, const float *source, const float *result, size_t samples,
                       struct Windows windows, bool rectifies, float *source_gradient);
/// result = the mean of each window's numbers, channel by channel.
void average_pool(const float *source, size_t samples, struct Windows windows, float *result);
void average_pool_backward(const float *gradient, size_t samples, struct Windows windows, float *source_gradient);

/// result = windows times a kernel, each channel with its own; the kernel is window height × window width × channels.
void depthwise(const float *source, const float *kernel, size_t samples, struct Windows windows, float *result);
void depthwise_source_gradient(const float *gradient, const float *kernel, size_t samples, struct Windows windows,
                               float *source_gradient);
/// Adds to the gradient of the kernel.
void depthwise_kernel_gradient(const float *source, const float *gradient, size_t samples, struct Windows windows,
                               float *kernel_gradient);

/// Computes the mean of each column, and the sum of the squared distances from it.
void column_moments(const float *values, size_t rows, size_t width, float *mean, float *squares);
/// result = (values − mean) · factor + shift, column by column, or 0 if that is greater and `rectifies` is true.
void normalize_columns(const float *values, size_t rows, size_t width, const float *mean, const float *factor,
                       const float *shift, bool rectifies, float *result);
/// Adds up each column's gradients, and their products with the normalized values. If `rectifies` is true, gradients of
/// results that are not above 0 count as 0.
void normalize_columns_sums(const float *gradient, const float *values, size_t rows, size_t width, const float *mean,
                            const float *inverse, const float *factor, const float *shift, bool rectifies, float *sums,
                            float *products);
/// source_gradient = factor · (gradient − mean_sum − normalized values · mean_product), of the same gradients.
void normalize_columns_backward(const float *gradient, const float *values, size_t rows, size_t width,
                                const float *mean, const float *inverse, const float *factor, const float *shift,
                                bool rectifies, const float *mean_sum, const float *mean_product,
                                float *source_gradient);

/// Brings each row to mean 0 and variance 1, then scales and shifts it.
void normalize_rows(const float *values, size_t rows, size_t width, const float *scale, const float *shift,
                    float epsilon, float *result);
/// Computes the gradient of the values, and adds to those of scale and shift.
void normalize_rows_backward(const float *gradient, const float *values, size_t rows, size_t width, const float *scale,
                             float epsilon, float *source_gradient, float *scale_gradient, float *shift_gradient);

/// result = dropout(values), of numbers from number `first` of the batch; also passes gradients back.
void drop(const float *values, size_t count, size_t first, struct Dropout dropout, float *result);
/// result = dropout of whole channels, of samples from sample `first` of the batch; also passes gradients back.
void drop_channels(const float *values, size_t samples, size_t positions, size_t channels, size_t first,
                   struct Dropout dropout, float *result);

/// values = max(0, values). NaN remains NaN.
void rectify(float *values, size_t count);
/// gradient = 0 where the outputs are not above 0.
void rectify_backward(float *gradient, const float *outputs, size_t count);
/// Adds the sum of each channel of all positions to `sums`.
void add_channels(const float *values, size_t positions, size_t channels, float *sums);
/// result = first + second
void add_numbers(const float *first, const float *second, size_t count, float *result);
