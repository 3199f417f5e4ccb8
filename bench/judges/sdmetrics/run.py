"""SDMetrics on timelines.

run.py REAL TRAIN SYNTHETIC SCRATCH

Prints the quality report of the two tables, subjects and events, and what SDMetrics has for sequences, as JSON.
"""
import json
import pathlib
import sys
import warnings

import pandas as pd
from sdmetrics.column_pairs import InterRowMSAS, StatisticMSAS
from sdmetrics.reports import QualityReport
from sdmetrics.single_column import SequenceLengthSimilarity

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "peers"))
import timelines

KEY = "subject_id"
DAY = pd.Timedelta(days=1)


def tables(folder):
    subjects, events = timelines.read(folder)
    return {"subjects": subjects, "events": events[[KEY, "time", "code", "numeric_value"]]}


def kind(column):
    if pd.api.types.is_datetime64_any_dtype(column):
        return {"sdtype": "datetime"}
    return {"sdtype": "numerical" if pd.api.types.is_numeric_dtype(column) else "categorical"}


def described(table):
    return {"columns": {name: {"sdtype": "id"} if name == KEY else kind(table[name]) for name in table}}


def main(real, train, synthetic, scratch):
    warnings.simplefilter("ignore")
    held, drawn = tables(real), tables(synthetic)
    for name in held:
        # What no real patient has cannot be compared.
        held[name] = held[name].dropna(axis="columns", how="all")
        drawn[name] = drawn[name].reindex(columns=held[name].columns).astype(held[name].dtypes)
    metadata = {
        "tables": {name: described(table) for name, table in held.items()},
        "relationships": [
            {
                "parent_table_name": "subjects",
                "parent_primary_key": KEY,
                "child_table_name": "events",
                "child_foreign_key": KEY,
            }
        ],
    }
    metadata["tables"]["subjects"]["primary_key"] = KEY
    report = QualityReport()
    report.generate(held, drawn, metadata, verbose=False)
    quality = {"overall": report.get_score()}
    quality.update(report.get_properties().set_index("Property")["Score"].to_dict())
    print(json.dumps({"quality": clean(quality), "sequences": clean(sequences(held["events"], drawn["events"]))}))


def sequences(held, drawn):
    figures = {"length": SequenceLengthSimilarity.compute(held[KEY], drawn[KEY])}
    days = [(events[KEY], (events["time"] - timelines.DAY_ZERO) / DAY) for events in (held, drawn)]
    figures["mean gap per patient"] = InterRowMSAS.compute(*days)
    if "numeric_value" in held:
        numbers = [(events[KEY], events["numeric_value"]) for events in (held, drawn)]
        figures["mean number per patient"] = StatisticMSAS.compute(*numbers, statistic="mean")
    return figures


def clean(figures):
    """JSON has no NaN."""
    return {name: value for name, value in figures.items() if pd.notna(value)}


if __name__ == "__main__":
    main(*sys.argv[1:])
