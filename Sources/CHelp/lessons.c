#include "CHelp.h"

// A lesson is two entries here: its file, and its place in the list that `lesson` shows. The binary alone is enough.
static const char one_max[] = {
#embed "../../Scripts/lessons/one_max.ns"
};
static const char map[] = {
#embed "../../Scripts/lessons/map.ns"
};
static const char pressure[] = {
#embed "../../Scripts/lessons/pressure.ns"
};
static const char elites[] = {
#embed "../../Scripts/lessons/elites.ns"
};
static const char mutation[] = {
#embed "../../Scripts/lessons/mutation.ns"
};
static const char digits[] = {
#embed "../../Scripts/lessons/digits.ns"
};
static const char overfitting[] = {
#embed "../../Scripts/lessons/overfitting.ns"
};
static const char random_search[] = {
#embed "../../Scripts/lessons/random_search.ns"
};
static const char trade_off[] = {
#embed "../../Scripts/lessons/trade_off.ns"
};
static const char crossover[] = {
#embed "../../Scripts/lessons/crossover.ns"
};
static const char takeover[] = {
#embed "../../Scripts/lessons/takeover.ns"
};
static const char niching[] = {
#embed "../../Scripts/lessons/niching.ns"
};
static const char constraints[] = {
#embed "../../Scripts/lessons/constraints.ns"
};
static const char real_genes[] = {
#embed "../../Scripts/lessons/real_genes.ns"
};
static const char comparing[] = {
#embed "../../Scripts/lessons/comparing.ns"
};
static const char surrogate[] = {
#embed "../../Scripts/lessons/surrogate.ns"
};
static const char budgets[] = {
#embed "../../Scripts/lessons/budgets.ns"
};
static const char convolutions[] = {
#embed "../../Scripts/lessons/convolutions.ns"
};

static const struct HelpPage all[] = {
    {"one_max", one_max, sizeof one_max},
    {"map", map, sizeof map},
    {"pressure", pressure, sizeof pressure},
    {"elites", elites, sizeof elites},
    {"mutation", mutation, sizeof mutation},
    {"digits", digits, sizeof digits},
    {"overfitting", overfitting, sizeof overfitting},
    {"random_search", random_search, sizeof random_search},
    {"trade_off", trade_off, sizeof trade_off},
    {"crossover", crossover, sizeof crossover},
    {"takeover", takeover, sizeof takeover},
    {"niching", niching, sizeof niching},
    {"constraints", constraints, sizeof constraints},
    {"real_genes", real_genes, sizeof real_genes},
    {"comparing", comparing, sizeof comparing},
    {"surrogate", surrogate, sizeof surrogate},
    {"budgets", budgets, sizeof budgets},
    {"convolutions", convolutions, sizeof convolutions},
};

size_t lessons_count(void) { return sizeof all / sizeof all[0]; }

struct HelpPage lesson_at(size_t index) { return all[index]; }
