"""Analyses an archive with Spark: `spark-submit job.py --input 'archive/*.jsonl.gz' --output tables/`.

Files are cut into pieces, Spark spreads the pieces over the cluster, and each task passes its own through one process of `analyze`. The
rows are the ones of `analyze -o corpus.parquet/`; Spark writes them, so that a task that runs twice leaves nothing twice.
"""

from __future__ import annotations

import argparse
import fnmatch
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional, cast
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.json
from pyarrow import fs
from pyspark import SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, DataType, DoubleType, IntegerType, StringType, StructField, StructType

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from isnad_filter import File, Frame, Head, Piece, answers, opened  # noqa: E402

Schema = dict[str, Any]

PIECES = "path string, first long, head string, body binary"
FILES = "path string, inside string, outlet string, location string"
ARROW: dict[str, pa.DataType] = {"text": pa.string(), "integer": pa.int32(), "real": pa.float64()}
SPARK: dict[str, DataType] = {"text": StringType(), "integer": IntegerType(), "real": DoubleType()}
#: Columns by which the tables may be partitioned, from those of `documents`.
PARTITIONS = {
    "outlet": "documents[0].outlet",
    "language": "documents[0].language",
    "format": "documents[0].format",
    "year": "substring(documents[0].published, 1, 4)",
    "month": "substring(documents[0].published, 1, 7)",
}
#: Bytes of input (packed or not) for one task, and tasks a core at least.
TASK_BYTES = 16_000_000
TASKS_A_CORE = 4
#: Lines, and bytes of them, that become one batch of rows.
BATCH_LINES = 256
BATCH_BYTES = 2_000_000


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="spark-submit job.py",
        description="Who said what in an archive of Arabic news, as Parquet tables. What stands behind -- are options of analyze.",
        epilog="spark-submit \"$(analyze --spark-job)\" --input 'archive/*.jsonl.gz' --output tables/ -- --text-field body",
    )
    parser.add_argument("--input", action="append", default=[], metavar="PATH",
                        help="file, folder, glob, .parquet, address (s3a://, hdfs://, https://); may be repeated")
    parser.add_argument("--files-from", metavar="LIST", help="more of them, one a line (.gz too), as Common Crawl lists its files")
    parser.add_argument("--prefix", default="", help="what stands before each path of the list: https://data.commoncrawl.org/")
    parser.add_argument("--output", metavar="FOLDER", help="where the tables go; also an address that Spark can write to")
    parser.add_argument("--overwrite", action="store_true", help="write over what is there")
    parser.add_argument("--partitions", type=int, help="tasks of the analysis; by default by size and cores")
    parser.add_argument("--partition-by", default="", metavar="NAMES", help=f"folders of the tables: {', '.join(PARTITIONS)}")
    parser.add_argument("--split", choices=["records", "files"], default="records",
                        help="spread the records of each file over all tasks (the default), or keep a file in one task")
    parser.add_argument("--node", default="node", help="command on all machines; or a file or archive of Node that is shipped to them")
    parser.add_argument("--package", metavar="PATH", help="installed package, or what npm pack made of it; by default this one")
    parser.add_argument("--heap", type=int, default=1024, metavar="MB", help="memory of each process of analyze (1024)")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="time for one document (60; 0: no limit)")
    parser.add_argument("--sql", metavar="QUERY", help="ask finished tables (--output), also the views voices, statements, names")
    own, behind = (argv[: argv.index("--")], argv[argv.index("--") + 1 :]) if "--" in argv else (argv, [])
    options = parser.parse_args(own)
    options.analyze = behind
    if not options.output:
        parser.error("--output names the folder of the tables")
    if not options.sql and not options.input and not options.files_from:
        parser.error("no input: name files with --input or --files-from")
    options.partition_by = [name for name in options.partition_by.split(",") if name]
    for name in options.partition_by:
        if name not in PARTITIONS:
            parser.error(f"--partition-by: there is no {name!r}, only {', '.join(PARTITIONS)}")
    return options


