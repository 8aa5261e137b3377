// libedit's settings are variadic calls, and the standard streams are C globals: neither can be said in Swift 6.
#include <histedit.h>
#include <stdio.h>

typedef unsigned char (*editline_function)(EditLine *, int);

// Draws into a file; the descriptor is that of the terminal itself.
static inline EditLine *editline_open(const char *name, FILE *drawing, int terminal) {
    return el_init_fd(name, stdin, drawing, stderr, fileno(stdin), terminal, fileno(stderr));
}

static inline int editline_set_client_data(EditLine *editor, void *data) {
    return el_set(editor, EL_CLIENTDATA, data);
}

static inline void *editline_client_data(EditLine *editor) {
    void *data = NULL;
    el_get(editor, EL_CLIENTDATA, &data);
    return data;
}

static inline int editline_set_reader(EditLine *editor, int (*reader)(EditLine *, wchar_t *)) {
    return el_set(editor, EL_GETCFN, reader);
}

static inline int editline_set_keys(EditLine *editor, const char *style) {
    return el_set(editor, EL_EDITOR, style);
}

static inline int editline_set_signals(EditLine *editor, int on) { return el_set(editor, EL_SIGNAL, on); }

static inline int editline_add(EditLine *editor, const char *name, const char *help, editline_function function) {
    return el_set(editor, EL_ADDFN, name, help, function);
}

static inline int editline_bind(EditLine *editor, const char *key, const char *name) {
    return el_set(editor, EL_BIND, key, name, (char *)NULL);
}

// The same for vi's command mode.
static inline int editline_bind_alternative(EditLine *editor, const char *key, const char *name) {
    return el_set(editor, EL_BIND, "-a", key, name, (char *)NULL);
}

static inline int editline_set_terminal(EditLine *editor, const char *mode, const char *setting) {
    return el_set(editor, EL_SETTY, mode, setting, (char *)NULL);
}

static inline int editline_prepare(EditLine *editor, int on) { return el_set(editor, EL_PREP_TERM, on); }

static inline int editline_is_editing(EditLine *editor) {
    int on = 0;
    el_get(editor, EL_EDITMODE, &on);
    return on;
}

static inline int editline_uses_vi(EditLine *editor) {
    const char *style = NULL;
    el_get(editor, EL_EDITOR, &style);
    return style != NULL && style[0] == 'v';
}
