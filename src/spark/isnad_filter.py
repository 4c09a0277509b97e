"""A process of `analyze` as a filter: requests in, answers out, whatever happens to the process.

Nothing here knows Spark. Requests are written by a thread of their own and answers read by another, both through short queues: a slow
process holds up whoever asks, and whoever is slow to take the answers holds up the process. A process that dies is started again and
goes on behind what it has answered, first with one document at a time: answers on their way are lost with it, so that it may have died of a later
one. Where it dies twice of one that it has alone, a failure stands in the answer's place.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import urllib.request
from collections import deque
from typing import Any, BinaryIO, Callable, Iterable, Iterator, Optional, Union

#: Bytes of requests that may be on their way; answers that may wait.
AHEAD_BYTES = 4_000_000
WAITING = 32
#: Deaths of one document, alone, after which it is passed over.
TRIES = 2
#: Bytes of a file in one frame: those that the program reads at a time itself.
CHUNK = 1 << 18

Head = dict[str, Any]
#: A frame as it came: its line and its bytes.
Frame = tuple[bytes, bytes]
Answer = Union[bytes, Frame]


def frame(head: Head, body: bytes = b"") -> bytes:
    """A line of JSON that tells how many bytes follow, and the bytes."""
    return json.dumps({**head, "length": len(body)}, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" + body


class Piece:
    """Some documents that were cut from a file: the answers are lines of rows, one for each."""

    #: So many may be on their way.
    ahead = 8

    def __init__(self, head: Head, body: bytes) -> None:
        self.head = head
        self.body = body
        self.size = len(body)
        self.answered = 0
        self.passed_over = False
        #: One document after the other, and nothing behind them.
        self.careful = False
        self._asked = -1

    def chunks(self) -> Iterator[bytes]:
        self._asked = self.answered
        yield frame({**self.head, "skip": self.answered, **({"take": 1} if self.careful else {})}, self.body)

    def unfinished(self) -> bool:
        """Has to be asked for more, at the end of an answer."""
        count = self.head.get("count")
        more = self.answered < count if count is not None else self.answered > self._asked and self.head.get("format") == "json"
        return self.careful and more

    @staticmethod
    def answers(pipe: BinaryIO) -> Iterator[Optional[bytes]]:
        """Lines; None where a piece ends. A line that breaks off is no answer."""
        for line in pipe:
            if line == b"\n":
                yield None
            elif line.endswith(b"\n"):
                yield line

    def is_new(self) -> bool:
        self.answered += 1
        self.passed_over = False
        return True

    def failure(self, why: str) -> tuple[bytes, bool]:
        """The row for the document that brought the process down, and whether another one may come."""
        first, step = int(self.head.get("first", 0)), int(self.head.get("step", 1))
        name = self.head.get("path") or "<stdin>"
        if first > 0:
            name = f"{name}#{first + self.answered * step}"
        elif self.answered > 0:
            name = f"{name}#{self.answered + 1}"
        self.answered += 1
        count, stuck = self.head.get("count"), self.passed_over
        self.passed_over = True
        more = self.answered < count if count is not None else self.head.get("format") == "json" and not stuck
        row = {"path": name, "code": "crashed", "message": why}
        return json.dumps({"errors": [row]}, ensure_ascii=False).encode() + b"\n", more


class File:
    """A file that is to be cut: the answers are frames with its pieces."""

    size = 0
    #: One after the other: where one can't be read, it is that one.
    ahead = 1
    careful = True

    def __init__(self, path: str, inside: str, outlet: Optional[str], location: str) -> None:
        self.path = path
        self.head = {"path": path, "inside": inside, "outlet": outlet}
        self.location = location
        self.answered = 0
        self.seen = 0

    def chunks(self) -> Iterator[bytes]:
        # What an earlier process gave comes again, and is passed over.
        self.seen = 0
        yield frame(self.head)
        with opened(self.location) as file:
            while chunk := file.read(CHUNK):
                yield frame({}, chunk)
        yield frame({})

    def unfinished(self) -> bool:
        return False

    @staticmethod
    def answers(pipe: BinaryIO) -> Iterator[Optional[Frame]]:
        """Frames; None where a file ends. What breaks off is no answer."""
        while (line := pipe.readline()).endswith(b"\n"):
            head = json.loads(line)
            body = pipe.read(head["length"])
            if len(body) < head["length"]:
                return
            yield None if head.get("end") else (line, body)

    def is_new(self) -> bool:
        self.seen += 1
        if self.seen <= self.answered:
            return False
        self.answered += 1
        return True

    def failure(self, why: str) -> tuple[Frame, bool]:
        problem = {"path": self.path, "code": "not-readable", "message": f"it can't be cut: {why}"}
        return (frame({"path": self.path, "first": 0, "problem": problem}), b""), False


Request = Union[Piece, File]


def opened(location: str) -> BinaryIO:
    """A file of this machine, of a web server, or of what pyarrow knows (`s3://`, `hdfs://`, `gs://`), as a stream."""
    scheme, colon, rest = location.partition("://")
    if not colon:
        return open(location, "rb")
    if scheme in ("http", "https"):
        return urllib.request.urlopen(location)  # type: ignore[no-any-return]
    from pyarrow import fs

    filesystem, path = fs.FileSystem.from_uri(f"s3://{rest}" if scheme in ("s3a", "s3n") else location)
    return filesystem.open_input_stream(path, compression=None)  # type: ignore[no-any-return]


class Process:
    """A running filter with its two threads."""

    def __init__(self, command: list[str], read: Callable[[BinaryIO], Iterator[Optional[Answer]]]) -> None:
        self._requests: queue.Queue[Optional[Request]] = queue.Queue()
        self._answers: queue.Queue[Union[Answer, None, Exception]] = queue.Queue(WAITING)
        self._read = read
        self._failed: Optional[Exception] = None
        self._ended = False
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for work in (self._writing, self._reading):
            threading.Thread(target=work, daemon=True).start()

    def send(self, request: Optional[Request]) -> None:
        """Asks for something; None: nothing more."""
        self._requests.put(request)

    def answer(self, seconds: Optional[float]) -> Optional[Answer]:
        """The next answer, None at the end of one request's; `Died` where there is none."""
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise Died(f"the process gave no answer for {seconds:.0f} s") from None
        if isinstance(answer, Exception):
            self._ended = True
            raise answer
        return answer

    def close(self) -> None:
        """Ends the process, however far it is, and its threads."""
        self._process.kill()
        self._requests.put(None)
        while not self._ended:
            self._ended = isinstance(self._answers.get(), Exception)
        self._process.wait()

    def _writing(self) -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            while (request := self._requests.get()) is not None:
                for chunk in request.chunks():
                    pipe.write(chunk)
                pipe.flush()
            pipe.close()
        except BrokenPipeError:
            pass  # It has gone: the other thread tells why.
        except Exception as error:  # What was to be sent can't be read.
            self._failed = error
            self._process.kill()

    def _reading(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        for answer in self._read(pipe):  # type: ignore[arg-type]
            self._answers.put(answer)
        code = self._process.wait()
        died = f"the process died of signal {-code}" if code < 0 else f"the process ended with code {code}"
        self._answers.put(Died(str(self._failed) if self._failed else died))


class Died(Exception):
    """A process gives no answer any more."""


#: Processes that wait for the next task, which is saved their start: by their commands.
_idle: dict[tuple[str, ...], Process] = {}


def _has_room(waiting: deque[Request]) -> bool:
    if not waiting:
        return True
    return not waiting[0].careful and len(waiting) < waiting[0].ahead and sum(request.size for request in waiting) < AHEAD_BYTES


def _send(process: Process, requests: Iterable[Request]) -> None:
    """Those that were held back."""
    for request in requests:
        process.send(request)


def answers(command: list[str], requests: Iterator[Request], seconds: Optional[float] = None) -> Iterator[Answer]:
    """The answers to all requests, in order."""
    waiting: deque[Request] = deque()
    process: Optional[Process] = None
    deaths = 0
    ended = False
    try:
        while True:
            while not ended and _has_room(waiting):
                request = next(requests, None)
                if request is None:
                    ended = True
                    break
                process = process or _idle.pop(tuple(command), None) or Process(command, request.answers)
                waiting.append(request)
                process.send(request)
            if not waiting or process is None:
                return
            first = waiting[0]
            try:
                answer = process.answer(seconds)
            except Died as death:
                process.close()
                process = Process(command, first.answers)
                deaths = deaths + 1 if first.careful else 0
                first.careful = True
                if deaths < TRIES:
                    process.send(first)
                    continue
                deaths = 0
                failure, more = first.failure(str(death))
                yield failure
                if more:
                    process.send(first)
                else:
                    waiting.popleft()
                    _send(process, waiting)
                continue
            if answer is not None:
                if first.is_new():
                    deaths = 0
                    yield answer
            elif first.unfinished():
                process.send(first)
            else:
                waiting.popleft()
                if first.careful:
                    _send(process, waiting)
    finally:
        if process is not None:
            if ended and not waiting and tuple(command) not in _idle:
                _idle[tuple(command)] = process
            else:
                process.close()
