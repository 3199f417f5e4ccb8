"""Writes the MEDS 0.3 data set that MedsFolderTest reads, with pyarrow: write_meds.py FOLDER"""

import json
import os
import sys
from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq

root = sys.argv[1]
for part in ("data/train", "data/held_out", "metadata"):
    os.makedirs(f"{root}/{part}", exist_ok=True)

# Version 0.3: no text_value, columns beyond the standard, codes not all listed.
schema = pa.schema(
    [
        ("subject_id", pa.int64()),
        ("time", pa.timestamp("us")),
        ("code", pa.string()),
        ("numeric_value", pa.float32()),
        ("hadm_id", pa.int64()),
    ]
)
train = [
    (1, None, "GENDER//F", None, None),
    (1, datetime(1960, 5, 17), "MEDS_BIRTH", None, None),
    (1, datetime(2020, 1, 3, 10, 30), "LAB//weight//kg", 70.1, 5),
    (1, datetime(2020, 1, 3, 10, 30), "DIAGNOSIS//ICD//10//E11", None, 5),
    (2, None, "GENDER//M", None, None),
    (2, datetime(2021, 3, 1, 8, 0, 1), "MEDS_DEATH", None, None),
]
held_out = [(7, datetime(2019, 12, 31), "LAB//weight//kg", 64.3, None)]
for name, rows in (("train", train), ("held_out", held_out)):
    columns = [pa.array(column, field.type) for column, field in zip(zip(*rows), schema)]
    pq.write_table(pa.table(columns, schema=schema), f"{root}/data/{name}/0.parquet")
pq.write_table(
    pa.table({"code": ["LAB//weight//kg"], "description": ["Body weight"], "parent_codes": pa.array([None], pa.list_(pa.string()))}),
    f"{root}/metadata/codes.parquet",
)
pq.write_table(
    pa.table({"subject_id": pa.array([1, 2, 7]), "split": ["train", "tuning", "held_out"]}),
    f"{root}/metadata/subject_splits.parquet",
)
with open(f"{root}/metadata/dataset.json", "w") as file:
    json.dump({"dataset_name": "by pyarrow", "meds_version": "0.3.3"}, file)
