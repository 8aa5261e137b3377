"""Searches for networks for a given time and prints the best validation accuracy after each tenth of it. Scripts/bench-quality
explains the options.

All ways read the same file of arrays: training rows, and the rows that they validate on. ns runs as `ns --json`, and the
best so far and its time come from its progress reports. The peers are two processes that share a study of Optuna."""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench_results import Results

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHELL = os.environ.get("NS_SHELL", os.path.join(ROOT, ".build/release/ns"))
FASHION = "/usr/share/datasets/fashion-mnist"
DATA = ["fashion_mnist", "digits", "wine", "breast_cancer"]
WAYS = ["ns", "ns-rungs", "optuna-median", "optuna-hyperband"]
WORKERS = 2
TENTHS = 10


# MARK: - Data


def arrays(name, seed):
    """The training rows and the validation rows, 30% of the data unless the data have some of their own."""
    import numpy as np

    if name == "fashion_mnist":
        def read(file, offset):
            with gzip.open(f"{FASHION}/{file}-ubyte.gz") as stream:
                return np.frombuffer(stream.read(), np.uint8, offset=offset)

        return {
            "x_train": read("train-images-idx3", 16).reshape(-1, 28, 28), "y_train": read("train-labels-idx1", 8),
            "x_test": read("t10k-images-idx3", 16).reshape(-1, 28, 28), "y_test": read("t10k-labels-idx1", 8)}
    from sklearn import datasets
    from sklearn.model_selection import train_test_split

    loaded = {"digits": datasets.load_digits, "wine": datasets.load_wine, "breast_cancer": datasets.load_breast_cancer}[name]()
    x = loaded.data.astype("float32")
    parts = train_test_split(x, loaded.target, test_size=0.3, random_state=seed, stratify=loaded.target)
    return dict(zip(("x_train", "x_test", "y_train", "y_test"), parts))


def written(name, seed, folder):
    """The path of the arrays in a file, which is written once."""
    import numpy as np

    path = os.path.join(folder, f"{name}-{seed}.npz")
    if not os.path.exists(path):
        np.savez(path, **arrays(name, seed))
    return path


# MARK: - ns


