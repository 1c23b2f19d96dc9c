"""Grammar and model as one draft: agreement once, conflicts first, no lie in the rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from llm import Replay
from rules.blocks import open_blocks
from rules.codec import dump_json
from rules.condition import Compare, Is, leaves
from rules.consensus import CONFLICTS
from rules.document import SentenceKind
from rules.draft import Draft
from rules.errors import Severity
from rules.review import BlockKind
from rules.ruling import AcceptAsIs
from rules.tree import nodes
from rules.wording_reading import describe_reading
from tests.compiler.model.honest import Change, Honest, Lines
from tests.compiler.model.test_reading import DATA, Dead

ROOT = Path(__file__).resolve().parents[3]


def draft_of(
    reading: Reading = Reading.BOTH, change: Change | None = None, data: bytes = DATA
) -> Draft:
    client = Honest(data, "t.txt", change)
    return compile_document(data, "t.txt", extraction=Extraction(reading, client))


GRAMMAR = compile_document(DATA, "t.txt")


def states(draft: Draft) -> Counter[tuple[str, str]]:
    return Counter((part.part, part.state) for part in draft.consensus)


def codes(draft: Draft) -> set[str]:
    return {d.code for d in draft.diagnostics}


def told(task: str, **fields: Any) -> Change:
    """The first node of the answer about the first item with other fields."""

    def change(asked: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if asked == "draft_tags" and "增长奖励" in lines["事项"]:
            answer[task][0].update(fields)
        return answer

    return change


def test_what_both_read_is_there_once_and_every_part_agrees() -> None:
    draft = draft_of()
    assert draft.ruleset == GRAMMAR.ruleset
    assert draft.ledger == GRAMMAR.ledger
    assert draft.diagnostics == GRAMMAR.diagnostics
    assert states(draft) == {("condition", "agree"): 9, ("award", "agree"): 2}
    assert "11 处一致，0 处读法不同" in describe_reading(draft)


@pytest.mark.parametrize(
    "slug", ["yunjiang-industry-growth-rules", "qingping-technology-rules", "yunjiang-guide-cards"]
)
def test_the_grammars_rules_are_unharmed_beside_an_honest_model(slug: str) -> None:
    (source,) = (ROOT / "policy_texts" / slug).glob("source.*")
    data = source.read_bytes()
    alone = compile_document(data, source.name)
    client = Honest(data, source.name)
    draft = compile_document(data, source.name, extraction=Extraction(Reading.BOTH, client))
    assert draft.ruleset.rules == alone.ruleset.rules
    assert draft.ledger == alone.ledger
    counts = Counter(part.state for part in draft.consensus)
    assert counts["agree"] > 0.9 * sum(counts.values())


@pytest.mark.parametrize(
    "change",
    [
        told("conditions", comparison="20000万元以上"),
        told("conditions", quote="上年度营业收入20000万元以上", comparison="20000万元以上"),
        told("conditions", name="纳税额"),
        told("conditions", kind="unparsed"),
        told("awards", value="500万元"),
        told("awards", quote="给予一次性奖励500万元", value="500万元"),
        lambda task, answer, lines: "",
        lambda task, answer, lines: {name: [] for name in answer},
        lambda task, answer, lines: {name: [{}] * 1000 for name in answer},
    ],
)
def test_a_lie_changes_no_rule_of_the_grammars_and_nothing_it_says(change: Change) -> None:
    draft = draft_of(change=change)
    assert draft.ruleset == GRAMMAR.ruleset
    assert draft.ledger == GRAMMAR.ledger
    errors = [d for d in draft.diagnostics if d.severity is Severity.ERROR]
    assert errors == [d for d in GRAMMAR.diagnostics if d.severity is Severity.ERROR]


def test_two_readings_of_one_place_block_until_a_person_has_ruled() -> None:
    """PC711: the grammar's reading stands, the model's is put beside it, and it comes first."""
    draft = draft_of(change=told("conditions", kind="is", name="营业收入2000万元以上", time=""))
    assert draft.ruleset.rules == GRAMMAR.ruleset.rules
    (clash,) = [p for p in draft.consensus if p.state == "conflict"]
    assert clash.grammar is not None
    assert clash.model is not None
    assert clash.grammar.condition != clash.model.condition
    assert clash.span.quote == "上年度营业收入2000万元以上"
    (problem,) = [d for d in draft.diagnostics if d.code == "PC711"]
    assert problem.severity is Severity.ERROR
    first, *_ = open_blocks(draft, [])
    assert first.kind is BlockKind.CONFLICT
    assert "语法读作" in first.message
    assert "模型读作" in first.message
    ruled = open_blocks(draft, [AcceptAsIs(block=first.id, why="语法的读法与原文一致")])
    assert first.id not in {b.id for b in ruled}


def test_a_sum_read_differently_keeps_both_before_the_reviewer() -> None:
    """PC714: 给予50万元 against 最高50万元."""
    draft = draft_of(change=told("awards", marks=["ceiling"]))
    assert draft.ruleset.rules == GRAMMAR.ruleset.rules
    (clash,) = [p for p in draft.consensus if p.state == "conflict"]
    assert clash.part == "award"
    assert clash.model is not None
    assert clash.model.award is not None
    assert clash.model.award.ceiling
    assert "PC714" in codes(draft)
    assert open_blocks(draft, [])[0].kind is BlockKind.CONFLICT


def added(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
    """A condition more, quoted from words that the grammar makes nothing of."""
    if task == "draft_tags" and "认定奖励" in lines["事项"]:
        more = {"quote": "单独申报", "clause": "A1", "name": "单独申报", "kind": "is", "marks": []}
        answer["conditions"].append({**answer["conditions"][0], **more, "id": "c99", "values": []})
    return answer


WITH_MORE = DATA.replace("认定奖励。对".encode(), "认定奖励（单独申报）。对".encode())


def test_a_condition_only_the_model_read_is_kept_marked_and_must_be_ruled_on() -> None:
    """PC712: it is in the rule, its sentence in the ledger, and it blocks."""
    draft = draft_of(change=added, data=WITH_MORE)
    alone = compile_document(WITH_MORE, "t.txt")
    (part,) = [p for p in draft.consensus if p.state == "model_only"]
    assert part.model is not None
    assert part.model.condition in list(leaves(draft.ruleset.rules[1].when))
    assert len(list(leaves(draft.ruleset.rules[1].when))) == 1 + len(
        list(leaves(alone.ruleset.rules[1].when))
    )
    assert "PC712" in codes(draft)
    assert any(b.span == part.span for b in open_blocks(draft, []))
    (origin,) = [o for o in draft.origins if o.read_by == ("model",)]
    assert origin.reply == part.model.reply
    assert {r.hash for r in draft.replies} >= {origin.reply}
    (entry,) = [e for e in draft.ledger if "单独申报" in e.span.quote]
    assert entry.rules == (draft.ruleset.rules[1].id,)
    assert entry.kind is SentenceKind.CONDITION


def test_an_item_only_one_of_them_found_is_kept_and_told() -> None:
    """PC715 blocks, PC716 reminds."""

    def one(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if task == "find_items":
            answer["items"] = answer["items"][1:]
        return answer

    draft = draft_of(change=one)
    assert draft.ruleset.rules == GRAMMAR.ruleset.rules
    assert states(draft)["item", "grammar_only"] == 1
    assert "PC716" in codes(draft)

    def more(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        home = next((k for k, said in lines.items() if "不重复支持" in said), "")
        if task == "find_items":
            item = {"quote": "按就高原则执行，不重复支持", "clause": home, "title": "第五条"}
            answer["items"].append(item)
        return answer

    class More(Honest):
        def draft_tags(self, lines: Lines) -> dict[str, Any]:
            if "就高" not in lines["引文"]:
                return super().draft_tags(lines)
            quote = {"quote": "按就高原则执行，不重复支持", "clause": "A1"}
            empty = dict.fromkeys(
                ("parent", "base", "unit", "step", "above", "at_most", "floor", "lasting"), ""
            )
            award = {
                **quote, **empty, "id": "a1", "kind": "in_kind", "value": "就高", "per": "once",
                "instalments": [], "choose": "highest", "marks": [],
            }  # fmt: skip
            rest: dict[str, Any] = {"conditions": [], "caps": [], "stacking": [], "notes": []}
            return {**rest, "awards": [award]}

        def shared_conditions(self, lines: Lines) -> dict[str, Any]:
            return {"conditions": [], "definitions": []}

    client = More(DATA, "t.txt", more)
    draft = compile_document(DATA, "t.txt", extraction=Extraction(Reading.BOTH, client))
    assert len(draft.ruleset.rules) == 3
    assert draft.ruleset.rules[:2] == GRAMMAR.ruleset.rules
    assert states(draft)["item", "model_only"] == 1
    assert "PC715" in codes(draft)
    assert any("只有模型读出这个事项" in b.message for b in open_blocks(draft, []))


def test_a_condition_only_the_grammar_read_stays_without_blocking() -> None:
    """PC713: a note; the reviewer sees it, nothing waits for it."""

    def fewer(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if task == "shared_conditions":
            answer["conditions"] = answer["conditions"][1:]
        return answer

    draft = draft_of(change=fewer)
    assert draft.ruleset.rules == GRAMMAR.ruleset.rules
    assert states(draft)["condition", "grammar_only"] == 2
    assert "PC713" in codes(draft)
    assert open_blocks(draft, []) == open_blocks(GRAMMAR, [])


def test_every_leaf_and_award_of_a_model_draft_names_the_reply_it_comes_from() -> None:
    draft = draft_of(Reading.MODEL)
    replies = {r.hash: r for r in draft.replies}
    expected = {
        (rule.id, span.start, span.end)
        for rule in draft.ruleset.rules
        for span in (rule.award.source, *(leaf.source for leaf in leaves(rule.when)))
    }
    assert expected <= {(o.rule, o.span.start, o.span.end) for o in draft.origins}
    for origin in draft.origins:
        assert origin.read_by == ("model",)
        reply = replies[origin.reply]
        assert (reply.model, reply.prompt_version, reply.temperature) == ("honest", "1", "0")
        assert reply.task in ("draft_tags", "shared_conditions")
    assert "没有与语法提取对照" in describe_reading(draft)


def test_a_replay_gives_the_same_draft_to_the_byte(tmp_path: Path) -> None:
    class Recording(Honest):
        def complete(self, request: Any) -> Any:
            reply = super().complete(request)
            Replay(tmp_path).record(request, reply)
            return reply

    for reading in (Reading.MODEL, Reading.BOTH):
        live = compile_document(
            DATA, "t.txt", extraction=Extraction(reading, Recording(DATA, "t.txt"))
        )
        played = [Extraction(reading, Replay(tmp_path), workers=w) for w in (1, 4)]
        again = [compile_document(DATA, "t.txt", extraction=one) for one in played]
        assert {d.model_dump_json() for d in again} == {live.model_dump_json()}
        assert dump_json(again[0].ruleset) == dump_json(live.ruleset)


@pytest.mark.parametrize("reading", [Reading.MODEL, Reading.BOTH])
def test_without_a_model_the_grammars_draft_says_what_is_missing(reading: Reading) -> None:
    """PC705: no model at all; a dead one leaves PC704 and the same rules."""
    off = compile_document(DATA, "t.txt", extraction=Extraction(reading, why_off="没有设置模型"))
    assert off.ruleset == GRAMMAR.ruleset
    assert off.ledger == GRAMMAR.ledger
    (problem,) = [d for d in off.diagnostics if d.code == "PC705"]
    assert "没有设置模型" in problem.message
    assert "对照" in problem.hint
    assert "没有语言模型的第二种读法" in describe_reading(off)
    dead = compile_document(DATA, "t.txt", extraction=Extraction(reading, Dead()))
    assert dead.ruleset == GRAMMAR.ruleset
    assert "PC704" in codes(dead)


def test_the_codes_of_conflicts_are_errors() -> None:
    from compiler.diagnostics import CODES

    assert all(CODES[code].severity is Severity.ERROR for code in CONFLICTS)


def test_nothing_of_a_draft_is_without_its_quote() -> None:
    draft = draft_of(change=added, data=WITH_MORE)
    for node in nodes(draft.ruleset):
        if isinstance(node, Compare | Is):
            assert draft.document.holds(node.source)
    for part in draft.consensus:
        for side in (part.grammar, part.model):
            assert side is None or draft.document.holds(side.span)
