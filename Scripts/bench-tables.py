"""Tunes networks on ten public tables and scores them on rows that no search has seen: three folds, the same for all.

ns evolves the default search space for most of the time and predicts with an ensemble of the fittest networks, trained on all
of its rows (`ensemble 5 refit`); its own folds lie within the training rows. scikit-learn's MLP has its default settings, and is
tuned by randomized search and by Optuna's TPE with cross-validation in the same time on two cores; the best settings are then
fitted to all rows. Histogram gradient boosting and a random forest with their default settings are a yardstick.

A search with several time limits is one search, which predicts at each of them. Each finished cell is a file, so that a run
can be stopped and continued. The table has the mean score over the folds: accuracy for classes, R² for numbers. The last
line is JSON."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time
import warnings

# One thread for each of two workers.
for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]:
    os.environ.setdefault(name, "1")

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
os.environ["PYTHONWARNINGS"] = "ignore"
CORES = 2
FOLDS = 3


# MARK: - Tables

def vega(name):
    from vega_datasets import data
    return getattr(data, name)()


def statsmodels(name):
    import statsmodels.api
    return getattr(statsmodels.api.datasets, name).load_pandas().data


def sklearn(name):
    import sklearn.datasets
    bunch = getattr(sklearn.datasets, f"load_{name}")()
    names = getattr(bunch, "feature_names", range(bunch.data.shape[1]))
    frame = pd.DataFrame(bunch.data, columns=[str(column).replace(" ", "_") for column in names])
    return frame.assign(target=bunch.target)


def cars():
    frame = vega("cars").drop(columns="Name")
    return frame.assign(Year=pd.to_datetime(frame.Year).dt.year)


def weather():
    frame = vega("seattle_weather")
    return frame.assign(date=pd.to_datetime(frame.date).dt.dayofyear)


def schools():
    frame = statsmodels("star98")
    share = frame.NABOVE / (frame.NABOVE + frame.NBELOW)
    return frame.drop(columns=["NABOVE", "NBELOW"]).assign(share=share)


# Name, label, whether the label is a class, and the function that makes the table.
TABLES = [
    ("breast_cancer", "target", True, lambda: sklearn("breast_cancer")),
    ("digits", "target", True, lambda: sklearn("digits")),
    ("weather", "weather", True, weather),
    ("origin", "Origin", True, lambda: cars().dropna()),
    ("vote", "vote", True, lambda: statsmodels("anes96")),
    ("diabetes", "target", False, lambda: sklearn("diabetes")),
    ("cars", "Miles_per_Gallon", False, lambda: cars().dropna(subset=["Miles_per_Gallon"])),
    ("fair", "affairs", False, lambda: statsmodels("fair")),
    ("health", "mdvis", False, lambda: statsmodels("randhie").sample(5000, random_state=1)),
    ("schools", "share", False, schools),
]


class Table:
    def __init__(self, name, label, is_classes, make):
        from sklearn.model_selection import KFold, StratifiedKFold
        self.name, self.label, self.is_classes = name, label, is_classes
        frame = make().reset_index(drop=True)
        if is_classes:
            values = frame[label]
            if pd.api.types.is_numeric_dtype(values):
                values = values.astype(int)
            # Words, so that every program takes them for classes.
            frame[label] = "c" + values.astype(str)
        self.frame = frame
        splitter = (StratifiedKFold if is_classes else KFold)(FOLDS, shuffle=True, random_state=1)
        self.folds = list(splitter.split(frame, frame[label]))

    def parts(self, fold):
        training, held = self.folds[fold]
        return self.frame.iloc[training], self.frame.iloc[held]

    def score(self, actual, predicted):
        from sklearn.metrics import accuracy_score, r2_score
        return accuracy_score(actual, predicted) if self.is_classes else r2_score(actual, predicted)


# MARK: - ns

# The part of the time that ns searches; the rest is for the ensemble.
SEARCH = 0.8
MEMBERS = 5
# With fewer rows, ns takes the mean of five folds.
FOLDED = 1000


def ns(table, fold, limits, folder):
    """Returns the predictions at each time limit."""
    training, held = table.parts(fold)
    paths = {part: folder / f"{table.name}-{fold}-{part}.csv" for part in ["training", "held"]}
    training.to_csv(paths["training"], index=False)
    held.drop(columns=table.label).to_csv(paths["held"], index=False)
    kind = "classes" if table.is_classes else "regression"
    script = f"""
load csv '{paths["training"]}' label {table.label} {kind} test 1%
maximize {"accuracy" if table.is_classes else "r2"}
population size 10
"""
    before, answers = 0, {}
    for limit in limits:
        answers[limit] = folder / f"{table.name}-{fold}-predicted-{limit:g}.csv"
        # The networks of an ensemble are trained side by side; then in each fold of ns, if there are folds; and then once
        # more, for fewer epochs.
        trainings = 2 if len(training) >= FOLDED else 7
        each = limit * (1 - SEARCH) * CORES / MEMBERS / trainings
        script += f"""
