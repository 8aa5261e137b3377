#include "CPortableDocument.h"

#include "libraries.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __APPLE__
#define FILE_NAME(name, version) "lib" name "." version ".dylib"
#else
#define FILE_NAME(name, version) "lib" name ".so." version
#endif

static struct { CAIRO_FUNCTIONS(LIBRARY_MEMBER) } cairo;
static struct { PANGO_FUNCTIONS(LIBRARY_MEMBER) } pango;
static struct { PANGO_CAIRO_FUNCTIONS(LIBRARY_MEMBER) } pango_cairo;
static struct { OBJECT_FUNCTIONS(LIBRARY_MEMBER) } object;
static struct { RSVG_FUNCTIONS(LIBRARY_MEMBER) } rsvg;
static const char *missing;

static void open_libraries(void) {
    static const char *const cairo_names[] = {CAIRO_FUNCTIONS(LIBRARY_NAME) NULL};
    static const char *const pango_names[] = {PANGO_FUNCTIONS(LIBRARY_NAME) NULL};
    static const char *const pango_cairo_names[] = {PANGO_CAIRO_FUNCTIONS(LIBRARY_NAME) NULL};
    static const char *const object_names[] = {OBJECT_FUNCTIONS(LIBRARY_NAME) NULL};
    static const char *const rsvg_names[] = {RSVG_FUNCTIONS(LIBRARY_NAME) NULL};
    const struct {
        const char *name, *file;
        const char *const *functions;
        void **places;
    } libraries[] = {
        {"cairo", FILE_NAME("cairo", "2"), cairo_names, (void **)&cairo},
        {"Pango", FILE_NAME("pango-1.0", "0"), pango_names, (void **)&pango},
        {"Pango", FILE_NAME("pangocairo-1.0", "0"), pango_cairo_names, (void **)&pango_cairo},
        {"GObject", FILE_NAME("gobject-2.0", "0"), object_names, (void **)&object},
        {"librsvg", FILE_NAME("rsvg-2", "2"), rsvg_names, (void **)&rsvg},
    };
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries && !missing; i++) {
        const char *const files[] = {libraries[i].file, NULL};
        if (!library_open(files, libraries[i].functions, libraries[i].places)) missing = libraries[i].name;
    }
}

const char *pdf_missing_library(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_libraries);
    return missing;
}

struct PDF {
    cairo_surface_t *surface;
    cairo_t *context;
    uint8_t *bytes;
    size_t count, capacity;
    bool lacks_letters;
};


static int append(void *closure, const unsigned char *data, unsigned length) {
    PDF *pdf = closure;
    if (length > pdf->capacity - pdf->count) {
        size_t capacity = pdf->capacity * 2 + length;
        uint8_t *bytes = realloc(pdf->bytes, capacity);
        if (!bytes) return CAIRO_STATUS_WRITE_ERROR;
        pdf->bytes = bytes;
        pdf->capacity = capacity;
    }
    memcpy(pdf->bytes + pdf->count, data, length);
    pdf->count += length;
    return CAIRO_STATUS_SUCCESS;
}

PDF *pdf_create(double width, double height, const char *title) {
    PDF *pdf = calloc(1, sizeof *pdf);
    if (!pdf) return NULL;
    pdf->surface = cairo.cairo_pdf_surface_create_for_stream(append, pdf, width, height);
    cairo.cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo.cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "ns");
    pdf->context = cairo.cairo_create(pdf->surface);
    return pdf;
}

void pdf_end_page(PDF *pdf) { cairo.cairo_show_page(pdf->context); }

void pdf_begin_tag(PDF *pdf, const char *name) { cairo.cairo_tag_begin(pdf->context, name, ""); }

void pdf_end_tag(PDF *pdf, const char *name) { cairo.cairo_tag_end(pdf->context, name); }

