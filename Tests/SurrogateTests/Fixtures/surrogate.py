"""Writes surrogate.json: values of the surrogate model, computed with NumPy, SciPy and scikit-learn.

python3 surrogate.py > surrogate.json
"""
import json

import numpy as np
import scipy
import sklearn
from scipy.linalg import cho_solve, cholesky, solve_triangular
from scipy.special import erfcx
from scipy.stats import norm, rankdata
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Kernel

NONE = -1  # an inactive gene
# Codes of the genes colour (3 words), depth (1..9), width (0.0..1.0), units (1..1024 log), share (0..0.5 by 0.1).
CODES = [
    [0, 0, 0, 0, 0], [0, 8, 1000000, 1023, 5], [1, 3, 250000, 31, NONE], [2, 4, 500000, 7, NONE],
    [0, 4, 123456, 100, 2], [1, 8, 999999, 511, NONE], [2, 0, 333333, 1, NONE], [0, 2, 750000, 63, 4],
    [1, 5, 600000, 15, NONE], [2, 7, 50000, 255, NONE], [0, 6, 420000, 3, 1],
]
OTHERS = [[0, 1, 100000, 10, 3], [2, 8, 900000, 800, NONE], [1, 3, 250000, 31, NONE]]
RATES = np.array([0.5, 1.25, 3.0, 0.75, 2.0])
NOISE = 0.03
SMOOTHNESS = 0.3
SCORES = np.array([-1.2, 0.3, 1.4, 0.1, -0.4, 0.9, -0.9, 0.6, -0.1, 0.25, -0.65])


def marks(codes):
    """Ordered genes by their place on their scale, others by their code, inactive ones at -2."""
    colour, depth, width, units, share = codes
    return [colour, depth / 8, width / 1e6, np.log(units + 1) / np.log(1024), -2 if share == NONE else share / 5]


X, Y = (np.array([marks(row) for row in rows], dtype=float) for rows in (CODES, OTHERS))


def covariance(a, b, rates, smoothness=SMOOTHNESS):
    """1/2 exp(-sum r d) + 1/2 mean(exp(-r d)), where d = (1 - s) e + s e**2 and e = min(1, |a - b|)."""
    apart = np.minimum(1, np.abs(a[:, None, :] - b[None, :, :]))
    falls = rates * ((1 - smoothness) * apart + smoothness * apart**2)
    return 0.5 * np.exp(-falls.sum(-1)) + 0.5 * np.exp(-falls).mean(-1)


class Covariance(Kernel):
    def __init__(self):
        pass

    def __call__(self, a, b=None, eval_gradient=False):
        return covariance(a, a if b is None else b, RATES)

    def diag(self, a):
        return np.ones(len(a))

    def is_stationary(self):
        return True


def log_posterior(logs):
    """Log likelihood without its constant, plus the priors of the logarithms of rates and noise and of the log-odds of smoothness."""
    rates, noise, smoothness = np.exp(logs[:-2]), np.exp(logs[-2]), 1 / (1 + np.exp(-logs[-1]))
    lower = cholesky(covariance(X, X, rates, smoothness) + noise * np.eye(len(X)), lower=True)
    likelihood = -0.5 * SCORES @ cho_solve((lower, True), SCORES) - np.log(np.diag(lower)).sum()
    prior = -((logs[:-2] - np.log(2 / np.sqrt(5))) ** 2).sum() / (2 * 1.5**2)
    return likelihood + prior - (logs[-2] - np.log(0.02)) ** 2 / 2 - logs[-1] ** 2 / 8


def gradient(logs, step=1e-5):
    return [
        (log_posterior(logs + step * unit) - log_posterior(logs - step * unit)) / (2 * step)
        for unit in np.eye(len(logs))
    ]


def log_expected_improvement(mean, deviation, best):
    """log((m - b) Phi(z) + s phi(z)) by the scaled complementary error function, which holds far below too."""
    z = (mean - best) / deviation
    if z > -3:
        return float(np.log(z * norm.cdf(z) + norm.pdf(z)) + np.log(deviation))
    return float(norm.logpdf(z) + np.log1p(z * np.sqrt(np.pi / 2) * erfcx(-z / np.sqrt(2))) + np.log(deviation))


K = covariance(X, X, RATES) + NOISE * np.eye(len(X))
lower = cholesky(K, lower=True)
process = GaussianProcessRegressor(kernel=Covariance(), alpha=NOISE, optimizer=None).fit(X, SCORES)
means, deviations = process.predict(Y, return_std=True)
fitness = [3.0, 1.0, 4.0, 1.0, float("-inf"), 5.0, 9.0, 2.0, 6.0, 5.0, float("-inf"), 3.5]
shares = [1e-12, 1e-6, 0.001, 0.02, 0.0243, 0.1, 0.3, 0.5, 0.65, 0.9, 0.97, 0.98, 0.9999, 1 - 1e-9]
improvements = [
    (m, s, b) for m, s, b in [
        (0, 1, 0), (1, 1, 0), (5, 0.5, 0), (-1, 1, 0), (0.2, 0.3, 0.9), (-3, 1, 0), (-5.9, 1, 0), (-6.1, 1, 0),
        (-8, 1, 0), (-12, 1, 0), (-30, 1, 0), (0, 0.01, 0.5), (2, 2, 4),
    ]
]
logs = np.concatenate([np.log(RATES), [np.log(NOISE), np.log(SMOOTHNESS / (1 - SMOOTHNESS))]])
print(json.dumps({
    "source": f"NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
    "codes": CODES, "others": OTHERS, "rates": RATES.tolist(), "noise": NOISE,
    "smoothness": SMOOTHNESS, "scores": SCORES.tolist(),
    "covariances": K.tolist(), "solved": solve_triangular(lower, SCORES, lower=True).tolist(),
    "solvedTransposed": solve_triangular(lower.T, SCORES).tolist(), "inverse": np.linalg.inv(K).ravel().tolist(),
    "crossCovariances": covariance(Y, X, RATES).tolist(),
    "means": means.tolist(), "deviations": deviations.tolist(),
    "bestMean": float(process.predict(X).max()), "gradient": gradient(logs),
    "fitness": [None if f == float("-inf") else f for f in fitness],
    "normalScores": norm.ppf((rankdata(fitness) - 0.375) / (len(fitness) + 0.25)).tolist(),
    "shares": shares, "quantiles": norm.ppf(shares).tolist(),
    "improvements": [{"mean": m, "deviation": s, "best": b, "logarithm": log_expected_improvement(m, s, b)}
                     for m, s, b in improvements],
}, indent=1))