# ------------------------------------------------------------------------------------------------------- the program


class Program:
    """How `analyze` is started, here and on the executors. It goes to them with the functions of the tasks."""

    def __init__(self, node: str, package: str, flags: list[str]) -> None:
        self.node = node
        self.package = package
        self.flags = flags

    def command(self, step: str, *flags: str) -> list[str]:
        launcher = os.path.join(_place(self.package), "bin", "analyze.js")
        return [_node(_place(self.node)), launcher, "--spark", step, *flags, *map(_place, self.flags)]


def _place(path: str) -> str:
    """`shipped:isnad/package` -> where Spark has unpacked it on this machine."""
    return os.path.join(SparkFiles.getRootDirectory(), path[8:]) if path.startswith("shipped:") else path


def _node(path: str) -> str:
    """The program in a folder that an archive of Node was unpacked to."""
    if not os.path.isdir(path):
        return path
    found = next((str(file) for file in sorted(Path(path).glob("**/bin/node"))), None)
    if found is None:
        raise FileNotFoundError(f"{path}: there is no bin/node in it")
    return found


def program(spark: SparkSession, options: argparse.Namespace) -> Program:
    """Ships what the executors may lack; on one machine everything is in place."""
    context = spark.sparkContext
    package = Path(options.package) if options.package else HERE.parent.parent
    local = (context.master or "").startswith("local")
    node = options.node
    if os.path.exists(node):
        node = _ship(spark, node, "isnad-node") if not local or tarfile.is_tarfile(node) else os.path.abspath(node)
    elif os.sep in node or shutil.which(node) is None:
        raise SystemExit(f"--node: {node} is not here")
    if package.is_file():
        where = _ship(spark, str(package), "isnad") + "/package"
    elif local:
        where = str(package.resolve())
    else:
        where = _ship(spark, _packed(package), "isnad") + "/package"
    flags = ["--timeout", str(options.timeout), *_shipped_files(spark, options.analyze)]
    return Program(node, where, flags)


def _ship(spark: SparkSession, path: str, name: str) -> str:
    if not path.endswith((".tar.gz", ".tgz", ".tar", ".zip")):
        spark.sparkContext.addFile(path)
        return f"shipped:{os.path.basename(path)}"
    spark.sparkContext.addArchive(f"{os.path.abspath(path)}#{name}")
    return f"shipped:{name}"


def _packed(package: Path) -> str:
    """An installed package as `npm pack` would pack it."""
    archive = os.path.join(tempfile.mkdtemp(prefix="isnad-"), "isnad.tgz")
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        for part in ("package.json", "bin", "dist"):
            tar.add(package / part, f"package/{part}", filter=lambda one: None if one.name.endswith(".cache") else one)
    return archive


def _shipped_files(spark: SparkSession, flags: list[str]) -> list[str]:
    """Files that options of `analyze` name are shipped as well: they lie where the tasks work."""
    for flag, value in zip(flags, flags[1:]):
        if flag == "--lexicon":
            spark.sparkContext.addFile(os.path.abspath(value))
    return [f"shipped:{os.path.basename(value)}" if before == "--lexicon" else value for before, value in zip(["", *flags], flags)]


def asked(program: Program, step: str, *flags: str, stdin: bytes = b"") -> bytes:
    """What `analyze` answers on this machine."""
    run = subprocess.run(program.command(step, *flags), input=stdin, stdout=subprocess.PIPE, check=False)
    if run.returncode != 0:
        raise SystemExit(run.returncode)
    return run.stdout


# --------------------------------------------------------------------------------------------------------- the inputs


def is_address(path: str) -> bool:
    return "://" in path


def is_parquet(path: str) -> bool:
    return path.rstrip("/").endswith(".parquet")


