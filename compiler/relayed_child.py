"""The child of ``compiler.relayed``: a text, a model asked through a pipe, one result."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

from compiler.confined import confine
from compiler.extract.extractor import Extraction, Reading
from compiler.extract.model.plain import plain_rule
from compiler.pipeline import compile_again
from llm import ModelError, Reply, Request, Vectors
from rules.draft import Draft
from rules.vocabulary import Attribute, standard_vocabulary


class Piped:
    """A client that asks whoever started this process."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        self._questions = questions
        self._answers = answers
        self._lock = threading.Lock()
        self._waiting: dict[int, threading.Event] = {}
        self._came: dict[int, dict[str, Any]] = {}
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def complete(self, request: Request) -> Reply:
        """One reply; ModelError as the door outside raised it."""
        with self._lock:
            self._number += 1
            number = self._number
            came = self._waiting[number] = threading.Event()
        self.say({"ask": number, "request": request.model_dump(mode="json")})
        came.wait()
        answer = self._came.pop(number)
        if "reply" in answer:
            return Reply.model_validate(answer["reply"])
        raise ModelError(answer["code"], answer["detail"])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors are not asked for here."""
        raise ModelError("LM141")

    def say(self, message: dict[str, Any]) -> None:
        """One line out."""
        with self._lock:
            self._questions.write(json.dumps(message).encode() + b"\n")
            self._questions.flush()

    def _listen(self) -> None:
        for line in self._answers:
            answer = json.loads(line)
            number = answer["answer"]
            self._came[number] = answer
            self._waiting.pop(number).set()
        os._exit(1)  # nobody is there any more


def main() -> int:
    """One task from standard input; questions, answers and the result as lines."""
    task = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no line of ours
    confine(task["seconds"], task["megabytes"])
    tempfile.tempdir = os.devnull  # no file can be written: a cache is not even looked for
    client = Piped(out, sys.stdin.buffer)
    vocabulary = standard_vocabulary().extended(
        tuple(Attribute.model_validate(a) for a in task["attributes"])
    )
    draft = Draft.model_validate(task["draft"])
    if task["what"] == "explain":
        known = vocabulary.extended(draft.ruleset.attributes)
        with ThreadPoolExecutor(max_workers=task["workers"]) as pool:
            told = pool.map(
                lambda rule: plain_rule(client, rule, draft.document, known), draft.ruleset.rules
            )
            rules = zip(draft.ruleset.rules, told, strict=True)
            done = {"rules": {rule.id: one.model_dump(mode="json") for rule, one in rules}}
    else:
        wanted = Extraction(Reading(task["reading"]), client, workers=task["workers"])
        again = compile_again(draft, vocabulary, extraction=wanted)
        done = {"draft": again.model_dump(mode="json", by_alias=True)}
    client.say({"done": done})
    out.close()
    return 0


if __name__ == "__main__":
    try:
        code = main()
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stderr.flush()
    os._exit(code)  # the listening thread waits for a line that will not come
