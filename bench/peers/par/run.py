"""PAR (sdv, deepecho) on timelines.

run.py fit TRAIN MODEL BUDGET_SECONDS SEED
run.py sample TRAIN MODEL SUBJECTS SEED OUT

Stock PAR computes its loss patient by patient in Python: it learns from as many patients, drawn at random, as the budget takes.
"""
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd
import torch
from scipy.stats import norm
from sdv.metadata import Metadata
from sdv.sequential import PARSynthesizer
from sdv.utils import load_synthesizer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import timelines

KEY = "subject_id"
FIRST = "first_event"
DATES = [FIRST, *timelines.WINDOW]
DAY = pd.Timedelta(days=1)
EPOCHS = 128
# Epochs of many patients take longer than those of few let expect.
SHARE_OF_BUDGET = 0.45
TRIED = (16, 64)
TRIED_EPOCHS = 5


def fit(train, model, budget, seed):
    seeded(seed)
    subjects, events = timelines.read(train)
    rows, context = table(subjects, events)
    patients = np.random.permutation(rows[KEY].unique())
    few, more = (min(tried, len(patients)) for tried in TRIED)
    least = seconds_of_an_epoch(rows, context, patients[:few])
    each = max(seconds_of_an_epoch(rows, context, patients[:more]) - least, 1e-3) / max(more - few, 1)
    seconds = (SHARE_OF_BUDGET * budget - time.process_time()) / EPOCHS
    count = min(max(few + int((seconds - least) / each), 2), len(patients))
    print(f"an epoch of {few} patients takes {least:.3f} s, one more patient {each:.4f} s", flush=True)
    synthesizer = learnt(rows, context, patients[:count], EPOCHS)
    model.mkdir(parents=True, exist_ok=True)
    synthesizer.save(model / "par.pkl")
    (model / "note.txt").write_text(
        f"learnt from {count} of {len(patients)} patients, all that {EPOCHS} epochs of stock PAR leave time for\n"
    )


def seeded(seed):
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    np.random.seed(seed)


def table(subjects, events):
    """A row an event: gap and number as normal scores, code, and beside them what does not change in a patient."""
    subjects = subjects.dropna(axis="columns", how="all")
    first = events.groupby(KEY)["time"].min().rename(FIRST)
    subjects = subjects.merge(first, left_on=KEY, right_index=True)
    for column in set(DATES) & set(subjects):
        subjects[column] = (subjects[column] - timelines.DAY_ZERO) / DAY
    for column in subjects:
        if subjects[column].dtype in (object, bool):
            subjects[column] = subjects[column].astype(str).where(subjects[column].notna(), None)
    days = (events["time"] - timelines.DAY_ZERO) / DAY
    rows = pd.DataFrame({KEY: events[KEY], "code": events["code"]})
    rows["gap"] = scores(days.groupby(events[KEY]).diff())
    rows["number"] = events.groupby("code")["numeric_value"].transform(scores)
    return rows.merge(subjects, on=KEY), [column for column in subjects if column != KEY]


def scores(values):
    """Normal scores, ties in random order; where there is no value, a random one."""
    ranks = values.sample(frac=1).rank(method="first").reindex(values.index)
    found = norm.ppf((ranks - 0.5) / max(values.count(), 1))
    return pd.Series(np.where(values.isna(), np.random.normal(size=len(values)), found), values.index)


def values_at(scores, known):
    """The values that have these scores among the known ones."""
    known = np.sort(known)
    return known[np.minimum((norm.cdf(scores) * len(known)).astype(int), len(known) - 1)]


def seconds_of_an_epoch(rows, context, patients):
    learnt(rows, context, patients, 1)
    times = []
    for epochs in (1, 1 + TRIED_EPOCHS):
        began = time.process_time()
        learnt(rows, context, patients, epochs)
        times.append(time.process_time() - began)
    return max(times[1] - times[0], 1e-3) / TRIED_EPOCHS


def learnt(rows, context, patients, epochs):
    chosen = rows[rows[KEY].isin(set(patients))].reset_index(drop=True)
    columns = {name: {"sdtype": kind(rows[name])} for name in rows}
    columns[KEY] = {"sdtype": "id"}
    metadata = Metadata.load_from_dict({"tables": {"events": {"columns": columns, "sequence_key": KEY}}})
    synthesizer = PARSynthesizer(metadata, context_columns=context, epochs=epochs, cuda=False)
    synthesizer.fit({"events": chosen})
    return synthesizer


def kind(column):
    return "numerical" if pd.api.types.is_numeric_dtype(column) else "categorical"


def sample(train, model, count, seed, out):
    seeded(seed)
    subjects, events = timelines.read(train)
    synthesizer = load_synthesizer(model / "par.pkl")
    rows = synthesizer.sample_sequences(num_sequences=count)["events"]
    rows[KEY] = pd.factorize(rows[KEY])[0] + 1
    drawn = rows.drop_duplicates(KEY).drop(columns=["code", "gap", "number"])
    for column in set(DATES) & set(drawn):
        drawn[column] = timelines.DAY_ZERO + pd.to_timedelta(drawn[column], unit="D")
    timelines.write(out, drawn, events_of(rows, events), train)


def events_of(rows, events):
    gaps = ((events["time"] - timelines.DAY_ZERO) / DAY).groupby(events[KEY]).diff().dropna()
    gap = pd.Series(values_at(rows["gap"].to_numpy(), gaps.to_numpy()), rows.index)
    gap = gap.where(rows[KEY].duplicated(), rows[FIRST])
    rows["time"] = timelines.DAY_ZERO + pd.to_timedelta(gap.groupby(rows[KEY]).cumsum(), unit="D")
    rows["numeric_value"] = np.nan
    for code, same in events.groupby("code"):
        known = same["numeric_value"].dropna().to_numpy()
        here = rows["code"] == code
        if len(known):
            some = here & (np.random.uniform(size=len(rows)) < len(known) / len(same))
            rows.loc[some, "numeric_value"] = values_at(rows.loc[some, "number"].to_numpy(), known)
    return rows


if __name__ == "__main__":
    timelines.run(fit, sample)
