#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// PDF by cairo, its texts by Pango, which finds a font for every letter, its figures by librsvg. The libraries are
// opened when the first PDF is written.

/// A PDF in memory.
typedef struct PDF PDF;
/// A text in lines, ready to be drawn.
typedef struct PDFText PDFText;

/// A colour of some bytes of a text.
struct PDFSpan {
    size_t start;
    size_t end;
    /// 0xRRGGBB
    uint32_t color;
    bool is_bold;
};

/// A line of a text, in points.
struct PDFLine {
    double width;
    double height;
    /// The distance from the top to the baseline.
    double baseline;
};

/// Opens the libraries and returns the name of the first that is missing; NULL if none is. Thread-safe.
const char *_Nullable pdf_missing_library(void);

/// Begins a PDF with pages of a size in points; NULL without memory. All libraries must be open.
PDF *_Nullable pdf_create(double width, double height, const char *_Nonnull title);

/// Ends the page.
void pdf_end_page(PDF *_Nonnull pdf);

/// Begins an element of the structure that screen readers read, with a standard name: `P`. Elements nest.
void pdf_begin_tag(PDF *_Nonnull pdf, const char *_Nonnull name);

/// Ends an element.
void pdf_end_tag(PDF *_Nonnull pdf, const char *_Nonnull name);

/// Adds an entry to the outline.
///
/// page: from 1. y: in points from the top.
void pdf_add_outline(PDF *_Nonnull pdf, const char *_Nonnull title, int page, double y);

/// Lays out a text of UTF-8 in lines.
///
/// font: as Pango writes it: `Sans Bold 10`. width: in points; below 0 for no limit.
PDFText *_Nonnull pdf_text_create(PDF *_Nonnull pdf, const char *_Nonnull text, size_t count, const char *_Nonnull font,
                                  double width, const struct PDFSpan *_Nullable spans, size_t span_count);

/// The number of lines, at least 1.
int pdf_text_lines(PDFText *_Nonnull text);

/// Returns the size of a line.
struct PDFLine pdf_text_line(PDFText *_Nonnull text, int index);

/// Draws a line with its top left corner at a place.
void pdf_text_draw(PDF *_Nonnull pdf, PDFText *_Nonnull text, int index, double x, double y, uint32_t color);

void pdf_text_free(PDFText *_Nullable text);

/// Fills a rectangle.
void pdf_fill(PDF *_Nonnull pdf, double x, double y, double width, double height, uint32_t color);

/// Draws an SVG into a rectangle; false if it cannot be read.
bool pdf_draw_svg(PDF *_Nonnull pdf, const uint8_t *_Nonnull svg, size_t count, double x, double y, double width,
                  double height);

/// Draws a picture of red, green and blue bytes with sharp pixels, `size` points wide.
bool pdf_draw_picture(PDF *_Nonnull pdf, const uint8_t *_Nonnull pixels, int width, int height, double x, double y,
                      double size);

/// Returns true if no font had some letter so far; a box with its number is drawn instead.
bool pdf_lacks_letters(PDF *_Nonnull pdf);

/// Ends the PDF and returns its bytes, which are valid until `pdf_free`; NULL if it could not be written.
const uint8_t *_Nullable pdf_finish(PDF *_Nonnull pdf, size_t *_Nonnull count);

void pdf_free(PDF *_Nullable pdf);
