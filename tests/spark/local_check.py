"""The job on one machine, in a folder with `inputs/`, `single.parquet/`, `single.errors`, `single.sqlite`: `python local_check.py`."""

import json
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.environ["JOB_FOLDER"]]

import duckdb  # noqa: E402
import job  # noqa: E402
import pandas as pd  # noqa: E402
from compare import TABLES, compare  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

#: All of it; else what takes half a minute.
WHOLE = "ISNAD_SOAK" in os.environ

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "32")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")


def run(*argv):
    options = job.arguments(list(argv))
    job.analyse(spark, options)


run("--input", "inputs", "--output", "spark", "--partitions", "3", "--", "--jobs", "1")
compare("single.parquet", "spark", "single.errors")

# The views, over the tables of the job and over those of one machine.
schema = json.loads(job.asked(job.program(spark, job.arguments(["--output", "x", "--sql", "x"])), "schema"))
database = sqlite3.connect("single.sqlite")
for folder in ("spark", "single.parquet")[: 2 if WHOLE else 1]:
    job.views(spark, schema, folder)
    for view in ("voices", "statements", "names", "by_outlet"):
        ordered = view != "statements"
        expected = database.execute(f"SELECT * FROM {view}").fetchall()
        found = [tuple(row) for row in spark.sql(f"SELECT * FROM {view}").collect()]
        same = expected == found if ordered else sorted(map(repr, expected)) == sorted(map(repr, found))
        if not same or not found:
            raise SystemExit(f"{view} of {folder}: {found[:3]} is not {expected[:3]}")
        print(f"ok {view} of {folder}: {len(found)} rows")

# Others read every table, with the right types and the text as it was.
TYPES = {"text": ("string", "VARCHAR", str), "integer": ("int", "INTEGER", int), "real": ("double", "DOUBLE", float)}
for folder, pattern in (("spark", "spark/{}.parquet/*.parquet"), ("single.parquet", "single.parquet/{}.parquet")):
    for table in TABLES:
        path = pattern.format(table)
        columns = schema["tables"][table]
        expected = sorted(map(repr, database.execute(f"SELECT * FROM {table}").fetchall()))
        readers = {
            **({"spark": [tuple(row) for row in spark.read.parquet(path).collect()]} if WHOLE else {}),
            "duckdb": duckdb.sql(f"SELECT * FROM '{path}'").fetchall(),
        }
        for name, found in readers.items():
            if sorted(map(repr, found)) != expected:
                raise SystemExit(f"{name} reads another {path}")
        told = {"spark": dict(spark.read.parquet(path).dtypes), "duckdb": {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}}
        frame = pd.read_parquet(path.partition("/*")[0])
        for column in columns:
            name, kinds = column["name"], TYPES[column["type"]]
            if (told["spark"][name], told["duckdb"][name]) != kinds[:2]:
                raise SystemExit(f"{path}: {name} is {told['spark'][name]}, {told['duckdb'][name]}")
            cells = [cell for cell in frame[name].tolist() if not pd.isna(cell)]
            if any(not isinstance(cell, (kinds[2], int) if kinds[2] is float else (kinds[2], float)) for cell in cells):
                raise SystemExit(f"{path}: pandas reads {name} as {cells[0]!r}")
        if len(frame) != len(expected):
            raise SystemExit(f"pandas reads {len(frame)} rows of {path}")
    print(f"ok {folder} read by spark, duckdb, pandas")

if not WHOLE:
    sys.exit()

# Parquet in, files kept together, tables in folders, only some parts.
pd.DataFrame({"id": [f"d{n}" for n in range(4)], "outlet": ["النهار", "النهار", None, "أخبار/2"], "text": ["قال الوزير: «نعم»."] * 3 + [None]}).to_parquet("in.parquet")
run("--input", "in.parquet", "--output", "parts", "--split", "files", "--partition-by", "outlet", "--", "--only", "quotations,speakers", "--keep", "id")
found = spark.read.parquet("parts/documents.parquet")
rows = sorted((row["document"], row["format"], row["outlet"], row["kept_id"]) for row in found.collect() if row["outlet"])
if rows != [("in.parquet#1", "parquet", "النهار", "d0"), ("in.parquet#2", "parquet", "النهار", "d1")]:
    raise SystemExit(f"Parquet in: {rows}")
failed = [(row["path"], row["code"]) for row in spark.read.parquet("parts/errors.parquet").collect()]
if failed != [("in.parquet#4", "no-text")]:
    raise SystemExit(f"Parquet in: {failed}")
if sorted(os.listdir("parts")) != ["documents.parquet", "errors.parquet", "quotations.parquet", "speakers.parquet"]:
    raise SystemExit(f"parts: {os.listdir('parts')}")
if spark.read.parquet("parts/quotations.parquet").where("outlet = 'النهار'").count() != 2:
    raise SystemExit("partitions")
print("ok Parquet in, partitions by outlet")
try:
    run("--input", "inputs", "--output", "spark")
    raise SystemExit("written over")
except SystemExit as refused:
    if "--overwrite" not in str(refused):
        raise
print("ok what is there is not written over")
