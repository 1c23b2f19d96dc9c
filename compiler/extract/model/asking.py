"""Asking: questions to a client, several at once, with a record of every reply that was used."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from compiler.extract.model.align import Misfit
from compiler.extract.model.tasks import Question
from llm import Answered, Client, Failed, ask_for
from rules.provenance import ReplyRecord

#: Complaints shown to a model when it is asked to mend its quotes.
_MOST_COMPLAINTS = 20


class Answer(NamedTuple):
    """An object that keeps its schema, and the record of the reply it stands in."""

    data: dict[str, Any]
    record: ReplyRecord


@dataclass
class Asker:
    """Asks one document's questions; a trouble that will not pass is met once, not every time."""

    client: Client
    text: str
    workers: int = 4
    lasting: Failed | None = None
    records: list[ReplyRecord] = field(default_factory=list)

    def ask_all(self, questions: Sequence[Question]) -> list[Answer | Failed]:
        """The answers in the order of the questions."""
        if len(questions) < 2 or self.workers < 2:
            outcomes = [self._asked(question) for question in questions]
        else:
            with ThreadPoolExecutor(max_workers=min(self.workers, len(questions))) as pool:
                outcomes = list(pool.map(self._asked, questions))
        for outcome in outcomes:
            if isinstance(outcome, Answer) and outcome.record not in self.records:
                self.records.append(outcome.record)
        return outcomes

    def _asked(self, question: Question) -> Answer | Failed:
        if self.lasting is not None:
            return self.lasting
        request = question.request
        outcome = ask_for(self.client, request, lambda data: self._complaints(question, data))
        if isinstance(outcome, Failed):
            if outcome.lasting:
                self.lasting = outcome
            return outcome
        return Answer(outcome.data, _record(question, outcome))

    def _complaints(self, question: Question, data: dict[str, Any]) -> list[str]:
        """Quotes that do not stand in the text, as the model is told of them."""
        aligner = question.aligner(self.text)
        found = []
        for name, nodes in data.items():
            for node in nodes:
                if not node["quote"] and node.get("kind") in ("all", "any", "at_least"):
                    continue
                quote = aligner.quote(node["quote"], node["clause"])
                if isinstance(quote, Misfit):
                    found.append(f"{name}：引文「{node['quote'][:80]}」{quote.reason}")
        return found[:_MOST_COMPLAINTS]


def _record(question: Question, outcome: Answered) -> ReplyRecord:
    request, reply = question.request, outcome.reply
    return ReplyRecord(
        hash=reply.hash,
        request=request.hash,
        task=request.task,
        prompt_version=request.prompt_version,
        model=reply.model,
        method=reply.method,
        temperature=request.temperature,
        max_tokens=request.max_tokens,
        sample=request.sample,
        repaired=outcome.repaired,
    )