def named(options: argparse.Namespace) -> list[str]:
    """What is named on the command line and in the list."""
    paths = list(options.input)
    if options.files_from:
        with opened(options.files_from) as file:
            content = file.read()
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8")
        paths += [options.prefix + line for line in text.splitlines() if line.strip()]
    return paths


def remote(address: str) -> list[tuple[str, int]]:
    """The files behind an address, which may end in a pattern, with their sizes; a web server is asked for nothing."""
    scheme, _, rest = address.partition("://")
    if scheme in ("http", "https"):
        return [(address, TASK_BYTES)]
    filesystem, path = fs.FileSystem.from_uri(f"s3://{rest}" if scheme in ("s3a", "s3n") else address)
    start = address[: len(address) - len(path)]
    if not any(mark in path for mark in "*?["):
        info = filesystem.get_file_info(path)
        if info.type == fs.FileType.File:
            return [(address, info.size)]
        found, pattern = filesystem.get_file_info(fs.FileSelector(path, recursive=True)), "*"
    else:
        folder = path[: min(path.find(mark) for mark in "*?[" if mark in path)].rpartition("/")[0]
        found, pattern = filesystem.get_file_info(fs.FileSelector(folder, recursive=True)), path
    files = [info for info in found if info.type == fs.FileType.File and fnmatch.fnmatch(info.path, pattern)]
    return [(start + info.path, info.size) for info in sorted(files, key=lambda info: info.path)]


Listed = tuple[str, str, Optional[str], str]


def listed(program: Program, paths: list[str]) -> tuple[list[Listed], list[Head], int]:
    """The files to be cut, what is wrong with others, and the bytes of them all."""
    files: list[Listed] = []
    problems: list[Head] = []
    size = 0
    here = [path for path in paths if not is_address(path)]
    if here:
        answer = asked(program, "list", "--files-from", "-", stdin="\0".join([*here, ""]).encode("utf-8", "surrogateescape"))
        for found in map(json.loads, answer.splitlines()):
            if "problem" in found:
                problems.append(found["problem"])
                continue
            place = found["location"]
            location = place if isinstance(place, str) else os.fsdecode(bytes.fromhex(place["hex"]))
            files.append((found["path"], found["inside"], found["outlet"], location))
            size += os.stat(location).st_size
    for address in filter(is_address, paths):
        for location, length in remote(address):
            files.append((location, location.rpartition("/")[2], None, location))
            size += length
    return files, problems, size


