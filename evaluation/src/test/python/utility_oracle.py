"""Expected values of ForecastTest, CoxRegressionTest and LinearRegressionTest: scikit-learn and lifelines on numbers both sides make by one rule.

    pip install numpy pandas scikit-learn lifelines
    python utility_oracle.py
"""
import numpy as np
import pandas as pd
from lifelines import CoxPHFitter
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import brier_score_loss, roc_auc_score

i = np.arange(500)
p = (i * 37 % 101 + .5) / 102
y = (i * 53 % 97 / 97 < p ** 2).astype(int)
print("auc", roc_auc_score(y, p))
print("brier", brier_score_loss(y, p))
logit = np.log(p / (1 - p))[:, None]
print("calibration slope", LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(logit, y).coef_[0, 0])

i = np.arange(300)
d = pd.DataFrame({
    "exposed": (i % 3 == 0).astype(float),
    "age": 40 + i * 29 % 41,
    "man": (i * 7 % 11 < 5).astype(float),
    "days": 1 + (i * 61 % 103) // (1 + (i % 3 == 0)) // 4,
    "died": (i * 17 % 23 < 12).astype(int),
})
fit = CoxPHFitter().fit(d, "days", "died", fit_options={"precision": 1e-12})
print(fit.summary[["coef", "se(coef)"]].to_string(float_format="%.9f"))

i = np.arange(60)
x = np.c_[i * 7 % 13, i * 5 % 17 / 4].astype(float)
y = 3 + 2 * x[:, 0] - x[:, 1] + i * 11 % 19 / 10
z = (x - x.mean(0)) / x.std(0)
print("ridge", Ridge(alpha=1).fit(z, y).predict(z)[:3])