evolve for {max(1, limit * SEARCH - before):g}s
ensemble {MEMBERS} time {each:g}s refit
predict '{paths["held"]}' ensemble to '{answers[limit]}' replace
"""
        before = limit
    program = [os.environ.get("NS_BINARY", "ns"), "--memory", "none", "--workers", str(CORES), "--quiet", "-c", script]
    result = subprocess.run(program, capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip()[-500:])
    return {limit: pd.read_csv(path)["class" if table.is_classes else table.label] for limit, path in answers.items()}


# MARK: - scikit-learn

def prepared(table, model):
    """Returns a model after the usual preprocessing: medians and standard deviations, one-hot encoding, scaled targets."""
    from sklearn.compose import ColumnTransformer, TransformedTargetRegressor, make_column_selector
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    words = make_pipeline(SimpleImputer(strategy="most_frequent"),
                          OneHotEncoder(handle_unknown="ignore", sparse_output=False))
    columns = ColumnTransformer([("numbers", numbers, make_column_selector(dtype_include=np.number)),
                                 ("words", words, make_column_selector(dtype_exclude=np.number))])
    pipeline = make_pipeline(columns, model)
    return pipeline if table.is_classes else TransformedTargetRegressor(pipeline, transformer=StandardScaler())


def mlp(table, **settings):
    from sklearn.neural_network import MLPClassifier, MLPRegressor
    return prepared(table, (MLPClassifier if table.is_classes else MLPRegressor)(random_state=1, **settings))


def forest(table):
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
    kind = RandomForestClassifier if table.is_classes else RandomForestRegressor
    return prepared(table, kind(n_jobs=CORES, random_state=1))


def boosting(table):
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
    kind = HistGradientBoostingClassifier if table.is_classes else HistGradientBoostingRegressor
    return prepared(table, kind(random_state=1))


LAYERS = [(16,), (64,), (256,), (32, 32), (64, 64), (128, 128), (256, 256), (64, 64, 64)]
EARLY = [False, True]


def randomized(table, training, limits):
    """Returns the best MLPs of a randomized search at each time limit."""
    from scipy.stats import loguniform
    from sklearn.model_selection import RandomizedSearchCV
    start, best, number = time.monotonic(), None, 0
    inner = "" if table.is_classes else "regressor__"
    name = f"{inner}mlp{'classifier' if table.is_classes else 'regressor'}__"
    space = {name + "hidden_layer_sizes": LAYERS, name + "alpha": loguniform(1e-6, 1e0),
             name + "learning_rate_init": loguniform(1e-4, 3e-2), name + "batch_size": [16, 32, 64],
             name + "activation": ["relu", "tanh"], name + "early_stopping": EARLY}
    x, y = training.drop(columns=table.label), training[table.label]
    longest, found = 0, {}
    while len(found) < len(limits):
        begin = time.monotonic()
        # A draw that could not end in time is not begun.
        for limit in limits:
            if limit not in found and best is not None and begin - start + longest >= limit * 0.95:
                found[limit] = mlp(table).set_params(**best[1])
        if len(found) == len(limits):
            break
        search = RandomizedSearchCV(mlp(table), space, n_iter=1, cv=5, n_jobs=CORES, random_state=number, refit=False)
        search.fit(x, y)
        longest = max(longest, time.monotonic() - begin)
        if best is None or search.best_score_ > best[0]:
            best = (search.best_score_, search.best_params_)
        number += 1
    return found


def optuna(table, training, limits):
    """Returns the best MLPs of Optuna's TPE with cross-validation at each time limit."""
    import optuna
    from sklearn.model_selection import cross_val_score
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    x, y = training.drop(columns=table.label), training[table.label]

    def settings(trial):
        return {"hidden_layer_sizes": LAYERS[trial.suggest_int("layers", 0, len(LAYERS) - 1)],
                "alpha": trial.suggest_float("alpha", 1e-6, 1e0, log=True),
                "learning_rate_init": trial.suggest_float("rate", 1e-4, 3e-2, log=True),
                "batch_size": trial.suggest_categorical("batch", [16, 32, 64]),
                "activation": trial.suggest_categorical("activation", ["relu", "tanh"]),
                "early_stopping": trial.suggest_categorical("early", EARLY)}

    def objective(trial):
        return float(np.mean(cross_val_score(mlp(table, **settings(trial)), x, y, cv=5, n_jobs=CORES)))

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    found, start = {}, time.monotonic()
    for limit in limits:
        study.optimize(objective, timeout=max(1, limit * 0.95 - (time.monotonic() - start)))
        found[limit] = mlp(table, **settings(optuna.trial.FixedTrial(study.best_params)))
    return found


