"""Runs searches with few evaluations on functions and tuning tables, in processes of their own, and compares the regret of what
each way found. Scripts/bench-costly explains the options.

Each finished search is a line of the results file, so that an interrupted benchmark continues where it was, and several can
share the work."""

import argparse
import json
import os
import statistics
import subprocess
import sys

import bench_front_tables
from bench_results import Results, versions
from bench_samples import standard_error, statement

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FUNCTIONS = ["branin", "hartmann3", "hartmann6"]
MARKS = [50, 100, 200, 300]
WAYS = ["ns", "optuna-gp", "optuna-tpe", "skopt"]
PACKAGES = {"optuna-gp": "optuna", "optuna-tpe": "optuna", "skopt": "scikit-optimize"}


def search(way, name, seed, evaluations):
    """The line of a search."""
    if way == "ns":
        command = [
            os.path.join(ROOT, ".build/release/Benchmarks"), "costly", "--only", name, "--first", str(seed), "--seeds", "1",
            "--json"]
        if "/" in name:
            command += ["--tables", bench_front_tables.folder(ROOT)]
    else:
        script = os.path.join(ROOT, "Scripts/bench_costly_peers.py")
        command = [sys.executable, script, way, name, str(evaluations), str(seed)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise RuntimeError(f"{way} on {name}: {done.stderr.strip()[-500:]}")
    found = json.loads([line for line in done.stdout.splitlines() if line.startswith("{")][-1])
    return {"way": way, "evaluations": evaluations, **found}


def summaries(results, ways, names):
    """A summary for each problem, way and mark, compared with ns by the ranks of the regrets."""
    regrets = {}
    for line in sorted(results, key=lambda line: line["seed"]):
        for mark, regret in zip(MARKS, line["regrets"]):
            regrets.setdefault((line["problem"], line["way"], mark), {})[line["seed"]] = regret
    found = []
    for name in names:
        for mark in MARKS:
            ours = list(regrets.get((name, "ns", mark), {}).values())
            for way in ways:
                theirs = list(regrets.get((name, way, mark), {}).values())
                if not theirs:
                    continue
                row = {
                    "problem": name, "way": way, "evaluations": mark, "seeds": len(theirs),
                    "mean": statistics.mean(theirs), "median": statistics.median(theirs),
                    "standard_error": standard_error(theirs)}
                if way != "ns" and ours:
                    # Less regret is better.
                    word, p = statement([-regret for regret in ours], [-regret for regret in theirs])
                    if word is not None:
                        row["ns"] = {"is": word, "p": round(p, 4)}
                found.append(row)
    return found


def table(found):
    print(f"{'problem':26}{'evaluations':>12}  {'way':12}{'seeds':>6}{'mean regret':>26}{'median':>12}  ns is (Mann-Whitney)")
    for row in found:
        verdict = f"{row['ns']['is']} (p = {row['ns']['p']:.3f})" if "ns" in row else ""
        cell = f"{row['mean']:.6f} ± {row['standard_error']:.6f}"
        print(
            f"{row['problem']:26}{row['evaluations']:12}  {row['way']:12}{row['seeds']:6}{cell:>26}{row['median']:12.6f}  {verdict}")
    for way in WAYS[1:]:
        for mark in MARKS:
            words = [row["ns"]["is"] for row in found if row["way"] == way and row["evaluations"] == mark and "ns" in row]
            if words:
                counts = ", ".join(f"{word} on {words.count(word)}" for word in ["ahead", "equal", "behind"])
                print(f"ns and {way} after {mark} evaluations: {counts}")


def main():
    parser = argparse.ArgumentParser(prog="Scripts/bench costly")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--evaluations", type=int, default=300)
    parser.add_argument("--only", default="")
    parser.add_argument("--way", action="append", choices=WAYS)
    parser.add_argument("--results", default=os.path.join(ROOT, ".build/bench/costly.jsonl"))
    options = parser.parse_args()
    results = Results(options.results)
    if not options.table and not options.alone:
        bench_front_tables.make(ROOT)
    names = [name for name in [*FUNCTIONS, *bench_front_tables.read(ROOT)] if name.startswith(options.only)]
    ways = [way for way in options.way or WAYS if way == "ns" or options.table or (not options.alone and PACKAGES[way] in versions(sorted(set(PACKAGES.values()))))]
    if not options.table:
        # Seed by seed, so that an interrupted benchmark has as many seeds of each problem and way.
        tasks = [
            (way, name, seed, options.evaluations)
            for seed in range(1, options.seeds + 1) for name in names for way in ways]
        with results:
            for task in results.missing(tasks, "way", "problem", "seed", "evaluations"):
                results.add(search(*task))
                print(f"{task[1]} {task[0]}, seed {task[2]}", file=sys.stderr, flush=True)
    found = summaries(results.lines, ways, names)
    if options.json:
        print(json.dumps({"costly": found, "versions": versions(sorted(set(PACKAGES.values())))}))
        return
    table(found)
    print(", ".join(f"{package} {version}" for package, version in versions(sorted(set(PACKAGES.values()))).items()))


if __name__ == "__main__":
    main()
