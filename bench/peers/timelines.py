"""What all adapters share: reading the patients to learn from, and writing those that were drawn.

A folder of patients holds events.csv (subject_id, time, code, numeric_value, text_value), subjects.csv (subject_id, static
columns, observation_start, observation_end) and pan.json, which says whether times are dates or days.
"""
import json
import pathlib
import sys

import pandas as pd

WINDOW = ["observation_start", "observation_end"]

#: Where relative days are put on the calendar, for peers that know dates only: a Monday, far from both ends of pandas' range.
DAY_ZERO = pd.Timestamp("2100-01-04")


def read(folder):
    """Subjects and events, with times as dates: those of relative days count from DAY_ZERO."""
    folder = pathlib.Path(folder)
    relative = is_relative(folder)
    subjects = pd.read_csv(folder / "subjects.csv", dtype={"subject_id": str})
    events = pd.read_csv(folder / "events.csv", dtype={"subject_id": str, "code": str, "text_value": str})
    events["time"] = to_dates(events["time"], relative)
    for column in WINDOW:
        subjects[column] = to_dates(subjects[column], relative)
    return subjects, events.sort_values(["subject_id", "time"], kind="stable")


def is_relative(folder):
    return json.loads((pathlib.Path(folder) / "pan.json").read_text())["schema"]["timeMode"] == "RELATIVE"


def to_dates(times, relative):
    return DAY_ZERO + pd.to_timedelta(times, unit="D") if relative else pd.to_datetime(times)


def static_columns(subjects):
    return [column for column in subjects if column not in ["subject_id", *WINDOW]]


def write(out, subjects, events, train):
    """Writes what was drawn in the types of the training patients; events without a time or a code cannot stand."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    schema = json.loads((pathlib.Path(train) / "pan.json").read_text())["schema"]
    relative = schema["timeMode"] == "RELATIVE"
    events = events.dropna(subset=["time", "code"]).copy()
    events["time"] = from_dates(events["time"], relative, schema["timeType"])
    events["text_value"] = None
    events[["subject_id", "time", "code", "numeric_value", "text_value"]].to_csv(out / "events.csv", index=False)
    subjects = subjects.copy()
    for column in WINDOW:
        given = subjects[column] if column in subjects else pd.Series(pd.NaT, index=subjects.index)
        subjects[column] = from_dates(given, relative, schema["windowType"])
    statics = pd.read_csv(pathlib.Path(train) / "subjects.csv", nrows=0).columns
    subjects.reindex(columns=statics).to_csv(out / "subjects.csv", index=False)


def from_dates(times, relative, sql_type):
    times = pd.to_datetime(times)
    if relative:
        days = (times - DAY_ZERO) / pd.Timedelta(days=1)
        return days.round().astype("Int64") if "INT" in sql_type else days
    return times.dt.strftime("%Y-%m-%d" if sql_type == "DATE" else "%Y-%m-%d %H:%M:%S")


def run(fit, sample):
    """What an adapter is called with: fit TRAIN MODEL BUDGET_SECONDS SEED, or sample TRAIN MODEL SUBJECTS SEED OUT."""
    train, model = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if sys.argv[1] == "fit":
        fit(train, model, float(sys.argv[4]), int(sys.argv[5]))
    else:
        sample(train, model, int(sys.argv[4]), int(sys.argv[5]), sys.argv[6])
