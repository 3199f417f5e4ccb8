"""DoppelGANger (gretel-synthetics) on timelines that are regular series of one length.

run.py fit TRAIN MODEL BUDGET_SECONDS SEED
run.py sample TRAIN MODEL SUBJECTS SEED OUT
"""
import math
import pathlib
import sys
import time

import numpy as np
import pandas as pd
import torch
from gretel_synthetics.timeseries_dgan.config import DGANConfig, OutputType
from gretel_synthetics.timeseries_dgan.dgan import DGAN

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import timelines

KEY = "subject_id"
MODEL = "dgan.pt"
STEPS = 50
BATCH = 100
CATEGORIES = 10


class OutOfBudget(Exception):
    """Ends learning where it is."""


def fit(train, model, budget, seed):
    seeded(seed)
    subjects, series = read(train)
    features = np.log1p(series.to_numpy()) if never_negative(series) else series.to_numpy()
    features = features.reshape(len(subjects), -1, series.shape[1])
    # DGAN draws several times at once; the last ones are repeated until the length can be divided.
    at_once = math.ceil(features.shape[1] / STEPS)
    missing = -features.shape[1] % at_once
    features = np.pad(features, [(0, 0), (0, missing), (0, 0)], mode="edge")
    config = DGANConfig(
        max_sequence_len=features.shape[1],
        sample_len=at_once,
        # Each series by its own range, as in the paper (auto-normalisation): ranges differ by orders of magnitude.
        apply_example_scaling=True,
        batch_size=min(BATCH, len(subjects)),
        epochs=sys.maxsize,
        cuda=False,
    )
    dgan = DGAN(config)
    columns = attributes(subjects)
    started = time.process_time()
    epochs = 0

    def watched(progress):
        nonlocal epochs
        epochs = progress.epoch + 1
        if time.process_time() > budget:
            raise OutOfBudget

    try:
        dgan.train_numpy(
            features,
            feature_types=[OutputType.CONTINUOUS] * features.shape[2],
            attributes=subjects[columns].to_numpy(dtype=object) if columns else None,
            attribute_types=[kind(subjects[column]) for column in columns] if columns else None,
            progress_callback=watched,
        )
    except OutOfBudget:
        pass
    model.mkdir(parents=True, exist_ok=True)
    dgan.save(model / MODEL)
    (model / "note.txt").write_text(f"{epochs} epochs in {time.process_time() - started:.0f} s\n")


def seeded(seed):
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    np.random.seed(seed)


def read(folder):
    """Subjects, and a row a subject and time with a column a code."""
    subjects, events = timelines.read(folder)
    series = events.pivot(index=[KEY, "time"], columns="code", values="numeric_value")
    return subjects.set_index(KEY).loc[series.index.unique(KEY)], series


def never_negative(series):
    return bool((series.to_numpy() >= 0).all())


def attributes(subjects):
    """Static fields without missing values: DGAN takes none."""
    return [column for column in timelines.static_columns(subjects) if subjects[column].notna().all()]


def kind(column):
    number = pd.api.types.is_numeric_dtype(column) and column.nunique() > CATEGORIES
    return OutputType.CONTINUOUS if number else OutputType.DISCRETE


def sample(train, model, count, seed, out):
    seeded(seed)
    subjects, series = read(train)
    drawn_attributes, features = DGAN.load(model / MODEL).generate_numpy(count)
    times = series.index.unique("time")
    numbers = np.stack(features)[:, : len(times)].reshape(-1, series.shape[1])
    if never_negative(series):
        numbers = np.expm1(numbers).clip(0)
    if (series.to_numpy() % 1 == 0).all():
        numbers = numbers.round()
    places = pd.MultiIndex.from_product([range(1, count + 1), times], names=[KEY, "time"])
    events = pd.DataFrame(numbers, index=places, columns=series.columns).stack().rename("numeric_value").reset_index()
    # Windows are those of real patients.
    drawn = subjects[timelines.WINDOW].sample(count, replace=True, random_state=seed).reset_index(drop=True)
    drawn[KEY] = range(1, count + 1)
    for place, column in enumerate(attributes(subjects)):
        drawn[column] = drawn_attributes[:, place]
        if pd.api.types.is_integer_dtype(subjects[column]):
            drawn[column] = drawn[column].astype(float).round().astype(int)
    timelines.write(out, drawn, events, train)


if __name__ == "__main__":
    timelines.run(fit, sample)
