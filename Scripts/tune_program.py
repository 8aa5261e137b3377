"""Prints the cross-validated accuracy of a support vector machine on handwritten digits, for given hyperparameters.

As a program that is kept running, it reads one JSON object per line, {"C": 1.0, "gamma": 0.001, "kernel": "rbf", "degree":
null}, and prints one number per line. With arguments, it runs once: tune_program.py C gamma kernel [degree].
"""
import json
import sys

from sklearn.datasets import load_digits
from sklearn.model_selection import cross_val_score
from sklearn.svm import SVC

images, classes = load_digits(return_X_y=True)


def accuracy(C, gamma, kernel, degree=None, **others):
    machine = SVC(C=C, gamma=gamma, kernel=kernel, degree=degree or 3)
    return cross_val_score(machine, images[:900], classes[:900], cv=3).mean()


if len(sys.argv) > 1:
    C, gamma, kernel = float(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    print(accuracy(C, gamma, kernel, int(sys.argv[4]) if len(sys.argv) > 4 else None))
else:
    for line in sys.stdin:
        print(accuracy(**json.loads(line)), flush=True)
