"""Loads every CSV file in some PyPI packages with the real binary, with each column in turn as the label, and compares
the types, ranges and missing values of the columns with those that pandas infers.

    tables.py NS [--labels N] [FILE ...]
"""

import glob
import importlib.util
import json
import os
import subprocess
import sys
import warnings

import numpy
import pandas

warnings.simplefilter("ignore")
PACKAGES = ["vega_datasets", "statsmodels", "palmerpenguins", "sklearn"]
# Parts of error messages about unsuitable labels and files, which are not faults of the reader.
LABELS = ["nothing to learn", "it identifies them", "cannot be learned", "no column is left", "expected rows with",
          "32-bit numbers cannot distinguish", "too many for classes", "different texts, which would become as many", "would take",
          "expected a finite number", "expected nothing after the last delimiter", "too few for the default of 5 folds",
          # Files that are no tables, and tables that are too small: refused, not misread.
          "as in the first line", "as in the header", "expected a delimiter", "needs at least 10"]


def files():
    for package in PACKAGES:
        folder = os.path.dirname(importlib.util.find_spec(package).origin)
        for ending in ["csv", "csv.gz", "tsv"]:
            yield from sorted(glob.glob(f"{folder}/**/*.{ending}", recursive=True))


def run(ns, path, label):
    command = f"load csv '{path}' label '{label}'; show columns"
    run = subprocess.run([ns, "--memory", "none", "--json", "-c", command], capture_output=True, text=True, timeout=300)
    table, error = None, None
    for line in run.stdout.splitlines() + run.stderr.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            error = error or line
            continue
        if entry.get("report") == "error":
            error = entry["message"]
        found = entry.get("table") or {}
        found = found.get("table", found) if isinstance(found, dict) else {}
        if isinstance(found, dict) and "rows" in found:
            names = [column["name"] for column in found["columns"]]
            table = [dict(zip(names, row)) for row in found["rows"]]
    return table, error


def kind(column):
    """Returns the type that pandas infers."""
    if column.dropna().empty:
        return "empty"
    if pandas.api.types.is_bool_dtype(column):
        return "text"
    if pandas.api.types.is_numeric_dtype(column):
        return "number"
    return "text"


def difference(row, column):
    """Returns the reason why ns reads a column differently from pandas; None if it does not, or if ns is right."""
    mine, other = row["type"], kind(column)
    if other == "empty":
        return None
    if mine == other == "number":
        if row["values"] == "none" or row["role"] == "label":
            return None
        low, high = (float(value) for value in row["values"].split(" to "))
        known = column.replace([numpy.inf, -numpy.inf], numpy.nan).dropna().astype(float)
        if not numpy.allclose([low, high], [known.min(), known.max()], rtol=1e-6, atol=1e-30):
            return f"range {row['values']}, pandas {known.min()} to {known.max()}"
        missing = int(column.isna().sum())
        if int(row["missing"]) != missing and "treated as missing" not in row["decisions"]:
            return f"{row['missing']} missing, pandas {missing}"
        return None
    if mine == "date" and other == "text":
        parsed = pandas.to_datetime(column.dropna(), errors="coerce", format="mixed")
        return None if parsed.notna().mean() >= 0.8 or ":" in str(column.dropna().iloc[0]) else "no dates for pandas"
    if mine == "number" and other == "text":
        # pandas leaves marks, units and odd cells as text; ns converts them and reports each.
        return None if row["decisions"] and row["decisions"] != "regression" else "numbers without a reported decision"
    if mine == other:
        return None
    if row["role"] == "label":
        return None
    return f"{mine}, pandas {other} ({column.dtype}), for example {list(column.dropna().unique()[:3])}"


def is_number(text):
    try:
        float(text)
        return True
    except ValueError:
        return False


def read_by_pandas(path):
    """Returns the table as pandas reads it. pandas has to be told of other delimiters than commas and of missing headers."""
    options = {"encoding_errors": "replace", "low_memory": False, "sep": "\t" if path.endswith("tsv") else ","}
    table = pandas.read_csv(path, **options)
    if len(table.columns) == 1:
        for separator in ";\t|":
            if separator in table.columns[0]:
                options["sep"] = separator
                table = pandas.read_csv(path, **options)
    # A first line of numbers alone is a row.
    if all(is_number(str(name)) or str(name).startswith("NaN.") for name in table.columns):
        table = pandas.read_csv(path, header=None, **options)
    # A first column without a name is a column, as in ns.
    if not isinstance(table.index, pandas.RangeIndex):
        table = table.reset_index()
    return table


def main():
    ns, arguments = sys.argv[1], sys.argv[2:]
    # Some files are a single row of thousands of numbers.
    most = 100
    if "--labels" in arguments:
        index = arguments.index("--labels")
        most = int(arguments[index + 1])
        del arguments[index:index + 2]
    read, refused, faults = 0, {}, []
    for path in arguments or files():
        name = path.split("site-packages/")[-1]
        table, reason = None, ""
        try:
            table = read_by_pandas(path)
        except Exception as error:
            reason = type(error).__name__
        # ns also accepts the number of a column as its name.
        columns = range(len(table.columns)) if table is not None else range(1)
        loaded, last = 0, None
        for index in list(columns)[:most]:
            rows, error = run(ns, path, index + 1)
            if rows is None:
                last = error
                if not any(words in (error or "") for words in LABELS):
                    faults.append(f"{name} label {index + 1}: {error}")
                    break
                continue
            loaded += 1
            read += 1
            if table is None:
                continue
            by_name = {row["column"]: row for row in rows}
            for position, column in enumerate(table.columns):
                row = by_name.get(str(column)) or by_name.get(f"column{position + 1}")
                if row is None and str(column).startswith("Unnamed") and table.iloc[:, position].isna().all():
                    continue
                if row is None:
                    if loaded == 1 and len(rows) != len(table.columns):
                        faults.append(f"{name}: no column {column!r}; ns has {list(by_name)[:6]}")
                    continue
                # ns leaves out the rows that have no label.
                labelled = table[table.iloc[:, index].notna()]
                found = difference(row, labelled.iloc[:, position])
                if found:
                    faults.append(f"{name}, label {index + 1}, column {column!r}: {found}")
        if not loaded:
            refused[name] = last if table is not None else f"{last} (pandas: {reason})"
    shown = sorted(set(faults))
    for fault in shown:
        print(fault)
    for name, reason in refused.items():
        print(f"not loaded: {name}: {reason}")
    print(f"tables: {read} loads, {len(refused)} files without a label that can be learned, {len(shown)} differences")
    sys.exit(1 if shown else 0)


if __name__ == "__main__":
    main()
