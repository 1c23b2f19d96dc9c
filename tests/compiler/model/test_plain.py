"""A rule in plain Chinese: only sentences that rest on the rule's words and say no other figure."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from compiler import compile_document
from compiler.extract.model.plain import plain_rule
from llm import ModelError, Reply, Request, Vectors
from rules.vocabulary import standard_vocabulary
from tests.compiler.model.test_reading import DATA

DRAFT = compile_document(DATA, "t.txt")
RULE = DRAFT.ruleset.rules[0]
QUOTE = {"quote": "给予一次性奖励50万元", "clause": ""}


class Says:
    """Gives one answer, whatever it is asked."""

    def __init__(self, *sentences: dict[str, str]) -> None:
        self.text = json.dumps({"sentences": sentences}, ensure_ascii=False)
        self.asked: list[Request] = []

    def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        return Reply(text=self.text, finish="stop", model="m", method="text")

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise ModelError("LM141")


def told(*sentences: dict[str, str]) -> list[str]:
    found = plain_rule(Says(*sentences), RULE, DRAFT.document, standard_vocabulary())
    assert found.left_out == len(sentences) - len(found.sentences)
    for sentence in found.sentences:
        assert DRAFT.document.holds(sentence.span)
    return [sentence.text for sentence in found.sentences]


def test_a_sentence_stands_beside_the_words_it_explains() -> None:
    text = "符合条件的企业，一次性奖励50万元。"
    assert told({**QUOTE, "text": text}) == [text]
    client = Says()
    assert plain_rule(client, RULE, DRAFT.document, standard_vocabulary()).sentences == ()
    (asked,) = client.asked
    assert "[R1]" in asked.messages[-1].content
    assert "给予一次性奖励50万元" in asked.messages[-1].content


@pytest.mark.parametrize(
    "sentence",
    [
        {**QUOTE, "text": "一次性奖励500万元。"},
        {**QUOTE, "text": "一次性奖励5万元。"},
        {**QUOTE, "text": "每年奖励50万元，连续三年。"},
        {**QUOTE, "text": "一次性奖励五十万元的两倍。"},
        {**QUOTE, "text": "给的是50万元，来年翻倍。"},
        {**QUOTE, "text": "奖励50万元，最多三成给个人。"},
        {**QUOTE, "text": ""},
        {**QUOTE, "text": "长" * 500},
        {"quote": "给予一次性奖励500万元", "clause": "", "text": "一次性奖励。"},
    ],
)
def test_a_sentence_that_says_more_than_its_quote_is_not_shown(sentence: dict[str, str]) -> None:
    assert told(sentence) == []


def test_without_an_answer_there_are_no_plain_sentences() -> None:
    client = Says()
    client.text = "不"
    none = plain_rule(client, RULE, DRAFT.document, standard_vocabulary())
    assert none.sentences == ()
    assert none.failed
