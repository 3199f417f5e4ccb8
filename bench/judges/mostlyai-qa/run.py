"""mostlyai-qa on timelines.

run.py REAL TRAIN SYNTHETIC SCRATCH

Prints its main figures as JSON and leaves its report in SCRATCH.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "peers"))
import timelines
from mostlyai import qa

KEY = "subject_id"
SHOWN = {
    "accuracy": ["overall", "overall_max", "univariate", "bivariate", "coherence"],
    "similarity": [
        "cosine_similarity_training_synthetic",
        "cosine_similarity_training_holdout",
        "discriminator_auc_training_synthetic",
        "discriminator_auc_training_holdout",
    ],
    "distances": ["ims_training", "ims_holdout", "dcr_share"],
}


def tables(folder, columns=None):
    """Subjects and events; columns without any value in the training patients are left out everywhere."""
    subjects, events = timelines.read(folder)
    events = events[[KEY, "time", "code", "numeric_value"]]
    if columns is None:
        return subjects.dropna(axis="columns", how="all"), events.dropna(axis="columns", how="all")
    return subjects.reindex(columns=columns[0]), events.reindex(columns=columns[1])


def main(real, train, synthetic, scratch):
    qa.set_random_state(1)
    train_subjects, train_events = tables(train)
    columns = train_subjects.columns, train_events.columns
    real_subjects, real_events = tables(real, columns)
    drawn_subjects, drawn_events = tables(synthetic, columns)
    _, metrics = qa.report(
        syn_tgt_data=drawn_events,
        trn_tgt_data=train_events,
        hol_tgt_data=real_events,
        syn_ctx_data=drawn_subjects,
        trn_ctx_data=train_subjects,
        hol_ctx_data=real_subjects,
        ctx_primary_key=KEY,
        tgt_context_key=KEY,
        report_path=pathlib.Path(scratch) / "report.html",
    )
    if metrics is None:
        sys.exit("takes 100 drawn patients, 90 to learn from and 10 held out, at least")
    said = metrics.model_dump()
    print(json.dumps({part: {name: said[part][name] for name in names} for part, names in SHOWN.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
