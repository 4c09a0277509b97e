"""The filter against a program that dies, hangs and stutters as it is told. Needs nothing but Python; prints a line a check."""

import json
import os
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "src", "spark"))
from isnad_filter import File, Piece, answers, frame  # noqa: E402

#: Answers each word of a piece with a line; some words do something else.
PROGRAM = r"""
import json, os, signal, sys, time
for line in iter(sys.stdin.buffer.readline, b""):
    head = json.loads(line)
    words = sys.stdin.buffer.read(head["length"]).decode().split()
    words = words[head["skip"]:head["skip"] + head.get("take", 1000)]
    # Its answers to the others are still on their way when it dies.
    if "EARLY" in words: os.kill(os.getpid(), signal.SIGKILL)
    for word in words:
        once = word.partition(":")[2]
        if word == "KILL": os.kill(os.getpid(), signal.SIGKILL)
        if word == "EXIT": sys.exit(3)
        if word == "PID": word = str(os.getpid())
        if word == "HANG": time.sleep(60)
        if word == "HALF": sys.stdout.write("half a line"); sys.stdout.flush(); os.kill(os.getpid(), signal.SIGKILL)
        if once and not os.path.exists(once):
            open(once, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        print(json.dumps({"documents": [word.partition(":")[0]]}), flush=True)
    print(flush=True)
"""
# Without `site` a Python starts in a tenth of the time.
PYTHON = [sys.executable, "-S", "-c"]
COMMAND = [*PYTHON, PROGRAM]
CUT = r"""
import json, sys
read = sys.stdin.buffer
def frame():
    head = json.loads(read.readline() or "null")
    return head and (head, read.read(head["length"]))
while one := frame():
    while (chunk := frame())[1]:
        for word in chunk[1].split():
            if word == b"EXIT": sys.stdout.flush(); sys.exit(1)
            sys.stdout.write(json.dumps({"length": len(word)}) + "\n" + word.decode())
    sys.stdout.write('{"end":true,"length":0}\n'); sys.stdout.flush()
"""


def piece(first, words):
    return Piece({"path": "a", "format": "jsonl", "first": first, "count": len(words.split()), "step": 1}, words.encode())


def told(pieces, seconds=None, command=COMMAND):
    found = []
    for line in answers(command, iter(pieces), seconds):
        row = json.loads(line)
        found.append(row["documents"][0] if "documents" in row else f"{row['errors'][0]['path']} {row['errors'][0]['code']}")
    return found


def check(name, found, expected):
    if found != expected:
        raise SystemExit(f"{name}: {found} is not {expected}")
    print(f"ok {name}")


folder = tempfile.mkdtemp()
# It is waited for three times, while the others are checked; with a command of its own, whose process no other check takes over.
hanging = threading.Thread(target=lambda: waited_for.extend(told([piece(1, "a HANG b")], seconds=0.7, command=[*PYTHON, PROGRAM + "# hangs"])))
waited_for = []
hanging.start()
once = os.path.join(folder, "once")
check("nothing", told([]), [])
check("in order", told([piece(1, "a b"), piece(3, ""), piece(3, "c")]), ["a", "b", "c"])
check("what kills it is a failure, and nothing else", told([piece(1, "a KILL b"), piece(4, "c")]), ["a", "a#2 crashed", "b", "c"])
check("several in a row", told([piece(1, "KILL EXIT KILL"), piece(4, "d KILL")]), ["a#1 crashed", "a#2 crashed", "a#3 crashed", "d", "a#5 crashed"])
check("answers that were lost with it", told([piece(1, "a b EARLY c"), piece(5, "EARLY e")]), ["a", "b", "a#3 crashed", "c", "a#5 crashed", "e"])
check("half an answer is none", told([piece(1, "HALF b")]), ["a#1 crashed", "b"])
check("a process that is killed from outside costs nothing", told([piece(1, f"a b:{once} c")]), ["a", "b", "c"])
check("a step", told([Piece({"path": "a", "format": "jsonl", "first": 2, "count": 2, "step": 4}, b"x KILL")]), ["x", "a#6 crashed"])
whole = Piece({"path": "a.html", "format": "html", "first": 0}, b"KILL")
check("a file that is one document", told([whole, piece(1, "a")]), ["a.html crashed", "a"])
many = Piece({"path": "a.json", "format": "json", "first": 0}, b"a KILL b KILL KILL c")
check("records that were not counted", told([many, piece(1, "z")]), ["a", "a.json#2 crashed", "b", "a.json#4 crashed", "a.json#5 crashed", "z"])
hanging.join()
check("one that gives no answer", waited_for, ["a", "a#2 crashed", "b"])

# A slow reader: only so much is read ahead.
taken = []


def counted():
    for n in range(1000):
        taken.append(n)
        yield piece(n + 1, "a")


slow = answers(COMMAND, counted())
for _ in range(3):
    next(slow)
time.sleep(0.5)
before = threading.active_count()
check("what is read ahead is bounded", len(taken) <= 3 + Piece.ahead, True)
slow.close()
time.sleep(0.3)
check("its process and threads end with it", threading.active_count() < before, True)

# Files.
for name, content in {"a": "x y", "b": "z EXIT w", "c": "v"}.items():
    with open(os.path.join(folder, name), "w") as file:
        file.write(content)
files = [File(name, name, None, os.path.join(folder, name)) for name in ("a", "b", "missing", "c")]
found = [body.decode() or json.loads(line)["problem"] for line, body in answers([*PYTHON, CUT], iter(files))]
check("a process serves one task after the other", told([piece(1, "PID")]), told([piece(1, "PID")]))
check("files: all but what is broken", [one for one in found if isinstance(one, str)], ["x", "y", "z", "v"])
check("the broken ones are told", [one["path"] for one in found if isinstance(one, dict)], ["b", "missing"])
check("a frame", frame({"path": "ا"}, b"ab"), '{"path": "ا", "length": 2}\nab'.encode())
