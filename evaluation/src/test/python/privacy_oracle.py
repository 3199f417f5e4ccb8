"""Expected values of the tests of org.pan.evaluation.internal.privacy: scikit-learn and anonymeter.

    pip install "numpy<2" pandas scikit-learn anonymeter
    python privacy_oracle.py

Writes points.csv to ../resources/org/pan/evaluation/internal/privacy and prints the values. The points are drawn with a fixed
seed: 301 training, held-out and synthetic ones in seven dimensions; 30 synthetic ones are copies of training points.
"""
import pathlib

import numpy as np
from anonymeter.stats.confidence import EvaluationResults
from sklearn.metrics import roc_auc_score, roc_curve
from sklearn.neighbors import NearestNeighbors

RESOURCES = pathlib.Path(__file__).parent.parent / "resources/org/pan/evaluation/internal/privacy"

rng = np.random.default_rng(7)
train, holdout, synthetic = (np.round(rng.normal(0, 1, (301, 7)), 3) for _ in range(3))
synthetic[:30] = train[50:80]
RESOURCES.mkdir(parents=True, exist_ok=True)
with open(RESOURCES / "points.csv", "w") as file:
    for name, points in (("train", train), ("holdout", holdout), ("synthetic", synthetic)):
        for point in points:
            file.write(name + "," + ",".join(f"{x:.3f}" for x in point) + "\n")


def nearest(queries, references, k=1):
    return NearestNeighbors(n_neighbors=k, algorithm="brute").fit(references).kneighbors(queries)


def to(queries, references):
    return nearest(queries, references)[0][:, 0]


def own(points):
    """Without arguments scikit-learn leaves each point itself out."""
    return NearestNeighbors(n_neighbors=1).fit(points).kneighbors()[0][:, 0]


def over(a, b):
    """Ties count half; a copy of a neighbour is as far as the neighbour."""
    return np.mean(np.where(np.isclose(a, b), .5, a > b))


def accuracy(real):
    return (over(to(real, synthetic), own(real)) + over(to(synthetic, real), own(synthetic))) / 2


first, second = nearest(synthetic, train, 2)[0].T
print("dcr", np.median(first))
print("nndr", np.median(first / second))
other = to(synthetic, holdout)
print("dcr-share", over(other, first))
at_least = lambda d: np.maximum(.1, d)
print("dcr-close-surplus", np.mean(3 * at_least(first) <= at_least(other)) - np.mean(3 * at_least(other) <= at_least(first)))
print("adversarial-accuracy", accuracy(train))
print("adversarial-accuracy-loss", accuracy(holdout) - accuracy(train))


def links(targets):
    a, b = (nearest(targets[:, part], synthetic[:, part])[1][:, 0] for part in (slice(0, 4), slice(4, 7)))
    return int(np.sum(a == b))


print("links of training points", links(train), "of held-out ones", links(holdout))


def roc(members, others):
    labels = np.r_[np.ones(len(members)), np.zeros(len(others))]
    scores = np.r_[members, others]
    false, true, _ = roc_curve(labels, scores, drop_intermediate=False)
    return roc_auc_score(labels, scores), np.interp(.01, false, true)


def tenths(points, shift):
    """With few different values, so that there are ties."""
    return np.floor_divide(np.rint(1000 * points[:, 0]).astype(int) + shift, 100)


print("roc of tenths", roc(tenths(train, 500), tenths(holdout, 0)))
print("roc of distances", roc(-to(train, synthetic), -to(holdout, synthetic)))
log = lambda d: np.log(at_least(d))
print("roc of density ratios", roc(log(to(train, holdout)) - log(to(train, synthetic)),
                                   log(own(holdout)) - log(to(holdout, synthetic))))

rates = EvaluationResults(n_attacks=500, n_success=150, n_baseline=100, n_control=120)
risk = rates.risk()
print("anonymeter", rates.attack_rate, rates.control_rate, risk.value, (risk.ci[1] - risk.ci[0]) / 2)
