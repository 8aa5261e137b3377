#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PNG and JPEG by libgd, which is opened when it is first needed: linking it would nearly double each start of the
// program.

/// How reading a picture ended.
enum PictureEnd {
    PICTURE_READ,
    /// Neither PNG nor JPEG.
    PICTURE_FOREIGN,
    /// Damaged or cut off.
    PICTURE_BROKEN,
    /// libgd is not there.
    PICTURE_NO_LIBRARY,
};

/// The size that a picture's first bytes tell, without unpacking it; any thread.
enum PictureEnd picture_size(const uint8_t *bytes, size_t count, int *width, int *height);

/// Unpacks a picture and brings it to a size; what is transparent becomes white. Any thread.
///
/// pixels: width × height × 3 bytes, red, green and blue of each pixel, row by row.
enum PictureEnd picture_read(const uint8_t *bytes, size_t count, int width, int height, uint8_t *pixels);
