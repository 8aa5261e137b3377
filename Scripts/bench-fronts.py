"""Runs searches with several objectives on the problems of Sources/Benchmarks/Search/FrontProblems.swift, one process for each
problem, way and seed, and prints the mean hypervolume of what each way found. Scripts/bench-fronts explains the options.

Each finished search is a line of the results file, so that an interrupted benchmark continues where it was, and several
can share the work."""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

from bench_results import Results

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REFERENCES = {
    "ZDT1": [1.1, 1.1], "ZDT2": [1.1, 1.1], "ZDT3": [1.1, 1.1], "ZDT4": [1.1, 1.1], "ZDT6": [1.1, 1.1],
    "DTLZ2": [1.1, 1.1, 1.1], "DTLZ7": [1.1, 1.1, 6.6], "BNH": [140, 55], "SRN": [250, 50], "TNK": [1.2, 1.2],
    "OSY": [0, 80],
}
# After 200 evaluations no search is beyond the points above on most problems.
WIDE = {
    **REFERENCES, "ZDT1": [1.1, 6.6], "ZDT2": [1.1, 6.6], "ZDT3": [1.1, 6.6], "ZDT4": [1.1, 200], "ZDT6": [1.1, 9.9],
    "DTLZ2": [2.5, 2.5, 2.5], "DTLZ7": [1.1, 1.1, 25],
}
FEW = 1_000
# The options of the benchmark in Swift, or the population of a peer, and the evaluations.
WAYS = {
    "ns": (["--strategy", "evolution"], 25_000),
    "ns-differential": (["--strategy", "differential"], 25_000),
    "ns-cma": (["--strategy", "cma"], 25_000),
    "pymoo": (100, 25_000),
    "optuna": (100, 25_000),
    "ns-litter": (["--litter", "64"], 200),
    "pymoo-200": (20, 200),
    "optuna-200": (20, 200),
}


# MARK: - Peers, each in a process of its own


def tanaka():
    import numpy as np
    from pymoo.core.problem import Problem

    class Tanaka(Problem):
        """TNK with the bounds of its first publication, from 0."""

        def __init__(self):
            super().__init__(n_var=2, n_obj=2, n_ieq_constr=2, xl=0.0, xu=math.pi)

        def _evaluate(self, x, out, *args, **kwargs):
            first, second = x[:, 0], x[:, 1]
            out["F"] = np.column_stack([first, second])
            out["G"] = np.column_stack([
                1 + 0.1 * np.cos(16 * np.arctan2(first, second)) - first**2 - second**2,
                2 * ((first - 0.5) ** 2 + (second - 0.5) ** 2) - 1,
            ])

    return Tanaka()


def problem(name):
    from pymoo.problems import get_problem

    if name == "DTLZ2":
        return get_problem("dtlz2", n_var=12, n_obj=3)
    if name == "DTLZ7":
        return get_problem("dtlz7", n_var=22, n_obj=3)
    return tanaka() if name == "TNK" else get_problem(name.lower())


def reference(name, evaluations):
    return (WIDE if evaluations < FEW else REFERENCES)[name]


def volume(point, values):
    import numpy as np
    from pymoo.indicators.hv import HV

    values = np.asarray(values)
    return float(HV(ref_point=np.array(point))(values)) if len(values) else 0.0


