"""Questions written out for a person to answer, and the answers put where a replay finds them.

``Worksheet`` is a client: what has no answer yet becomes ``<task>-<hash>/question.md``; the answer
is written beside it as ``reply.json`` and is taken up the next time. Asking again makes the
questions that depend on the answers, until nothing is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compiler.extract.model.prompt import TASKS, load_prompt
from llm import ModelError, Replay, Reply, Request, Vectors

#: Where the answers go, below the folder of the worksheet.
REPLIES = "replies"
NOTE = "按 prompts/ 的提示词、对照原文逐条写成的示范回答，不是某个在线模型的输出"


@dataclass
class Worksheet:
    """Answers from what was written by hand; notes what is still to be written."""

    folder: Path
    note: str = NOTE
    open: list[Path] = field(default_factory=list)
    answered: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._replay = Replay(self.folder / REPLIES)
        for task in TASKS:
            prompt = load_prompt(task)
            lines = [f"# {task}，提示词版本 {prompt.version}", "", prompt.system]
            for example in prompt.examples:
                lines += ["", "## 示例", "", example.source, "", "## 示例的回答", "", example.reply]
            self._write(self.folder / "prompts" / f"{task}.md", "\n".join(lines) + "\n")

    def complete(self, request: Request) -> Reply:
        """The answer beside the question; ModelError LM131 when nobody has written it yet."""
        task = next(t for t in TASKS if t == request.task)
        if (
            len(request.messages) > 2 * len(load_prompt(task).examples) + 2
        ):  # asked to mend what was written
            self.complaints.append(request.messages[-1].content.split("\n请重新给出")[0])
            raise ModelError("LM131", request.task)
        place = self.folder / f"{request.task}-{request.hash[:10]}"
        self._write(place / "question.md", request.messages[-1].content + "\n")
        written = place / "reply.json"
        if not written.is_file():
            self.open.append(written)
            raise ModelError("LM131", str(written))
        reply = Reply(
            text=written.read_text(encoding="utf-8"), finish="stop", model="recorded",
            method="json_schema",
        )  # fmt: skip
        self._replay.record(request, reply, self.note)
        self.answered += 1
        return reply

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Nobody writes vectors by hand."""
        return self._replay.embed(texts)

    def _write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
