#include "CHelp.h"

// A page is two entries here: its file, and its place in the list that `help` shows. The binary alone is enough.
static const char start[] = {
#embed "../../Help/start.md"
};
static const char language[] = {
#embed "../../Help/language.md"
};
static const char hyperparameters[] = {
#embed "../../Help/hyperparameters.md"
};
static const char convolution[] = {
#embed "../../Help/convolution.md"
};
static const char objectives[] = {
#embed "../../Help/objectives.md"
};
static const char fronts[] = {
#embed "../../Help/fronts.md"
};
static const char budgets[] = {
#embed "../../Help/budgets.md"
};
static const char expressions[] = {
#embed "../../Help/expressions.md"
};
static const char orders[] = {
#embed "../../Help/orders.md"
};
static const char conditions[] = {
#embed "../../Help/conditions.md"
};
static const char selection[] = {
#embed "../../Help/selection.md"
};
static const char experiments[] = {
#embed "../../Help/experiments.md"
};
static const char reals[] = {
#embed "../../Help/reals.md"
};
static const char data[] = {
#embed "../../Help/data.md"
};
static const char splits[] = {
#embed "../../Help/splits.md"
};
static const char programs[] = {
#embed "../../Help/programs.md"
};
static const char cluster[] = {
#embed "../../Help/cluster.md"
};
static const char plots[] = {
#embed "../../Help/plots.md"
};
static const char reports[] = {
#embed "../../Help/reports.md"
};
static const char scripts[] = {
#embed "../../Help/scripts.md"
};
static const char recording[] = {
#embed "../../Help/recording.md"
};
static const char networks[] = {
#embed "../../Help/networks.md"
};
static const char benchmarks[] = {
#embed "../../Help/benchmarks.md"
};
static const char judging[] = {
#embed "../../Help/judging.md"
};
static const char teaching[] = {
#embed "../../Help/teaching.md"
};
static const char reproducibility[] = {
#embed "../../Help/reproducibility.md"
};
static const char terminal[] = {
#embed "../../Help/terminal.md"
};
static const char json[] = {
#embed "../../Help/json.md"
};
static const char words[] = {
#embed "../../Help/words.md"
};
static const char terms[] = {
#embed "../../Help/terms.md"
};

static const char schema[] = {
#embed "../../Help/json-schema.json"
};

static const struct HelpPage all[] = {
    {"start", start, sizeof start},
    {"language", language, sizeof language},
    {"hyperparameters", hyperparameters, sizeof hyperparameters},
    {"convolution", convolution, sizeof convolution},
    {"objectives", objectives, sizeof objectives},
    {"fronts", fronts, sizeof fronts},
    {"budgets", budgets, sizeof budgets},
    {"expressions", expressions, sizeof expressions},
    {"orders", orders, sizeof orders},
    {"conditions", conditions, sizeof conditions},
    {"selection", selection, sizeof selection},
    {"experiments", experiments, sizeof experiments},
    {"reals", reals, sizeof reals},
    {"data", data, sizeof data},
    {"splits", splits, sizeof splits},
    {"programs", programs, sizeof programs},
    {"cluster", cluster, sizeof cluster},
    {"plots", plots, sizeof plots},
    {"reports", reports, sizeof reports},
    {"scripts", scripts, sizeof scripts},
    {"recording", recording, sizeof recording},
    {"networks", networks, sizeof networks},
    {"judging", judging, sizeof judging},
    {"teaching", teaching, sizeof teaching},
    {"reproducibility", reproducibility, sizeof reproducibility},
    {"benchmarks", benchmarks, sizeof benchmarks},
    {"terminal", terminal, sizeof terminal},
    {"json", json, sizeof json},
    {"words", words, sizeof words},
    {"terms", terms, sizeof terms},
};

size_t help_pages_count(void) { return sizeof all / sizeof all[0]; }

struct HelpPage help_page_at(size_t index) { return all[index]; }

struct HelpPage help_json_schema(void) { return (struct HelpPage){"json-schema", schema, sizeof schema}; }
