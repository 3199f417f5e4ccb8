"""Prints the Arrow schemas that pyarrow lays into the Parquet files of a MEDS data set, for MedsColumns.java."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = [
    ("subject_id", pa.int64()),
    ("time", pa.timestamp("us")),
    ("code", pa.string()),
    ("numeric_value", pa.float32()),
    ("text_value", pa.large_string()),
]

for columns in (COLUMNS, COLUMNS + [("numeric_value_exact", pa.float64())]):
    file = io.BytesIO()
    pq.write_table(pa.schema(columns).empty_table(), file)
    print(pq.ParquetFile(file).metadata.metadata[b"ARROW:schema"].decode())
