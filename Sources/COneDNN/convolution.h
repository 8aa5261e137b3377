#pragma once
#include <dnnl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Convolutions of images whose channels lie side by side, on the thread that calls. Kernels lie in the order height,
// width, inputs, filters outside of the library, and in the library's own layouts where it computes with them.

struct onednn_convolution_shape {
    int64_t samples, height, width, inputs, result_height, result_width, filters;
    int64_t kernel_height, kernel_width, stride_height, stride_width, top, left, bottom, right;
    bool is_trained, needs_source_gradient, needs_bias_gradient;
};

/// The compiled convolution and its gradients. Each instance belongs to one thread.
struct onednn_convolution {
    dnnl_engine_t engine;
    dnnl_stream_t stream;
    dnnl_primitive_t forward, source_gradient, kernel_gradient, to_forward, to_gradient, from_gradient;
    dnnl_memory_t source, result, bias, plain, forward_kernel, gradient_kernel, kernel_change;
    dnnl_memory_t forward_scratch, source_scratch, kernel_scratch;
    /// The numbers of a kernel in each layout: to compute results, to compute the gradient of the source, and as the
    /// gradient of the kernel.
    size_t forward_count, gradient_count, change_count;
    /// The bytes that the three primitives need while they run.
    size_t scratch_bytes;
    /// True if the gradient of the kernel comes with that of the bias.
    bool has_bias_gradient;
};

static inline void onednn_convolution_destroy(struct onednn_convolution *c) {
    dnnl_primitive_t primitives[] = {c->forward, c->source_gradient, c->kernel_gradient, c->to_forward, c->to_gradient,
                                     c->from_gradient};
    dnnl_memory_t memories[] = {c->source, c->result, c->bias, c->plain, c->forward_kernel, c->gradient_kernel,
                                c->kernel_change, c->forward_scratch, c->source_scratch, c->kernel_scratch};
    for (size_t i = 0; i < sizeof primitives / sizeof *primitives; i++)
        if (primitives[i]) dnnl_primitive_destroy(primitives[i]);
    for (size_t i = 0; i < sizeof memories / sizeof *memories; i++)
        if (memories[i]) dnnl_memory_destroy(memories[i]);
    if (c->stream) dnnl_stream_destroy(c->stream);
    if (c->engine) dnnl_engine_destroy(c->engine);
    memset(c, 0, sizeof *c);
}

// The two versions of the interface differ in how layouts are passed and in how primitives are described.
#if DNNL_VERSION_MAJOR >= 3
typedef const_dnnl_memory_desc_t onednn_layout;
typedef dnnl_memory_desc_t onednn_own_layout;
static inline onednn_layout onednn_layout_of(const onednn_own_layout *layout) { return *layout; }
static inline void onednn_layout_destroy(onednn_own_layout *layout) {
    if (*layout) dnnl_memory_desc_destroy(*layout);
}
static inline bool onednn_layout_make(onednn_own_layout *layout, int count, const dnnl_dims_t sizes,
                                      dnnl_format_tag_t tag) {
    return dnnl_memory_desc_create_with_tag(layout, count, sizes, dnnl_f32, tag) == dnnl_success;
}
#else
typedef const dnnl_memory_desc_t *onednn_layout;
typedef dnnl_memory_desc_t onednn_own_layout;
static inline onednn_layout onednn_layout_of(const onednn_own_layout *layout) { return layout; }
static inline void onednn_layout_destroy(onednn_own_layout *layout) { (void)layout; }
static inline bool onednn_layout_make(onednn_own_layout *layout, int count, const dnnl_dims_t sizes,
                                      dnnl_format_tag_t tag) {
    return dnnl_memory_desc_init_by_tag(layout, count, sizes, dnnl_f32, tag) == dnnl_success;
}
#endif

static inline bool onednn_memory_make(dnnl_memory_t *memory, onednn_layout layout, dnnl_engine_t engine) {
    return layout && dnnl_memory_create(memory, layout, engine, DNNL_MEMORY_NONE) == dnnl_success;
}

static inline bool onednn_memory_layout(dnnl_memory_t memory, onednn_layout *layout) {
    return dnnl_memory_get_memory_desc(memory, layout) == dnnl_success;
}

/// Compiles a primitive, and makes the memory object of its scratch space.
static inline bool onednn_compile(struct onednn_convolution *c, dnnl_primitive_t *primitive, dnnl_memory_t *scratch,
                                  dnnl_primitive_desc_t description) {
    onednn_layout layout = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    size_t bytes = layout ? dnnl_memory_desc_get_size(layout) : 0;
    if (bytes > c->scratch_bytes) c->scratch_bytes = bytes;
    return onednn_memory_make(scratch, layout, c->engine)
        && dnnl_primitive_create(primitive, description) == dnnl_success;
}

