"""Expected values of OracleTest: sdmetrics, scikit-learn and scipy on two small tables.

    pip install "pandas<3" numpy scipy scikit-learn sdmetrics
    python oracle.py

Writes real.csv and synthetic.csv to ../resources/org/pan/evaluation and prints the values. The tables are drawn with fixed
seeds: patients with an own level, two codes with numbers, a yearly cycle and gaps of whole weeks.
"""
import pathlib

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp, spearmanr, wasserstein_distance
from scipy.stats.contingency import association
from sdmetrics.column_pairs import InterRowMSAS, StatisticMSAS

HERE = pathlib.Path(__file__).parent
RESOURCES = HERE.parent / "resources/org/pan/evaluation"


def table(seed, patients, level_sd, noise, weeks):
    rng = np.random.default_rng(seed)
    rows = []
    for pid in range(1, patients + 1):
        level = rng.normal(0, level_sd)
        sex = "F" if rng.random() < .5 else "M"
        day = int(rng.integers(17000, 17300))
        for _ in range(int(rng.integers(6, 16))):
            season = np.cos(2 * np.pi * (day - 20) / 365.25)
            rows.append((pid, day, "bp", round(120 + 8 * level + 6 * season + noise * rng.normal(), 1), sex))
            if rng.random() < .6:
                rows.append((pid, day, "hdl", round(50 - 5 * level + 3 * (sex == "F") + noise * rng.normal(), 1), sex))
            day += int(7 * rng.integers(1, 6) if rng.random() < weeks else rng.integers(1, 40))
    return pd.DataFrame(rows, columns=["subject_id", "day", "code", "value", "sex"])


def mean_over_codes(f):
    return float(np.mean([f(real[real.code == c], synthetic[synthetic.code == c]) for c in ("bp", "hdl")]))


def keyed(d):
    return d.subject_id, d.value


def deciles(a, b):
    edges = np.unique(np.quantile(a, np.arange(1, 10) / 10))
    p, q = (np.bincount(np.searchsorted(edges, x), minlength=len(edges) + 1) / len(x) for x in (a, b))
    return 1 - .5 * np.abs(p - q).sum()


def autocorrelation(d):
    following = d.groupby("subject_id").value.shift(-1)
    ok = following.notna()
    return spearmanr(d.value[ok], following[ok]).statistic


def phase(d):
    """Peak of the least-squares sine about each patient's own mean, by ordinary least squares with patients as dummies."""
    angle = 2 * np.pi * d.day / 365.25
    x = np.c_[np.cos(angle), np.sin(angle), pd.get_dummies(d.subject_id).to_numpy(float)]
    a, b = np.linalg.lstsq(x, d.value.to_numpy(), rcond=None)[0][:2]
    return np.arctan2(b, a)


real, synthetic = table(1, 120, 1, 3, .5), table(2, 100, .6, 4, .2)
RESOURCES.mkdir(parents=True, exist_ok=True)
real.to_csv(RESOURCES / "real.csv", index=False)
synthetic.to_csv(RESOURCES / "synthetic.csv", index=False)

counts = [d.groupby("subject_id").size() for d in (real, synthetic)]
print("events-ks", ks_2samp(*counts).statistic)
print("value-ks", mean_over_codes(lambda a, b: ks_2samp(a.value, b.value).statistic))
print("value-wasserstein", mean_over_codes(
    lambda a, b: wasserstein_distance(a.value, b.value) / np.subtract(*np.quantile(a.value, [.75, .25]))))
print("value-deciles", mean_over_codes(lambda a, b: deciles(a.value, b.value)))
print("statistic-msas-mean", mean_over_codes(lambda a, b: StatisticMSAS.compute(keyed(a), keyed(b), "mean")))
print("statistic-msas-sd", mean_over_codes(lambda a, b: StatisticMSAS.compute(keyed(a), keyed(b), "std")))
print("inter-row-msas", mean_over_codes(lambda a, b: InterRowMSAS.compute(keyed(a), keyed(b))))
print("value-autocorrelation-error", mean_over_codes(lambda a, b: abs(autocorrelation(a) - autocorrelation(b))))
turn = np.angle(np.exp(1j * (phase(real[real.code == "bp"]) - phase(synthetic[synthetic.code == "bp"]))))
print("value-phase-year of bp", abs(turn) / (2 * np.pi) * 365.25)
weekday = [np.bincount((d.day + 3) % 7, minlength=7) / len(d) for d in (real, synthetic)]
print("weekday-tv", .5 * np.abs(weekday[0] - weekday[1]).sum())
date = [pd.to_datetime(d.day, unit="D") for d in (real, synthetic)]
month = [np.bincount(d.dt.month, minlength=13) / len(d) for d in date]
print("month-tv", .5 * np.abs(month[0] - month[1]).sum())
week = [np.bincount((d.dt.dayofyear - 1) // 7, minlength=53) / len(d) for d in date]
print("week-of-year-tv", .5 * np.abs(week[0] - week[1]).sum())
gap = [d.drop_duplicates(["subject_id", "day"]).groupby("subject_id").day.diff().dropna() for d in (real, synthetic)]
print("gap-modulo-7-tv", .5 * np.abs(np.subtract(*[np.bincount(g.astype(int) % 7, minlength=7) / len(g) for g in gap])).sum())
print("same-weekday", [(g % 7 == 0).mean() for g in gap])
patient = real.groupby("subject_id").agg(sex=("sex", "first"))
patient["bp"] = real[real.code == "bp"].groupby("subject_id").value.mean()
patient["hdl"] = real[real.code == "hdl"].groupby("subject_id").value.mean()
print("spearman of means", spearmanr(patient.bp, patient.hdl, nan_policy="omit").statistic)
high = (patient.bp > 120).astype(int)
print("cramer of sex and high bp", association(pd.crosstab(patient.sex, high), "cramer"))
known = patient.dropna(subset=["hdl"])
groups = known.groupby("sex").hdl
between = (groups.size() * (groups.mean() - known.hdl.mean()) ** 2).sum()
print("correlation ratio of hdl by sex", np.sqrt(between / ((known.hdl - known.hdl.mean()) ** 2).sum()))
