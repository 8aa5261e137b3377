#pragma once
#include <CLibraries.h>
#include <stdint.h>

// The few functions and types that are needed, as the libraries' headers declare them: the headers would need all of
// GLib's at every build.

typedef struct cairo cairo_t;
typedef struct surface cairo_surface_t;
typedef struct pattern cairo_pattern_t;
typedef struct layout PangoLayout;
typedef struct layout_line PangoLayoutLine;
typedef struct font_description PangoFontDescription;
typedef struct attribute_list PangoAttrList;
typedef struct handle RsvgHandle;
typedef struct { const void *klass; unsigned start_index, end_index; } PangoAttribute;
typedef struct { int x, y, width, height; } PangoRectangle;
typedef struct { double x, y, width, height; } RsvgRectangle;
typedef int (*cairo_write_func_t)(void *closure, const unsigned char *data, unsigned length);

enum {
    CAIRO_STATUS_SUCCESS = 0,
    CAIRO_STATUS_WRITE_ERROR = 11,
    CAIRO_FORMAT_RGB24 = 1,
    CAIRO_FILTER_NEAREST = 3,
    CAIRO_PDF_METADATA_TITLE = 0,
    CAIRO_PDF_METADATA_CREATOR = 4,
    CAIRO_PDF_OUTLINE_ROOT = 0,
    CAIRO_PDF_OUTLINE_FLAG_OPEN = 1,
    PANGO_WRAP_WORD_CHAR = 2,
    PANGO_WEIGHT_BOLD = 700,
    PANGO_SCALE = 1024,
};

extern cairo_surface_t *cairo_pdf_surface_create_for_stream(cairo_write_func_t, void *, double, double);
extern void cairo_pdf_surface_set_metadata(cairo_surface_t *, int, const char *);
extern int cairo_pdf_surface_add_outline(cairo_surface_t *, int, const char *, const char *, int);
extern cairo_surface_t *cairo_image_surface_create(int, int, int);
extern unsigned char *cairo_image_surface_get_data(cairo_surface_t *);
extern int cairo_image_surface_get_stride(cairo_surface_t *);
extern void cairo_surface_flush(cairo_surface_t *);
extern void cairo_surface_mark_dirty(cairo_surface_t *);
extern void cairo_surface_finish(cairo_surface_t *);
extern int cairo_surface_status(cairo_surface_t *);
extern void cairo_surface_destroy(cairo_surface_t *);
extern cairo_t *cairo_create(cairo_surface_t *);
extern int cairo_status(cairo_t *);
extern void cairo_destroy(cairo_t *);
extern void cairo_save(cairo_t *);
extern void cairo_restore(cairo_t *);
extern void cairo_translate(cairo_t *, double, double);
extern void cairo_scale(cairo_t *, double, double);
extern void cairo_show_page(cairo_t *);
extern void cairo_set_source_rgb(cairo_t *, double, double, double);
extern void cairo_set_source_surface(cairo_t *, cairo_surface_t *, double, double);
extern cairo_pattern_t *cairo_get_source(cairo_t *);
extern void cairo_pattern_set_filter(cairo_pattern_t *, int);
extern void cairo_rectangle(cairo_t *, double, double, double, double);
extern void cairo_fill(cairo_t *);
extern void cairo_paint(cairo_t *);
extern void cairo_move_to(cairo_t *, double, double);
extern void cairo_tag_begin(cairo_t *, const char *, const char *);
extern void cairo_tag_end(cairo_t *, const char *);

#define CAIRO_FUNCTIONS(each) \
    each(cairo_pdf_surface_create_for_stream) each(cairo_pdf_surface_set_metadata) each(cairo_pdf_surface_add_outline) \
    each(cairo_image_surface_create) each(cairo_image_surface_get_data) each(cairo_image_surface_get_stride) \
    each(cairo_surface_flush) each(cairo_surface_mark_dirty) each(cairo_surface_finish) each(cairo_surface_status) \
    each(cairo_surface_destroy) each(cairo_create) each(cairo_status) each(cairo_destroy) each(cairo_save) \
    each(cairo_restore) each(cairo_translate) each(cairo_scale) each(cairo_show_page) each(cairo_set_source_rgb) \
    each(cairo_set_source_surface) each(cairo_get_source) each(cairo_pattern_set_filter) each(cairo_rectangle) \
    each(cairo_fill) each(cairo_paint) each(cairo_move_to) each(cairo_tag_begin) each(cairo_tag_end)

extern void pango_layout_set_text(PangoLayout *, const char *, int);
extern void pango_layout_set_width(PangoLayout *, int);
extern void pango_layout_set_wrap(PangoLayout *, int);
extern void pango_layout_set_font_description(PangoLayout *, const PangoFontDescription *);
extern void pango_layout_set_attributes(PangoLayout *, PangoAttrList *);
extern int pango_layout_get_line_count(PangoLayout *);
extern int pango_layout_get_unknown_glyphs_count(PangoLayout *);
extern PangoLayoutLine *pango_layout_get_line_readonly(PangoLayout *, int);
extern void pango_layout_line_get_extents(PangoLayoutLine *, PangoRectangle *, PangoRectangle *);
extern PangoFontDescription *pango_font_description_from_string(const char *);
extern void pango_font_description_free(PangoFontDescription *);
extern PangoAttrList *pango_attr_list_new(void);
extern void pango_attr_list_insert(PangoAttrList *, PangoAttribute *);
extern void pango_attr_list_unref(PangoAttrList *);
extern PangoAttribute *pango_attr_foreground_new(uint16_t, uint16_t, uint16_t);
extern PangoAttribute *pango_attr_weight_new(int);

#define PANGO_FUNCTIONS(each) \
    each(pango_layout_set_text) each(pango_layout_set_width) each(pango_layout_set_wrap) \
    each(pango_layout_set_font_description) each(pango_layout_set_attributes) each(pango_layout_get_line_count) \
    each(pango_layout_get_line_readonly) each(pango_layout_line_get_extents) \
    each(pango_layout_get_unknown_glyphs_count) each(pango_font_description_from_string) \
    each(pango_font_description_free) each(pango_attr_list_new) each(pango_attr_list_insert) \
    each(pango_attr_list_unref) each(pango_attr_foreground_new) each(pango_attr_weight_new)

extern PangoLayout *pango_cairo_create_layout(cairo_t *);
extern void pango_cairo_show_layout_line(cairo_t *, PangoLayoutLine *);

#define PANGO_CAIRO_FUNCTIONS(each) each(pango_cairo_create_layout) each(pango_cairo_show_layout_line)

extern void g_object_unref(void *);

#define OBJECT_FUNCTIONS(each) each(g_object_unref)

extern RsvgHandle *rsvg_handle_new_from_data(const uint8_t *, size_t, void **);
extern int rsvg_handle_render_document(RsvgHandle *, cairo_t *, const RsvgRectangle *, void **);

#define RSVG_FUNCTIONS(each) each(rsvg_handle_new_from_data) each(rsvg_handle_render_document)
