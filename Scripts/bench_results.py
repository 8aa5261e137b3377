"""The results file of a benchmark: each finished search is a line of JSON, so that an interrupted benchmark continues where
it was, and several can share the work."""

import contextlib
import json
import os


class Results:
    """The finished searches, and the file to which others are added."""

    def __init__(self, path):
        self.path = path
        self.lines = []
        self.file = None
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for line in file:
                    # An incomplete last line of a killed benchmark does not count.
                    with contextlib.suppress(ValueError):
                        self.lines.append(json.loads(line))

    def __enter__(self):
        os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
        self.file = open(self.path, "a", encoding="utf-8")
        return self

    def __exit__(self, *_):
        self.file.close()

    def missing(self, tasks, *names):
        """The tasks, tuples of the values with these names, that no finished search has."""
        done = {tuple(line[name] for name in names) for line in self.lines}
        return [task for task in tasks if task not in done]

    def add(self, line):
        """Adds a finished search to the file at once."""
        self.lines.append(line)
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()


def versions(packages):
    """The versions of the peers' packages that this Python has."""
    from importlib import metadata

    found = {}
    for package in packages:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found