void pdf_add_outline(PDF *pdf, const char *title, int page, double y) {
    char link[64];
    // Written in hundredths of a point: `printf` would use the decimal mark of the locale.
    int hundredths = (int)(y * 100);
    snprintf(link, sizeof link, "page=%d pos=[0 %d.%02d]", page, hundredths / 100, hundredths % 100);
    cairo.cairo_pdf_surface_add_outline(pdf->surface, CAIRO_PDF_OUTLINE_ROOT, title, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static double part(uint32_t color, int shift) { return (color >> shift & 0xff) / 255.0; }

static void set_color(PDF *pdf, uint32_t color) {
    cairo.cairo_set_source_rgb(pdf->context, part(color, 16), part(color, 8), part(color, 0));
}

static void insert(PangoAttrList *list, PangoAttribute *attribute, const struct PDFSpan *span) {
    attribute->start_index = (unsigned)span->start;
    attribute->end_index = (unsigned)span->end;
    pango.pango_attr_list_insert(list, attribute);
}

PDFText *pdf_text_create(PDF *pdf, const char *bytes, size_t count, const char *font, double width,
                         const struct PDFSpan *spans, size_t span_count) {
    PangoLayout *layout = pango_cairo.pango_cairo_create_layout(pdf->context);
    PangoFontDescription *description = pango.pango_font_description_from_string(font);
    pango.pango_layout_set_font_description(layout, description);
    pango.pango_font_description_free(description);
    pango.pango_layout_set_text(layout, bytes, count > 0x7fffffff ? 0x7fffffff : (int)count);
    pango.pango_layout_set_width(layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
    pango.pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (span_count > 0) {
        PangoAttrList *list = pango.pango_attr_list_new();
        for (const struct PDFSpan *span = spans; span < spans + span_count; span++) {
            insert(list,
                   pango.pango_attr_foreground_new((uint16_t)((span->color >> 16 & 0xff) * 257),
                                                   (uint16_t)((span->color >> 8 & 0xff) * 257),
                                                   (uint16_t)((span->color & 0xff) * 257)),
                   span);
            if (span->is_bold) insert(list, pango.pango_attr_weight_new(PANGO_WEIGHT_BOLD), span);
        }
        pango.pango_layout_set_attributes(layout, list);
        pango.pango_attr_list_unref(list);
    }
    if (pango.pango_layout_get_unknown_glyphs_count(layout) > 0) pdf->lacks_letters = true;
    return (PDFText *)layout;
}

int pdf_text_lines(PDFText *text) { return pango.pango_layout_get_line_count((PangoLayout *)text); }

struct PDFLine pdf_text_line(PDFText *text, int index) {
    PangoRectangle logical = {0};
    PangoLayoutLine *line = pango.pango_layout_get_line_readonly((PangoLayout *)text, index);
    if (line) pango.pango_layout_line_get_extents(line, NULL, &logical);
    return (struct PDFLine){
        .width = (double)logical.width / PANGO_SCALE,
        .height = (double)logical.height / PANGO_SCALE,
        .baseline = -(double)logical.y / PANGO_SCALE,
    };
}

void pdf_text_draw(PDF *pdf, PDFText *text, int index, double x, double y, uint32_t color) {
    PangoLayoutLine *line = pango.pango_layout_get_line_readonly((PangoLayout *)text, index);
    if (!line) return;
    set_color(pdf, color);
    cairo.cairo_move_to(pdf->context, x, y + pdf_text_line(text, index).baseline);
    pango_cairo.pango_cairo_show_layout_line(pdf->context, line);
}

void pdf_text_free(PDFText *text) {
    if (text) object.g_object_unref(text);
}

void pdf_fill(PDF *pdf, double x, double y, double width, double height, uint32_t color) {
    set_color(pdf, color);
    cairo.cairo_rectangle(pdf->context, x, y, width, height);
    cairo.cairo_fill(pdf->context);
}

bool pdf_draw_svg(PDF *pdf, const uint8_t *svg, size_t count, double x, double y, double width, double height) {
    RsvgHandle *handle = rsvg.rsvg_handle_new_from_data(svg, count, NULL);
    if (!handle) return false;
    const RsvgRectangle viewport = {x, y, width, height};
    bool is_drawn = rsvg.rsvg_handle_render_document(handle, pdf->context, &viewport, NULL);
    object.g_object_unref(handle);
    return is_drawn;
}

bool pdf_draw_picture(PDF *pdf, const uint8_t *pixels, int width, int height, double x, double y, double size) {
    cairo_surface_t *image = cairo.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    bool is_drawn = cairo.cairo_surface_status(image) == CAIRO_STATUS_SUCCESS;
    if (is_drawn) {
        cairo.cairo_surface_flush(image);
        for (int row = 0; row < height; row++) {
            uint32_t *target = (uint32_t *)(cairo.cairo_image_surface_get_data(image) +
                                            (size_t)row * (size_t)cairo.cairo_image_surface_get_stride(image));
            for (int column = 0; column < width; column++, pixels += 3)
                target[column] = (uint32_t)pixels[0] << 16 | (uint32_t)pixels[1] << 8 | pixels[2];
        }
        cairo.cairo_surface_mark_dirty(image);
        cairo.cairo_save(pdf->context);
        cairo.cairo_translate(pdf->context, x, y);
        cairo.cairo_scale(pdf->context, size / width, size / width);
        cairo.cairo_set_source_surface(pdf->context, image, 0, 0);
        cairo.cairo_pattern_set_filter(cairo.cairo_get_source(pdf->context), CAIRO_FILTER_NEAREST);
        cairo.cairo_paint(pdf->context);
        cairo.cairo_restore(pdf->context);
    }
    cairo.cairo_surface_destroy(image);
    return is_drawn;
}

bool pdf_lacks_letters(PDF *pdf) { return pdf->lacks_letters; }

const uint8_t *pdf_finish(PDF *pdf, size_t *count) {
    bool is_sound = cairo.cairo_status(pdf->context) == CAIRO_STATUS_SUCCESS;
    cairo.cairo_surface_finish(pdf->surface);
    is_sound = is_sound && cairo.cairo_surface_status(pdf->surface) == CAIRO_STATUS_SUCCESS;
    *count = pdf->count;
    return is_sound ? pdf->bytes : NULL;
}

void pdf_free(PDF *pdf) {
    if (!pdf) return;
    cairo.cairo_destroy(pdf->context);
    cairo.cairo_surface_destroy(pdf->surface);
    free(pdf->bytes);
    free(pdf);
}