def ns(path, seed, seconds, epochs, rungs):
    """The times at which a search of ns improved, with its best accuracy."""
    commands = [
        f"workers {WORKERS}", f"seed {seed}", f"load npz '{path}' validation test", "genes default",
        f"training epochs {'1..' if rungs else ''}{epochs}", f"evolve for {seconds}s"]
    process = subprocess.Popen(
        [SHELL, "--json", "--memory", "none"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    process.stdin.write("\n".join(commands) + "\n")
    process.stdin.close()
    improvements, start, error, end = [], None, None, None
    for line in process.stdout:
        report = json.loads(line)
        if report["report"] == "done" and report["command"] == len(commands) - 1:
            start = time.monotonic()
        elif report["report"] == "error":
            error = report["message"]
        elif report["report"] == "progress" and report.get("best") is not None:
            if not improvements or report["best"] > improvements[-1][1]:
                improvements.append((report["elapsed"], report["best"]))
        elif report["report"] == "evolved":
            end = report
    process.wait()
    if end is None:
        raise RuntimeError(error or "the search did not end")
    best = max([end.get("best", 0)] + [end[key]["best"] for key in ("unfinished",) if key in end])
    if not improvements or best > improvements[-1][1]:
        improvements.append((min(seconds, end["seconds"]), best))
    return improvements, end["measured"], time.monotonic() - start


# MARK: - Optuna with PyTorch


def space(trial):
    """The default genes of ns."""
    genes = {
        "optimizer": trial.suggest_categorical("optimizer", ["adamax", "adam", "nadam"]),
        "activation": trial.suggest_categorical("activation", ["relu", "elu"]),
        "batch_size": trial.suggest_categorical("batch_size", [16, 32, 64]),
        "initializer": trial.suggest_categorical(
            "initializer",
            ["lecun_uniform", "lecun_normal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal"]),
        "input_dropout": trial.suggest_float("input_dropout", 0, 0.5, step=0.1), "layers": []}
    for layer in range(5):
        neurons = trial.suggest_categorical(f"neurons{layer}", [0, 16, 32, 64, 128, 256, 512, 1024])
        if neurons:
            genes["layers"].append((neurons, trial.suggest_float(f"dropout{layer}", 0, 0.5, step=0.1)))
    return genes


def network(genes, inputs, outputs):
    from torch import nn

    def linear(width, height):
        layer = nn.Linear(width, height)
        kind, shape = genes["initializer"].split("_")
        fan = {"lecun": width, "glorot": (width + height) / 2, "he": width / 2}[kind]
        if shape == "uniform":
            nn.init.uniform_(layer.weight, -((3 / fan) ** 0.5), (3 / fan) ** 0.5)
        else:
            nn.init.trunc_normal_(layer.weight, std=(1 / fan) ** 0.5)
        nn.init.zeros_(layer.bias)
        return layer

    layers, width = [nn.Dropout(genes["input_dropout"])], inputs
    for neurons, dropout in genes["layers"]:
        layers += [linear(width, neurons), nn.ReLU() if genes["activation"] == "relu" else nn.ELU(), nn.Dropout(dropout)]
        width = neurons
    return nn.Sequential(*layers, linear(width, outputs))


def worker(path, journal, way, seed, epochs, deadline):
    """One of the processes of a peer: trains until the deadline and prints each improvement."""
    import numpy as np
    import optuna
    import torch
    from torch import nn

    torch.set_num_threads(1)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    data = np.load(path)
    x, v = (data[key].reshape(len(data[key]), -1).astype("float32") for key in ("x_train", "x_test"))
    if data["x_train"].ndim > 2:
        x, v = x / 255, v / 255
        v, x = v - x.mean(0), x - x.mean(0)
    else:
        # ns standardizes the columns of tables by the training rows.
        mean, deviation = x.mean(0), np.maximum(x.std(0), 1e-6)
        x, v = (x - mean) / deviation, (v - mean) / deviation
    x, v = torch.from_numpy(x), torch.from_numpy(v)
    y, w = (torch.from_numpy(data[key].astype("int64")) for key in ("y_train", "y_test"))
    outputs = int(y.max()) + 1
    loss = nn.CrossEntropyLoss()

    def objective(trial):
        genes = space(trial)
        torch.manual_seed(trial.number)
        model = network(genes, x.shape[1], outputs)
        optimizer = {"adam": torch.optim.Adam, "nadam": torch.optim.NAdam, "adamax": torch.optim.Adamax}[
            genes["optimizer"]](model.parameters(), lr=1e-3)
        best = 0.0
        for epoch in range(1, epochs + 1):
            model.train()
            order = torch.randperm(len(x))
            for start in range(0, len(x), genes["batch_size"]):
                rows = order[start:start + genes["batch_size"]]
                optimizer.zero_grad()
                loss(model(x[rows]), y[rows]).backward()
                optimizer.step()
                if time.time() >= deadline:
                    raise optuna.TrialPruned()
            model.eval()
            with torch.no_grad():
                accuracy = (model(v).argmax(1) == w).float().mean().item()
            best = max(best, accuracy)
            print(json.dumps([time.time(), accuracy]), flush=True)
            trial.report(accuracy, epoch)
            if trial.should_prune():
                raise optuna.TrialPruned()
        return best

    pruner = optuna.pruners.MedianPruner() if way == "optuna-median" else optuna.pruners.HyperbandPruner(
        min_resource=1, max_resource=epochs)
    storage = optuna.storages.JournalStorage(optuna.storages.journal.JournalFileBackend(journal))
    study = optuna.create_study(
        study_name="quality", storage=storage, load_if_exists=True, direction="maximize", pruner=pruner,
        sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(objective, timeout=max(0.0, deadline - time.time()))


def peer(way, path, seed, seconds, epochs, folder):
    """The times at which a peer improved, with its best accuracy."""
    # The clock starts when the libraries are loaded, as that of ns starts after its data.
    journal = os.path.join(folder, f"{way}-{seed}-{os.getpid()}.log")
    start = time.time() + float(os.environ.get("NS_PEER_START", 20))
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    processes = [
        subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), "worker", path, journal, way, str(seed * WORKERS + number),
             str(epochs), str(start), str(start + seconds)], stdout=subprocess.PIPE, text=True, env=environment)
        for number in range(WORKERS)]
    reports, failed = [], False
    for process in processes:
        reports += [json.loads(line) for line in process.communicate()[0].splitlines()]
        failed = failed or process.returncode != 0
    if failed:
        raise RuntimeError(f"{way} failed")
    improvements = []
    for moment, accuracy in sorted(reports):
        if not improvements or accuracy > improvements[-1][1]:
            improvements.append((moment - start, accuracy))
    return improvements, len(reports), seconds


def has_torch():
    return subprocess.run([sys.executable, "-c", "import torch, optuna, numpy"], capture_output=True).returncode == 0


# MARK: - All searches


def tenths(improvements, seconds):
    """The best accuracy after each tenth of the time; None before the first."""
    return [
        max((value for moment, value in improvements if moment <= seconds * tenth / TENTHS), default=None)
        for tenth in range(1, TENTHS + 1)]