def pymoo(name, seed, size, evaluations):
    """NSGA-II with its default operators: simulated binary crossover and polynomial mutation."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.optimize import minimize

    class Noted(NSGA2):
        """NSGA-II that notes everything feasible that was found."""

        def _advance(self, infills=None, **kwargs):
            super()._advance(infills=infills, **kwargs)
            found.extend(infills[infills.get("feas")[:, 0] if infills.get("feas").ndim > 1 else infills.get("feas")]
                         .get("F").tolist())

    found = []
    result = minimize(
        problem(name), Noted(pop_size=min(size, evaluations)), ("n_eval", evaluations), seed=seed, verbose=False)
    last = result.opt.get("F")[result.opt.get("CV")[:, 0] <= 0] if result.opt is not None else []
    point = reference(name, evaluations)
    return volume(point, last), volume(point, front(found + [list(row) for row in last]))


def front(values):
    """The values that no other one dominates."""
    import numpy as np
    from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

    values = np.unique(np.asarray(values), axis=0)
    if len(values) == 0:
        return values
    return values[NonDominatedSorting().do(values, only_non_dominated_front=True)]


def optuna(name, seed, size, evaluations):
    """NSGA-II of Optuna, with its defaults but for the population, which pymoo has too."""
    import warnings

    import numpy as np
    import optuna

    warnings.filterwarnings("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    task = problem(name)
    lower, upper = np.broadcast_to(task.xl, task.n_var), np.broadcast_to(task.xu, task.n_var)
    violations, found = {}, []

    def objective(trial):
        x = [trial.suggest_float(f"x{i}", float(lower[i]), float(upper[i])) for i in range(task.n_var)]
        out = task.evaluate(np.array([x]), return_as_dictionary=True)
        values = [float(value) for value in out["F"][0]]
        violations[trial.number] = [float(value) for value in out["G"][0]] if task.n_ieq_constr else []
        if all(value <= 0 for value in violations[trial.number]):
            found.append((trial.number, values))
        return values

    sampler = optuna.samplers.NSGAIISampler(
        population_size=min(size, evaluations), seed=seed,
        constraints_func=(lambda trial: violations[trial.number]) if task.n_ieq_constr else None)
    study = optuna.create_study(directions=["minimize"] * task.n_obj, sampler=sampler)
    study.optimize(objective, n_trials=evaluations)
    last = [values for number, values in found if number >= evaluations - size]
    point = reference(name, evaluations)
    return volume(point, front(last)), volume(point, front([values for _, values in found]))


def peer(arguments):
    """Runs one search of a peer and prints its hypervolumes."""
    way, name, seed = arguments[0], arguments[1], int(arguments[2])
    size, evaluations = WAYS[way]
    run = pymoo if way.startswith("pymoo") else optuna
    last, everything = run(name, seed, size, int(arguments[3]) if len(arguments) > 3 else evaluations)
    print(json.dumps({"population": last, "all": everything}))


# MARK: - All searches


def search(way, name, seed, evaluations):
    """Runs one search in a process of its own, and returns its line of the results."""
    options, _ = WAYS[way]
    if way.startswith("ns"):
        command = [
            os.path.join(ROOT, ".build/release/Benchmarks"), "fronts", "--only", name, "--first", str(seed), "--seeds", "1",
            "--evaluations", str(evaluations), "--json", "--reference",
            ",".join(map(str, reference(name, evaluations))), *options]
    else:
        command = [sys.executable, os.path.abspath(__file__), "peer", way, name, str(seed), str(evaluations)]
    start = time.monotonic()
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise RuntimeError(f"{way} on {name} with seed {seed}: {done.stderr.strip()[-500:]}")
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {
        "way": way, "problem": name, "seed": seed, "evaluations": evaluations, "population": found["population"],
        "all": found["all"], "seconds": round(time.monotonic() - start, 2)}


def table(results, ways):
    """Prints the mean and the standard deviation over the seeds of each problem and way; of few evaluations that of
    everything found, otherwise that of the last population."""
    print(f"{'problem':8}{'way':18}{'evaluations':>12}{'seeds':>7}{'population':>24}{'all that was found':>24}{'seconds':>9}")
    for name in REFERENCES:
        for way in ways:
            for evaluations in sorted({line["evaluations"] for line in results if line["way"] == way}):
                lines = [
                    line for line in results
                    if (line["way"], line["problem"], line["evaluations"]) == (way, name, evaluations)]
                if not lines:
                    continue
                cells = []
                for key in ("population", "all"):
                    values = [line[key] for line in lines]
                    spread = statistics.stdev(values) if len(values) > 1 else 0.0
                    cells.append(f"{statistics.mean(values):.5f} ± {spread:.5f}")
                seconds = statistics.mean(line["seconds"] for line in lines)
                print(f"{name:8}{way:18}{evaluations:12}{len(lines):7}{cells[0]:>24}{cells[1]:>24}{seconds:9.1f}")


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench fronts")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--evaluations", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--way", action="append", choices=list(WAYS))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--results", default=os.path.join(ROOT, ".build/bench/fronts.jsonl"))
    options = parser.parse_args()
    ways = [way for way in options.way or WAYS if way.startswith("ns") or not options.alone]
    results = Results(options.results)
    if not options.table:
        # Seed by seed, so that an interrupted benchmark has as many seeds of each problem and way.
        wanted = [
            (way, name, seed, options.evaluations or WAYS[way][1])
            for seed in range(1, options.seeds + 1) for name in REFERENCES if name.startswith(options.only)
            for way in ways]
        wanted = results.missing(wanted, "way", "problem", "seed", "evaluations")
        with results, ThreadPoolExecutor(options.workers) as pool:
            tasks = [pool.submit(search, *task) for task in wanted]
            try:
                for task in as_completed(tasks):
                    line = task.result()
                    results.add(line)
                    print(
                        f"{line['problem']} {line['way']} seed {line['seed']}: {line['all']:.5f} after "
                        f"{line['seconds']:.0f} s", file=sys.stderr, flush=True)
            except BaseException:
                for task in tasks:
                    task.cancel()
                raise
    table([line for line in results.lines if line["problem"].startswith(options.only)], ways)


if __name__ == "__main__":
    if sys.argv[1:2] == ["peer"]:
        peer(sys.argv[2:])
    else:
        main()
