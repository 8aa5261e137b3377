#pragma once
#include <stddef.h>

/// A file that the program carries, as it lies in the folder `samples`.
struct Sample {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};

/// How many there are.
size_t samples_count(void);
/// One of them, counted from 0.
struct Sample samples_at(size_t index);
