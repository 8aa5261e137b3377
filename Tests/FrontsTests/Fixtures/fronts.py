"""Writes fronts.json: fronts, crowding distances and hypervolumes as pymoo computes them.

Run: pip install pymoo==0.6.2 && python3 fronts.py > fronts.json

pymoo minimizes and ns maximizes, so the vectors are negated on the way in.
"""

import json

import numpy as np
from pymoo.indicators.hv import HV
from pymoo.operators.survival.rank_and_crowding.metrics import get_crowding_function
from pymoo.util.nds.non_dominated_sorting import NonDominatedSorting

random = np.random.default_rng(7)
cases = []
sizes = [(objectives, count, digits) for objectives in (2, 3, 4) for count, digits in ((12, 1), (40, 2), (60, 12))]
for objectives, count, digits in [*sizes, (4, 400, 12)]:
    vectors = np.round(random.random((count, objectives)), digits)
    if digits == 12:
        # Half of them on a sphere, or all of many, so that the first front is large.
        half = count // 2 if count < 100 else count
        sphere = np.abs(random.normal(size=(half, objectives)))
        vectors[:half] = np.round(sphere / np.linalg.norm(sphere, axis=1, keepdims=True), digits)
    fronts = NonDominatedSorting().do(-vectors)
    distance = get_crowding_function("cd")
    # JSON has no infinity.
    crowding = [[min(1e9, float(value)) for value in distance.do(-vectors[front])] for front in fronts]
    reference = np.full(objectives, 0.05)
    cases.append({
        "vectors": vectors.tolist(),
        "fronts": [[int(index) for index in front] for front in fronts],
        "crowding": crowding,
        "reference": reference.tolist(),
        "hypervolume": float(HV(ref_point=-reference)(-vectors)),
    })
print(json.dumps(cases, separators=(",", ":")))
