"""Writes splits.json: splits of scikit-learn (pip install scikit-learn==1.9.1; python splits.py > splits.json)."""
import json
import random

import numpy
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

rolling = []
for count, folds in [(10, 3), (100, 5), (101, 5), (847, 5), (23, 10), (12, 11)]:
    splits = TimeSeriesSplit(n_splits=folds).split(numpy.zeros((count, 1)))
    rolling.append({"count": count, "folds": [[len(train), int(test[0]), int(test[-1]) + 1] for train, test in splits]})

groups = []
draw = random.Random(1)
for count, folds in [(5, 5), (12, 3), (40, 5), (100, 7), (300, 10)]:
    sizes = [draw.randint(2, 30) for _ in range(count)]
    ids = [group for group, size in enumerate(sizes) for _ in range(size)]
    splits = GroupKFold(n_splits=folds).split(numpy.zeros((len(ids), 1)), groups=ids)
    groups.append({"sizes": sizes, "folds": sorted(len(test) for _, test in splits)})

print(json.dumps({"rolling": rolling, "groups": groups}, indent=1))