def peer(table, fold, build, limits=(None,)):
    """Returns the predictions of models after fitting them to all training rows, by time limit."""
    training, held = table.parts(fold)
    predicted = {}
    for limit, model in build(table, training, limits).items():
        model.fit(training.drop(columns=table.label), training[table.label])
        predicted[limit] = model.predict(held.drop(columns=table.label))
    return predicted


# MARK: - The benchmark

def methods(seconds, is_alone):
    """Returns each method: the names of its columns by time limit, and the function that predicts the held-out rows at
    each of them."""
    def columns(name):
        return {limit: f"{name} {limit:g} s" for limit in seconds}

    found = [(columns("ns"), lambda table, fold, folder: ns(table, fold, seconds, folder))]
    if is_alone:
        return found
    found.append(({None: "MLP"}, lambda table, fold, _: peer(table, fold, lambda table, *_: {None: mlp(table)})))
    for name, tune in [("random", randomized), ("Optuna", optuna)]:
        found.append((columns(name), lambda table, fold, _, tune=tune: peer(table, fold, tune, seconds)))
    for name, make in [("boosting", boosting), ("forest", forest)]:
        found.append((
            {None: name}, lambda table, fold, _, make=make: peer(table, fold, lambda table, *_: {None: make(table)})))
    return found


def cells(table, fold, method, folder, is_again):
    """Returns the scores and seconds of a method's columns, from their files if they are finished."""
    names, predict = method
    paths = {limit: folder / f"{table.name}-{name.replace(' ', '_')}-{fold}.json" for limit, name in names.items()}
    if not is_again and all(path.exists() for path in paths.values()):
        return {names[limit]: json.loads(path.read_text()) for limit, path in paths.items()}
    start = time.monotonic()
    try:
        predicted = predict(table, fold, folder)
    except Exception as error:
        print(f"{table.name}, fold {fold}, {', '.join(names.values())}: {error}", file=sys.stderr)
        return {name: {"score": None, "seconds": time.monotonic() - start} for name in names.values()}
    seconds, results = time.monotonic() - start, {}
    for limit, path in paths.items():
        score = float(table.score(table.parts(fold)[1][table.label], predicted[limit]))
        results[names[limit]] = {"score": score, "seconds": seconds}
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(results[names[limit]]))
        fresh.rename(path)
    return results


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench tables")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", default="60,300")
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--results", type=pathlib.Path, required=True)
    options = parser.parse_args()
    seconds = sorted(float(word) for word in options.seconds.split(","))
    wanted = [name for name in options.only.split(",") if name]
    names = [name for name, *_ in TABLES]
    for name in wanted:
        if name not in names:
            sys.exit(f"there is no table \"{name}\"; the tables are {', '.join(names)}")
    options.results.mkdir(parents=True, exist_ok=True)
    chosen = methods(seconds, options.alone)
    columns = [name for names, _ in chosen for name in names.values()]
    print(f"{'table':15}{'score':>9}" + "".join(f"{name:>14}" for name in columns), flush=True)
    results = []
    for name, label, is_classes, make in TABLES:
        if wanted and name not in wanted:
            continue
        table = Table(name, label, is_classes, make)
        row = {"table": name, "score": "accuracy" if is_classes else "r2", "rows": len(table.frame), "folds": options.folds}
        line = f"{name:15}{row['score']:>9}"
        for method in chosen:
            folds = [cells(table, fold, method, options.results, options.again) for fold in range(options.folds)]
            for column in method[0].values():
                scores = [fold[column]["score"] for fold in folds]
                mean = None if None in scores else float(np.mean(scores))
                row[column] = {"score": mean, "scores": scores, "seconds": sum(fold[column]["seconds"] for fold in folds)}
                line += f"{'–' if mean is None else format(mean, '.4f'):>14}"
        print(line, flush=True)
        results.append(row)
    summary(results, columns, seconds)
    print(json.dumps(results))


def summary(results, columns, seconds):
    """Prints on how many tables ns is ahead of each other column with the same time."""
    others = [name for name in columns if not name.startswith("ns ")]
    for limit in seconds:
        mine = f"ns {limit:g} s"
        for other in others:
            if other.split(" ")[0] in ["random", "Optuna"] and not other.endswith(f" {limit:g} s"):
                continue
            pairs = [(row[mine]["score"], row[other]["score"]) for row in results]
            pairs = [(left, right) for left, right in pairs if left is not None and right is not None]
            ahead = sum(left > right for left, right in pairs)
            tied = sum(left == right for left, right in pairs)
            mean = np.mean([left - right for left, right in pairs])
            print(
                f"{mine} is ahead of {other} on {ahead} of {len(pairs)} tables" + (f", tied on {tied}" if tied else "")
                + f"; mean difference {mean:+.4f}")


main()