def compared(lines, way, other):
    """The mean difference at the end of two ways over the same seeds, and the fraction of the time after which the
    first has the final accuracy of the second; None without common seeds."""
    first = {line["seed"]: line["tenths"] for line in lines if line["way"] == way}
    second = {line["seed"]: line["tenths"] for line in lines if line["way"] == other}
    seeds = sorted(first.keys() & second.keys())
    if not seeds:
        return None
    differences = [(first[seed][-1] or 0) - (second[seed][-1] or 0) for seed in seeds]
    times = [
        next((index + 1 for index, value in enumerate(first[seed]) if (value or 0) >= (second[seed][-1] or 0)), None)
        for seed in seeds]
    reached = [tenth / TENTHS for tenth in times if tenth is not None]
    return {
        "way": way, "other": other, "seeds": len(seeds), "difference": statistics.mean(differences),
        "worse": sum(difference < 0 for difference in differences), "reached": len(reached),
        "medianTime": statistics.median(reached) if reached else None}


def summary(results):
    """The means of each way and the comparisons, by data, seconds and epochs."""
    found = []
    for key in sorted({(line["data"], line["seconds"], line["epochs"]) for line in results}):
        lines = [line for line in results if (line["data"], line["seconds"], line["epochs"]) == key]
        ways = {}
        for way in WAYS:
            curves = [line["tenths"] for line in lines if line["way"] == way]
            if not curves:
                continue
            means = [
                statistics.mean(values) if all(value is not None for value in values) else None
                for values in zip(*curves)]
            ways[way] = {"seeds": len(curves), "tenths": means}
        pairs = [("ns-rungs", other) for other in WAYS if other != "ns-rungs"]
        comparisons = [pair for pair in (compared(lines, *pair) for pair in pairs) if pair]
        found.append({"data": key[0], "seconds": key[1], "epochs": key[2], "ways": ways, "comparisons": comparisons})
    return found


def table(results):
    for part in summary(results):
        print(f"{part['data']}, {part['seconds']:g} s, up to {part['epochs']} epochs: best validation accuracy after each tenth")
        for way, found in part["ways"].items():
            cells = " ".join("     –" if value is None else f"{value:6.4f}" for value in found["tenths"])
            print(f"  {way:18}{found['seeds']:3} seeds  {cells}")
        for pair in part["comparisons"]:
            moment = f"{pair['medianTime']:.0%} of the time" if pair["medianTime"] is not None else "never"
            print(
                f"  {pair['way']} − {pair['other']}: {pair['difference']:+.4f} at the end, worse in {pair['worse']} of "
                f"{pair['seeds']}; reaches its final accuracy in {pair['reached']}, at the median after {moment}")


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench quality")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--epochs", type=int, default=27)
    parser.add_argument("--only", action="append", choices=DATA)
    parser.add_argument("--way", action="append", choices=WAYS)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--results", default=os.path.join(ROOT, ".build/bench/quality.jsonl"))
    options = parser.parse_args()
    results = Results(options.results)
    if not options.table:
        ways = [way for way in options.way or WAYS if way.startswith("ns") or not options.alone]
        if any(way.startswith("optuna") for way in ways) and not has_torch():
            print("PyTorch and Optuna are not installed for this Python: only ns is measured", file=sys.stderr)
            ways = [way for way in ways if way.startswith("ns")]
        names = [name for name in options.only or DATA if name != "fashion_mnist" or os.path.isdir(FASHION)]
        wanted = [
            (name, way, seed, options.seconds, options.epochs)
            for seed in range(1, options.seeds + 1) for name in names for way in ways]
        wanted = results.missing(wanted, "data", "way", "seed", "seconds", "epochs")
        with results, tempfile.TemporaryDirectory() as folder:
            for name, way, seed, seconds, epochs in wanted:
                path = written(name, seed, folder)
                if way.startswith("ns"):
                    found = ns(path, seed, seconds, epochs, way == "ns-rungs")
                else:
                    found = peer(way, path, seed, seconds, epochs, folder)
                line = {
                    "data": name, "way": way, "seed": seed, "seconds": seconds, "epochs": epochs,
                    "tenths": tenths(found[0], seconds), "measured": found[1], "took": round(found[2], 2)}
                results.add(line)
                print(f"{name} {way} seed {seed}: {line['tenths'][-1]} after {found[2]:.0f} s", file=sys.stderr, flush=True)
    if options.json:
        print(json.dumps(summary(results.lines)))
    else:
        table(results.lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        path, journal, way, seed, epochs, start, deadline = sys.argv[2:]
        import optuna  # noqa: F401
        import torch  # noqa: F401

        time.sleep(max(0.0, float(start) - time.time()))
        worker(path, journal, way, int(seed), int(epochs), float(deadline))
    else:
        main()