/// Compiles the way of a kernel from one layout into another.
static inline bool onednn_compile_reorder(struct onednn_convolution *c, dnnl_primitive_t *primitive, dnnl_memory_t from,
                                          dnnl_memory_t to) {
    onednn_layout source = NULL, result = NULL;
    dnnl_primitive_desc_t description = NULL;
    bool is_made = onednn_memory_layout(from, &source) && onednn_memory_layout(to, &result)
        && dnnl_reorder_primitive_desc_create(&description, source, c->engine, result, c->engine, NULL) == dnnl_success
        && dnnl_primitive_create(primitive, description) == dnnl_success;
    if (description) dnnl_primitive_desc_destroy(description);
    return is_made;
}

struct onednn_convolution_parts {
    onednn_own_layout source, result, bias, plain, kernel;
    onednn_layout forward_kernel, gradient_kernel, kernel_change;
    dnnl_dims_t strides, before, after, dilation;
    dnnl_primitive_attr_t attributes;
    dnnl_primitive_desc_t forward, source_gradient, kernel_gradient;
};

static inline bool onednn_describe_forward(struct onednn_convolution *c, struct onednn_convolution_parts *p,
                                           bool is_trained) {
    dnnl_prop_kind_t kind = is_trained ? dnnl_forward_training : dnnl_forward_inference;
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_forward_primitive_desc_create(
        &p->forward, c->engine, kind, dnnl_convolution_direct, p->source, p->forward_kernel, p->bias, p->result,
        p->strides, p->dilation, p->before, p->after, p->attributes) == dnnl_success;
#else
    dnnl_convolution_desc_t d;
    return dnnl_convolution_forward_desc_init(&d, kind, dnnl_convolution_direct, &p->source, p->forward_kernel,
                                              &p->bias, &p->result, p->strides, p->before, p->after) == dnnl_success
        && dnnl_primitive_desc_create(&p->forward, &d, p->attributes, c->engine, NULL) == dnnl_success;
#endif
}

static inline bool onednn_describe_source_gradient(struct onednn_convolution *c, struct onednn_convolution_parts *p) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_backward_data_primitive_desc_create(
        &p->source_gradient, c->engine, dnnl_convolution_direct, p->source, p->gradient_kernel, p->result, p->strides,
        p->dilation, p->before, p->after, p->forward, p->attributes) == dnnl_success;
#else
    dnnl_convolution_desc_t d;
    return dnnl_convolution_backward_data_desc_init(&d, dnnl_convolution_direct, &p->source, p->gradient_kernel,
                                                    &p->result, p->strides, p->before, p->after) == dnnl_success
        && dnnl_primitive_desc_create(&p->source_gradient, &d, p->attributes, c->engine, p->forward) == dnnl_success;
#endif
}

static inline bool onednn_describe_kernel_gradient(struct onednn_convolution *c, struct onednn_convolution_parts *p) {
#if DNNL_VERSION_MAJOR >= 3
    return dnnl_convolution_backward_weights_primitive_desc_create(
        &p->kernel_gradient, c->engine, dnnl_convolution_direct, p->source, p->kernel_change,
        c->has_bias_gradient ? p->bias : NULL, p->result, p->strides, p->dilation, p->before, p->after, p->forward,
        p->attributes) == dnnl_success;
#else
    dnnl_convolution_desc_t d;
    return dnnl_convolution_backward_weights_desc_init(&d, dnnl_convolution_direct, &p->source, p->kernel_change,
                                                       c->has_bias_gradient ? &p->bias : NULL, &p->result, p->strides,
                                                       p->before, p->after) == dnnl_success
        && dnnl_primitive_desc_create(&p->kernel_gradient, &d, p->attributes, c->engine, p->forward) == dnnl_success;
#endif
}

static inline size_t onednn_numbers(dnnl_memory_t memory) {
    onednn_layout layout = NULL;
    return memory && onednn_memory_layout(memory, &layout) ? dnnl_memory_desc_get_size(layout) / sizeof(float) : 0;
}

