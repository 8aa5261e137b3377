#!/usr/bin/env python3
"""Controls the shell from Python through a pipe and returns the reports of each command as dictionaries.

    Scripts/drive.py [PROGRAM]      PROGRAM is the shell: ns, or .build/release/ns

`help json` lists the fields of every report.
"""

import json
import subprocess
import sys


class Shell:
    """A running shell, which ends with its `with` block."""

    def __init__(self, program="ns", *options):
        self.process = subprocess.Popen(
            [program, "--json", "--keep-going", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, command, progress=lambda report: None):
        """Executes one command and returns its reports; raises RuntimeError if the command fails."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        reports, error = [], None
        for line in self.process.stdout:
            report = json.loads(line)
            kind = report["report"]
            if kind == "done":
                if not report["succeeded"]:
                    raise RuntimeError(error or "the command failed")
                return reports
            if kind == "error":
                error = report["message"]
            elif kind in ("progress", "training"):
                progress(report)
            else:
                reports.append(report)
        raise RuntimeError("the shell has exited")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "ns"
    with Shell(program, "--memory", "none") as shell:
        shell.ask("load iris")
        shell.ask("training epochs 2")
        shell.ask("population size 6")
        for generation in range(3):
            [evolved] = shell.ask("evolve")
            print(f"generation {evolved['generation']}: best {evolved['best']:.4f}, mean {evolved['mean']:.4f}")
        [fittest] = shell.ask("show fittest")
        genes = {gene["name"]: gene.get("value") for gene in fittest["genes"]}
        print(f"{fittest['objective']} {fittest['value']:.4f} with {genes['optimizer']}, batches of {genes['batch_size']}")
        try:
            shell.ask("evolve many")
        except RuntimeError as error:
            print(f"refused: {error}")
        own_loop(shell)
        own_loop_by_epochs(shell)


def own_loop(shell):
    """Evaluates genomes here, instead of in the shell: a function of one number and one word."""
    for command in ["genes clear", "gene x in 0.0..5.0 by 0.1", "gene how in good, bad", "minimize told",
                    "population size 10 litter 1", "strategy grid"]:
        shell.ask(command)
    told = 0
    while told < 102:
        asked = shell.ask("ask 4")[0]
        # The values may be reported in any order.
        for genome in reversed(asked["genomes"]):
            x, how = genome["genes"]["x"], genome["genes"]["how"]
            outcome = "failed" if x == 2 else f"{abs(x - 3.1) + (0.01 if how == 'good' else 1)!r}"
            shell.ask(f"tell {genome['id']} {outcome}")
            told += 1
    fittest = shell.ask("show fittest")[0]
    genes = {gene["name"]: gene.get("value") for gene in fittest["genes"]}
    print(f"own loop: best {fittest['value']} with x {genes['x']} and how {genes['how']}")


def own_loop_by_epochs(shell):
    """Trains here, too: all for one epoch, and only what is promising for 3 and 9."""
    for command in ["genes clear", "gene rate in 1e-4..1.0 log", "minimize told", "training epochs 1..9",
                    "population size 12 litter 1", "strategy evolution"]:
        shell.ask(command)
    evaluations, epochs = 0, 0
    while evaluations < 24:
        for genome in shell.ask("ask 4")[0]["genomes"]:
            # A training continues from what it saved after genome["epochsBefore"] epochs. This one is a formula.
            loss = (1 - min(0.5, genome["genes"]["rate"])) ** genome["epochs"]
            epochs += genome["epochs"] - genome["epochsBefore"]
            evaluations = shell.ask(f"tell {genome['id']} {loss!r}")[0]["evaluations"]
    print(f"own loop by epochs: best {shell.ask('show fittest')[0]['value']:.4f} after {epochs} of {24 * 9} epochs")


if __name__ == "__main__":
    main()
