#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PNG and JPEG by libgd, which is opened when it is first needed: linking it would nearly double the start-up time of
// the program.

/// The result of reading a picture.
enum PictureEnd {
    PICTURE_READ,
    /// Neither PNG nor JPEG.
    PICTURE_FOREIGN,
    /// Damaged or truncated.
    PICTURE_BROKEN,
    /// libgd is not installed.
    PICTURE_NO_LIBRARY,
};

/// Reads the size of a picture from its header, without decoding it. Thread-safe.
enum PictureEnd picture_size(const uint8_t *bytes, size_t count, int *width, int *height);

/// Decodes a picture and scales it; transparent pixels become white. Thread-safe.
///
/// pixels: width × height × 3 bytes, red, green and blue of each pixel, row by row.
enum PictureEnd picture_read(const uint8_t *bytes, size_t count, int width, int height, uint8_t *pixels);