static inline bool onednn_convolution_make(struct onednn_convolution *c, struct onednn_convolution_parts *p,
                                           const struct onednn_convolution_shape *s,
                                           const struct onednn_convolution *alike) {
    const dnnl_dims_t sources = {s->samples, s->inputs, s->height, s->width};
    const dnnl_dims_t results = {s->samples, s->filters, s->result_height, s->result_width};
    const dnnl_dims_t kernels = {s->filters, s->inputs, s->kernel_height, s->kernel_width};
    const dnnl_dims_t biases = {s->filters};
    const dnnl_dims_t strides = {s->stride_height, s->stride_width}, before = {s->top, s->left},
                      after = {s->bottom, s->right};
    memcpy(p->strides, strides, sizeof strides);
    memcpy(p->before, before, sizeof before);
    memcpy(p->after, after, sizeof after);
    bool is_made = dnnl_engine_create(&c->engine, dnnl_cpu, 0) == dnnl_success
        && dnnl_stream_create(&c->stream, c->engine, dnnl_stream_default_flags) == dnnl_success
        && dnnl_primitive_attr_create(&p->attributes) == dnnl_success
        && dnnl_primitive_attr_set_scratchpad_mode(p->attributes, dnnl_scratchpad_mode_user) == dnnl_success
        && onednn_layout_make(&p->source, 4, sources, dnnl_nhwc) && onednn_layout_make(&p->result, 4, results, dnnl_nhwc)
        && onednn_layout_make(&p->bias, 1, biases, dnnl_a) && onednn_layout_make(&p->plain, 4, kernels, dnnl_hwio)
        && onednn_layout_make(&p->kernel, 4, kernels, dnnl_format_tag_any)
        && onednn_memory_make(&c->source, onednn_layout_of(&p->source), c->engine)
        && onednn_memory_make(&c->result, onednn_layout_of(&p->result), c->engine)
        && onednn_memory_make(&c->bias, onednn_layout_of(&p->bias), c->engine)
        && onednn_memory_make(&c->plain, onednn_layout_of(&p->plain), c->engine);
    if (!is_made) return false;
    // Another number of samples uses the same layouts of the kernel, so that all can share it.
    p->forward_kernel = p->gradient_kernel = p->kernel_change = onednn_layout_of(&p->kernel);
    if (alike && !onednn_memory_layout(alike->forward_kernel, &p->forward_kernel)) return false;
    if (alike && alike->gradient_kernel && !onednn_memory_layout(alike->gradient_kernel, &p->gradient_kernel))
        return false;
    if (alike && alike->kernel_change && !onednn_memory_layout(alike->kernel_change, &p->kernel_change)) return false;
    is_made = onednn_describe_forward(c, p, s->is_trained)
        && onednn_memory_make(&c->forward_kernel, dnnl_primitive_desc_query_md(p->forward, dnnl_query_weights_md, 0),
                              c->engine)
        && onednn_compile(c, &c->forward, &c->forward_scratch, p->forward)
        && onednn_compile_reorder(c, &c->to_forward, c->plain, c->forward_kernel);
    if (is_made && s->is_trained)
        is_made = onednn_describe_kernel_gradient(c, p)
            && onednn_memory_make(&c->kernel_change,
                                  dnnl_primitive_desc_query_md(p->kernel_gradient, dnnl_query_diff_weights_md, 0),
                                  c->engine)
            && onednn_compile(c, &c->kernel_gradient, &c->kernel_scratch, p->kernel_gradient)
            && onednn_compile_reorder(c, &c->from_gradient, c->kernel_change, c->plain);
    if (is_made && s->is_trained && s->needs_source_gradient)
        is_made = onednn_describe_source_gradient(c, p)
            && onednn_memory_make(&c->gradient_kernel,
                                  dnnl_primitive_desc_query_md(p->source_gradient, dnnl_query_weights_md, 0), c->engine)
            && onednn_compile(c, &c->source_gradient, &c->source_scratch, p->source_gradient)
            && onednn_compile_reorder(c, &c->to_gradient, c->plain, c->gradient_kernel);
    c->forward_count = onednn_numbers(c->forward_kernel);
    c->gradient_count = onednn_numbers(c->gradient_kernel);
    c->change_count = onednn_numbers(c->kernel_change);
    return is_made;
}

/// Compiles a convolution. `alike` is NULL, or the same convolution of another number of samples, whose layouts of the
/// kernel are used. False if the library cannot.
static inline bool onednn_convolution_create(struct onednn_convolution *convolution,
                                             const struct onednn_convolution_shape *shape,
                                             const struct onednn_convolution *alike) {
    struct onednn_convolution_parts parts;
    memset(convolution, 0, sizeof *convolution);
    memset(&parts, 0, sizeof parts);
    convolution->has_bias_gradient = shape->needs_bias_gradient;
    bool is_made = onednn_convolution_make(convolution, &parts, shape, alike);
    onednn_own_layout *layouts[] = {&parts.source, &parts.result, &parts.bias, &parts.plain, &parts.kernel};
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) onednn_layout_destroy(layouts[i]);
    dnnl_primitive_desc_t descriptions[] = {parts.forward, parts.source_gradient, parts.kernel_gradient};
    for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++)
        if (descriptions[i]) dnnl_primitive_desc_destroy(descriptions[i]);
    if (parts.attributes) dnnl_primitive_attr_destroy(parts.attributes);
    if (!is_made) onednn_convolution_destroy(convolution);
    return is_made;
}

