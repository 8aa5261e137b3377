#include <dnnl.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

// Each training thread asks for one thread of OpenMP: a worker is a core, and sums have one order.
#if defined(__linux__)
extern void omp_set_num_threads(int);
static inline void onednn_use_one_thread(void) { omp_set_num_threads(1); }
#else
static inline void onednn_use_one_thread(void) {}
#endif

/// A product of matrices that was compiled for its shapes; it runs on the thread that made it.
struct onednn_product {
    dnnl_primitive_t primitive;
    dnnl_memory_t left, right, result;
    dnnl_engine_t engine;
    dnnl_stream_t stream;
};

static inline void onednn_product_destroy(struct onednn_product *product) {
    if (product->primitive) dnnl_primitive_destroy(product->primitive);
    if (product->left) dnnl_memory_destroy(product->left);
    if (product->right) dnnl_memory_destroy(product->right);
    if (product->result) dnnl_memory_destroy(product->result);
    if (product->stream) dnnl_stream_destroy(product->stream);
    if (product->engine) dnnl_engine_destroy(product->engine);
    memset(product, 0, sizeof *product);
}

static inline bool onednn_primitive(struct onednn_product *product, const dnnl_dims_t sizes[3],
                                    const dnnl_dims_t strides[3]) {
    const dnnl_data_type_t types[3] = {dnnl_bf16, dnnl_bf16, dnnl_f32};
    dnnl_memory_t *memories[3] = {&product->left, &product->right, &product->result};
    dnnl_primitive_desc_t description = NULL;
    bool is_made = true;
#if DNNL_VERSION_MAJOR >= 3
    dnnl_memory_desc_t descriptions[3] = {NULL, NULL, NULL};
    for (int i = 0; i < 3; i++) {
        is_made = is_made && dnnl_memory_desc_create_with_strides(&descriptions[i], 2, sizes[i], types[i], strides[i])
            == dnnl_success;
        is_made = is_made && dnnl_memory_create(memories[i], descriptions[i], product->engine, DNNL_MEMORY_NONE)
            == dnnl_success;
    }
    is_made = is_made && dnnl_matmul_primitive_desc_create(&description, product->engine, descriptions[0],
                                                           descriptions[1], NULL, descriptions[2], NULL)
        == dnnl_success;
    for (int i = 0; i < 3; i++) if (descriptions[i]) dnnl_memory_desc_destroy(descriptions[i]);
#else
    dnnl_memory_desc_t descriptions[3];
    dnnl_matmul_desc_t matmul;
    for (int i = 0; i < 3; i++) {
        is_made = is_made && dnnl_memory_desc_init_by_strides(&descriptions[i], 2, sizes[i], types[i], strides[i])
            == dnnl_success;
        is_made = is_made && dnnl_memory_create(memories[i], &descriptions[i], product->engine, DNNL_MEMORY_NONE)
            == dnnl_success;
    }
    is_made = is_made && dnnl_matmul_desc_init(&matmul, &descriptions[0], &descriptions[1], NULL, &descriptions[2])
        == dnnl_success;
    is_made = is_made && dnnl_primitive_desc_create(&description, &matmul, NULL, product->engine, NULL)
        == dnnl_success;
#endif
    // Where no code was compiled for the processor, a plain loop would be run: slower than anything else there is.
    const char *name = "ref";
    if (is_made) dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &name);
    is_made = is_made && strncmp(name, "ref", 3) != 0 && strncmp(name, "simple", 6) != 0;
    is_made = is_made && dnnl_primitive_create(&product->primitive, description) == dnnl_success;
    if (description) dnnl_primitive_desc_destroy(description);
    return is_made;
}

/// Compiles result (rows × columns) = left (rows × inner) · right (inner × columns), left and right of bfloat16, the
/// result of numbers of 32 bits. The strides are the way from one row to the next and from one column to the next. False
/// where the library has none that is quick.
static inline bool onednn_product_create(struct onednn_product *product, size_t rows, size_t inner, size_t columns,
                                         size_t left_row, size_t left_column, size_t right_row, size_t right_column,
                                         size_t result_row) {
    memset(product, 0, sizeof *product);
    const dnnl_dims_t sizes[3] = {{(dnnl_dim_t)rows, (dnnl_dim_t)inner}, {(dnnl_dim_t)inner, (dnnl_dim_t)columns},
                                  {(dnnl_dim_t)rows, (dnnl_dim_t)columns}};
    const dnnl_dims_t strides[3] = {{(dnnl_dim_t)left_row, (dnnl_dim_t)left_column},
                                    {(dnnl_dim_t)right_row, (dnnl_dim_t)right_column}, {(dnnl_dim_t)result_row, 1}};
    bool is_made = dnnl_engine_create(&product->engine, dnnl_cpu, 0) == dnnl_success
        && dnnl_stream_create(&product->stream, product->engine, dnnl_stream_default_flags) == dnnl_success
        && onednn_primitive(product, sizes, strides);
    if (!is_made) onednn_product_destroy(product);
    return is_made;
}

static inline int onednn_product_run(const struct onednn_product *product, const void *left, const void *right,
                                     float *result) {
    dnnl_memory_set_data_handle(product->left, (void *)left);
    dnnl_memory_set_data_handle(product->right, (void *)right);
    dnnl_memory_set_data_handle(product->result, result);
    const dnnl_exec_arg_t arguments[3] = {{DNNL_ARG_SRC, product->left}, {DNNL_ARG_WEIGHTS, product->right},
                                          {DNNL_ARG_DST, product->result}};
    dnnl_status_t status = dnnl_primitive_execute(product->primitive, product->stream, 3, arguments);
    return status != dnnl_success ? (int)status : (int)dnnl_stream_wait(product->stream);
}
