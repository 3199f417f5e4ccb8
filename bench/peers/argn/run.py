"""TabularARGN (mostlyai-engine) on timelines.

run.py fit TRAIN MODEL BUDGET_SECONDS SEED
run.py sample TRAIN MODEL SUBJECTS SEED OUT

Two models, as the engine's own two-table example has them: a flat one of the subjects and a sequential one of the events in
the context of their subject.
"""
import pathlib
import sys
import time

import pandas as pd
import torch
from mostlyai import engine
from mostlyai.engine._tabular import training

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import timelines

KEY = "subject_id"
SHARE_OF_SUBJECTS = 0.1


class CpuClock:
    """The engine's time limit is of wall time; the budget is of CPU time."""

    time = staticmethod(time.process_time)


def fit(train, model, budget, seed):
    training.time = CpuClock
    torch.set_num_threads(1)
    engine.set_random_state(seed)
    subjects, events = timelines.read(train)
    subjects = subjects.dropna(axis="columns", how="all")
    events = events[[KEY, "time", "code", "numeric_value"]].dropna(axis="columns", how="all")
    workspace = model / "subjects"
    engine.split(tgt_data=subjects, tgt_primary_key=KEY, workspace_dir=workspace)
    learn(workspace, SHARE_OF_SUBJECTS * (budget - time.process_time()))
    workspace = model / "events"
    engine.split(
        tgt_data=events,
        tgt_context_key=KEY,
        tgt_encoding_types={"time": "TABULAR_DATETIME_RELATIVE"},
        ctx_data=subjects,
        ctx_primary_key=KEY,
        workspace_dir=workspace,
    )
    learn(workspace, budget - time.process_time())


def learn(workspace, seconds):
    engine.analyze(workspace_dir=workspace)
    engine.encode(workspace_dir=workspace)
    engine.train(workspace_dir=workspace, max_training_time=max(seconds, 1) / 60, device="cpu")


def sample(train, model, count, seed, out):
    torch.set_num_threads(1)
    engine.set_random_state(seed)
    engine.generate(workspace_dir=model / "subjects", sample_size=count, device="cpu")
    subjects = parts(model / "subjects")
    engine.generate(workspace_dir=model / "events", ctx_data=subjects, device="cpu")
    events = parts(model / "events")
    numbers = {key: number for number, key in enumerate(subjects[KEY], start=1)}
    subjects[KEY] = subjects[KEY].map(numbers)
    events[KEY] = events[KEY].map(numbers)
    # The engine's order within a sequence is its own; only what runs backwards in time is put right.
    timelines.write(out, subjects, events.sort_values([KEY, "time"], kind="stable"), train)


def parts(workspace):
    """All rows drawn, in the order in which they were drawn."""
    files = sorted((workspace / "SyntheticData").glob("*.parquet"))
    return pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)


if __name__ == "__main__":
    timelines.run(fit, sample)
