#include <dnnl.h>

// Each training thread asks for one thread of OpenMP: a worker is a core, and sums have one order.
#if defined(__linux__)
extern void omp_set_num_threads(int);
static inline void onednn_use_one_thread(void) { omp_set_num_threads(1); }
#else
static inline void onednn_use_one_thread(void) {}
#endif
