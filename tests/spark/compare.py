"""Tables of a Spark run against those of `analyze -o corpus.parquet/`, row for row. `python compare.py SINGLE SPARK ERRORS [KILLED…]`."""

import json
import sys
from collections import Counter
from pathlib import Path

import pyarrow.dataset as ds
import pyarrow.parquet as pq

TABLES = ("documents", "quotations", "speakers", "entities", "mentions", "attributions")


def rows(table, columns):
    return Counter(zip(*(table[column].to_pylist() for column in columns))) if table.num_rows else Counter()


def told(found):
    """Failures by input and kind; the words of a thread and of a process that died are not the same."""
    return Counter((one["path"], one["code"], None if one["code"] == "crashed" else one["message"], one.get("hint") or None if one["code"] != "crashed" else None) for one in found)


def compare(single, spark, errors, killed=()):
    for name in TABLES:
        one = pq.read_table(f"{single}/{name}.parquet")
        many = ds.dataset(f"{spark}/{name}.parquet").to_table()
        if [(f.name, f.type) for f in one.schema] != [(f.name, f.type) for f in many.schema]:
            raise SystemExit(f"{name}: {one.schema} is not {many.schema}")
        expected, found = rows(one, one.column_names), rows(many, one.column_names)
        if expected != found:
            raise SystemExit(f"{name}: missing {list((expected - found))[:3]}, too many {list((found - expected))[:3]}")
        print(f"ok {name}: {one.num_rows} rows")
    expected = told([json.loads(line) for line in Path(errors).read_text().splitlines()])
    expected.update(told({"path": path, "code": "crashed", "message": ""} for path in killed))
    found = told(ds.dataset(f"{spark}/errors.parquet").to_table().to_pylist())
    if expected != found:
        raise SystemExit(f"errors: missing {list(expected - found)}, too many {list(found - expected)}")
    print(f"ok errors: {sum(found.values())} rows")


if __name__ == "__main__":
    compare(*sys.argv[1:4], sys.argv[4:])