def parquet_pieces(spark: SparkSession, paths: list[str]) -> DataFrame:
    """Rows of Parquet files as pieces of one record each; they are numbered from 1 in their file."""
    base = "" if any(os.path.isabs(path) or is_address(path) for path in paths) else os.getcwd() + "/"

    def heads(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = batch.to_pydict()
            names = [_named(path, base) for path in rows["path"]]
            head = {"inside": "", "format": "jsonl", "count": 1, "step": 1, "context": {"encoding": "utf-8", "format": "parquet"}}
            yield pa.RecordBatch.from_pydict(
                {
                    "path": names,
                    "first": rows["first"],
                    "head": [json.dumps({**head, "path": name, "first": n}, ensure_ascii=False) for name, n in zip(names, rows["first"])],
                    "body": [row.encode() for row in rows["row"]],
                },
                PIECES_ARROW,
            )

    table = spark.read.parquet(*paths)
    rows = table.select(
        F.col("_metadata.file_path").alias("path"),
        (F.col("_metadata.row_index") + 1).alias("first"),
        F.to_json(F.struct(*[F.col(f"`{name}`") for name in table.columns])).alias("row"),
    )
    return rows.mapInArrow(heads, PIECES)


def _named(address: str, base: str) -> str:
    """`file:///home/a/news/x.parquet` -> `news/x.parquet`, where that was named."""
    if not address.startswith("file:"):
        return address
    path = "/" + unquote(address[5:]).lstrip("/")
    return path[len(base) :] if base and path.startswith(base) else path


# ---------------------------------------------------------------------------------------------------- the two stations

PIECES_ARROW = pa.schema([("path", pa.string()), ("first", pa.int64()), ("head", pa.string()), ("body", pa.binary())])


def cut(program: Program) -> Any:
    """Files in, pieces out."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        files = (File(**row) for batch in batches for row in batch.to_pylist())
        held: list[Frame] = []
        size = 0
        for answer in answers(program.command("cut"), files):
            held.append(cast(Frame, answer))
            size += len(cast(Frame, answer)[1])
            if size >= BATCH_BYTES or len(held) >= BATCH_LINES:
                yield _pieces(held)
                held, size = [], 0
        if held:
            yield _pieces(held)

    return run


def _pieces(frames: list[Frame]) -> pa.RecordBatch:
    heads = [json.loads(line) for line, _ in frames]
    columns = {
        "path": [head.get("path") or "" for head in heads],
        "first": [head.get("first", 0) for head in heads],
        "head": [line.decode("utf-8").rstrip() for line, _ in frames],
        "body": [body for _, body in frames],
    }
    return pa.RecordBatch.from_pydict(columns, PIECES_ARROW)


def work(program: Program, schema: Schema, heap: int, timeout: float) -> Any:
    """Pieces in, rows of all tables out, a document's together."""
    # The program keeps the time itself; this is for the case that it can't.
    seconds = 2 * timeout + 60 if timeout > 0 else None

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        arrow = arrow_schema(schema)
        requests = (
            Piece(json.loads(head), body)
            for batch in batches
            for head, body in zip(batch.column("head").to_pylist(), batch.column("body").to_pylist())
        )
        held: list[bytes] = []
        size = 0
        for line in answers(program.command("work", "--heap", str(heap)), requests, seconds):
            held.append(cast(bytes, line))
            size += len(line)
            if size >= BATCH_BYTES or len(held) >= BATCH_LINES:
                yield from _rows(held, size, arrow)
                held, size = [], 0
        if held:
            yield from _rows(held, size, arrow)

    return run


def _rows(lines: list[bytes], size: int, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    read = pyarrow.json.ReadOptions(use_threads=False, block_size=size + 1)
    parse = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    table = pyarrow.json.read_json(io.BytesIO(b"".join(lines)), read, parse)
    yield from table.select(schema.names).cast(schema).combine_chunks().to_batches()


def arrow_schema(schema: Schema) -> pa.Schema:
    """A list of rows for each table."""
    return pa.schema(
        [
            (table, pa.list_(pa.struct([(column["name"], ARROW[column["type"]]) for column in columns])))
            for table, columns in schema["tables"].items()
        ]
    )


def spark_schema(schema: Schema) -> StructType:
    return StructType(
        [
            StructField(table, ArrayType(StructType([StructField(c["name"], SPARK[c["type"]]) for c in columns])))
            for table, columns in schema["tables"].items()
        ]
    )


# ---------------------------------------------------------------------------------------------------------- the whole


def pieces(spark: SparkSession, program: Program, options: argparse.Namespace) -> DataFrame:
    """All inputs as pieces, spread over the tasks."""
    paths = named(options)
    files, problems, size = listed(program, [path for path in paths if not is_parquet(path)])
    cores = spark.sparkContext.defaultParallelism
    parts = options.partitions or max(TASKS_A_CORE * cores, size // TASK_BYTES)
    tables = [path for path in paths if is_parquet(path)]
    whole = spark.createDataFrame([], PIECES)
    if files:
        rows = spark.sparkContext.parallelize(files, min(len(files), parts))
        whole = whole.union(spark.createDataFrame(rows, FILES).mapInArrow(cut(program), PIECES))
    if problems:
        heads = [(problem["path"], 0, json.dumps({"problem": problem}), b"") for problem in problems]
        whole = whole.union(spark.createDataFrame(heads, PIECES))
    if tables:
        whole = whole.union(parquet_pieces(spark, tables))
    # By what the pieces are, not in turn: a task that is run again sends each to where it went before.
    return whole.repartition(parts, "path", "first") if options.split == "records" else whole


def analyse(spark: SparkSession, options: argparse.Namespace) -> None:
    tool = program(spark, options)
    for file in ("isnad_filter.py", "job.py"):
        spark.sparkContext.addPyFile(str(HERE / file))
    schema: Schema = json.loads(asked(tool, "schema"))
    output = options.output.rstrip("/")
    staged = f"{output}/_rows"
    if not options.overwrite and _exists(spark, output):
        raise SystemExit(f"{output} is there already; --overwrite writes over it")
    filtered = pieces(spark, tool, options).mapInArrow(work(tool, schema, options.heap, options.timeout), spark_schema(schema))
    filtered.write.mode("overwrite").parquet(staged)
    rows = spark.read.schema(spark_schema(schema)).parquet(staged)
    for table in schema["tables"]:
        columns = [F.expr(PARTITIONS[name]).alias(name) for name in options.partition_by if table != "errors"]
        found = rows.select(*columns, F.explode(table).alias("row")).select(
            "row.*", *[name for name in options.partition_by if columns and name not in {c["name"] for c in schema["tables"][table]}]
        )
        if table == "errors":
            found = found.where("code <> 'not-arabic'")
        write = found.write.mode("overwrite")
        (write.partitionBy(*options.partition_by) if columns else write).parquet(f"{output}/{table}.parquet")
    print(_summary(rows))
    _remove(spark, staged)


def _summary(rows: DataFrame) -> str:
    others = F.size(F.filter("errors", lambda error: error["code"] == "not-arabic"))
    sums = rows.select(
        F.sum(F.when(F.col("documents").isNotNull(), F.size("documents"))).alias("documents"),
        F.sum(F.when(F.col("errors").isNotNull(), F.size("errors") - others)).alias("errors"),
        F.sum(F.when(F.col("errors").isNotNull(), others)).alias("others"),
    ).first()
    done, failed, others_count = (sums[0] or 0, sums[1] or 0, sums[2] or 0) if sums else (0, 0, 0)
    passed = f", {others_count:,} not in Arabic passed over" if others_count else ""
    return f"analyze: {done:,} analysed, {failed:,} failed{passed}"


def _path(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """A file system of Hadoop and a path of it: whatever Spark writes to."""
    context: Any = spark.sparkContext
    made = context._jvm.org.apache.hadoop.fs.Path(path)
    return made.getFileSystem(context._jsc.hadoopConfiguration()), made


def _exists(spark: SparkSession, path: str) -> bool:
    filesystem, made = _path(spark, path)
    return bool(filesystem.exists(made)) and len(filesystem.listStatus(made)) > 0


def _remove(spark: SparkSession, path: str) -> None:
    filesystem, made = _path(spark, path)
    filesystem.delete(made, True)


def views(spark: SparkSession, schema: Schema, folder: str) -> None:
    """Tables of a run (of this job, or of `analyze -o folder.parquet/`) and the views over them, by their names."""
    for table in schema["tables"]:
        path = f"{folder.rstrip('/')}/{table}.parquet"
        if _exists_at(spark, path):
            spark.read.parquet(path).createOrReplaceTempView(table)
    for name, sql in schema["views"].items():
        spark.sql(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {sql}")


def _exists_at(spark: SparkSession, path: str) -> bool:
    filesystem, made = _path(spark, path)
    return bool(filesystem.exists(made))


def main(argv: list[str]) -> None:
    options = arguments(argv)
    spark = (
        SparkSession.builder.appName("isnad")
        # Pieces are large: a few of them at a time are handed to Python.
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "32")
        .getOrCreate()
    )
    if options.sql:
        views(spark, json.loads(asked(program(spark, options), "schema")), options.output)
        for row in spark.sql(options.sql).toLocalIterator():
            print(json.dumps(row.asDict(recursive=True), ensure_ascii=False, default=str))
    else:
        analyse(spark, options)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