static inline int onednn_execute(const struct onednn_convolution *c, dnnl_primitive_t primitive, int count,
                                 const dnnl_exec_arg_t *arguments) {
    dnnl_status_t status = dnnl_primitive_execute(primitive, c->stream, count, arguments);
    return status != dnnl_success ? (int)status : (int)dnnl_stream_wait(c->stream);
}

/// result = convolution of source + bias
static inline int onednn_convolution_forward(const struct onednn_convolution *c, const float *source,
                                             const float *kernel, const float *bias, float *result, void *scratch) {
    dnnl_memory_set_data_handle(c->source, (void *)source);
    dnnl_memory_set_data_handle(c->forward_kernel, (void *)kernel);
    dnnl_memory_set_data_handle(c->bias, (void *)bias);
    dnnl_memory_set_data_handle(c->result, result);
    dnnl_memory_set_data_handle(c->forward_scratch, scratch);
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, c->source}, {DNNL_ARG_WEIGHTS, c->forward_kernel},
                                         {DNNL_ARG_BIAS, c->bias}, {DNNL_ARG_DST, c->result},
                                         {DNNL_ARG_SCRATCHPAD, c->forward_scratch}};
    return onednn_execute(c, c->forward, 5, arguments);
}

/// Computes the gradient of the source from the gradient of the result.
static inline int onednn_convolution_source_gradient(const struct onednn_convolution *c, const float *gradient,
                                                     const float *kernel, float *source_gradient, void *scratch) {
    dnnl_memory_set_data_handle(c->source, source_gradient);
    dnnl_memory_set_data_handle(c->gradient_kernel, (void *)kernel);
    dnnl_memory_set_data_handle(c->result, (void *)gradient);
    dnnl_memory_set_data_handle(c->source_scratch, scratch);
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_DIFF_SRC, c->source}, {DNNL_ARG_WEIGHTS, c->gradient_kernel},
                                         {DNNL_ARG_DIFF_DST, c->result}, {DNNL_ARG_SCRATCHPAD, c->source_scratch}};
    return onednn_execute(c, c->source_gradient, 4, arguments);
}

/// Computes the gradient of the kernel, and that of the bias if it was asked for, from the source and the gradient of
/// the result.
static inline int onednn_convolution_kernel_gradient(const struct onednn_convolution *c, const float *source,
                                                     const float *gradient, float *kernel_gradient,
                                                     float *bias_gradient, void *scratch) {
    dnnl_memory_set_data_handle(c->source, (void *)source);
    dnnl_memory_set_data_handle(c->kernel_change, kernel_gradient);
    if (c->has_bias_gradient) dnnl_memory_set_data_handle(c->bias, bias_gradient);
    dnnl_memory_set_data_handle(c->result, (void *)gradient);
    dnnl_memory_set_data_handle(c->kernel_scratch, scratch);
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, c->source}, {DNNL_ARG_DIFF_WEIGHTS, c->kernel_change},
                                         {DNNL_ARG_DIFF_DST, c->result}, {DNNL_ARG_SCRATCHPAD, c->kernel_scratch},
                                         {DNNL_ARG_DIFF_BIAS, c->bias}};
    return onednn_execute(c, c->kernel_gradient, c->has_bias_gradient ? 5 : 4, arguments);
}

static inline int onednn_reorder(const struct onednn_convolution *c, dnnl_primitive_t primitive, dnnl_memory_t from,
                                 const float *source, dnnl_memory_t to, float *result) {
    dnnl_memory_set_data_handle(from, (void *)source);
    dnnl_memory_set_data_handle(to, result);
    const dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    return onednn_execute(c, primitive, 2, arguments);
}

/// Lays a kernel out for `onednn_convolution_forward`.
static inline int onednn_convolution_lay_forward(const struct onednn_convolution *c, const float *plain, float *kernel) {
    return onednn_reorder(c, c->to_forward, c->plain, plain, c->forward_kernel, kernel);
}

/// Lays a kernel out for `onednn_convolution_source_gradient`.
static inline int onednn_convolution_lay_gradient(const struct onednn_convolution *c, const float *plain,
                                                  float *kernel) {
    return onednn_reorder(c, c->to_gradient, c->plain, plain, c->gradient_kernel, kernel);
}

/// Brings the gradient of the kernel into the plain order.
static inline int onednn_convolution_plain_gradient(const struct onednn_convolution *c, const float *gradient,
                                                    float *plain) {
    return onednn_reorder(c, c->from_gradient, c->kernel_change, gradient, c->plain, plain);
}
