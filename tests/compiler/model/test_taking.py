"""One ruling takes the grammar's or the model's reading of a place, with its quote."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from rules.benefit import Fixed
from rules.blocks import open_blocks, refuse_stray
from rules.condition import AnyOf, Condition, Is, leaves
from rules.consensus import PartConsensus, State
from rules.document import SourceSpan
from rules.draft import Draft
from rules.errors import InputRejected
from rules.rule import Rule, RuleSet
from rules.ruling import TakeReading, apply
from rules.soundness import check_spans
from rules.taking import can_take
from rules.tree import nodes
from tests.compiler.model.honest import Change, Honest, Lines
from tests.compiler.model.test_consensus import GRAMMAR, WITH_MORE, added, told
from tests.compiler.model.test_reading import DATA

Side = Literal["grammar", "model"]
OTHER = told("conditions", kind="is", name="营业收入2000万元以上", time="")


def draft_of(change: Change, data: bytes = DATA) -> Draft:
    client = Honest(data, "t.txt", change)
    return compile_document(data, "t.txt", extraction=Extraction(Reading.BOTH, client))


def the(draft: Draft, state: State) -> PartConsensus:
    (found,) = [p for p in draft.consensus if p.state == state]
    return found


def taken(draft: Draft, part: PartConsensus, side: Side, rules: RuleSet | None = None) -> RuleSet:
    ruling = TakeReading(part=part.told, side=side)
    refuse_stray(open_blocks(draft, []), ruling, draft.consensus)
    after = apply(rules or draft.ruleset, ruling, None, draft.consensus)
    assert not check_spans(after, draft.document)
    spans = [node for node in nodes(after) if isinstance(node, SourceSpan)]
    assert all(draft.document.holds(span) for span in spans)
    return after


def of(rules: RuleSet, part: PartConsensus) -> Rule:
    return next(rule for rule in rules.rules if rule.id == part.rule)


def asked(rule: Rule) -> list[Condition]:
    return [leaf for c in (rule.when, *rule.unless) for leaf in leaves(c)]


def test_the_models_leaf_takes_the_place_of_the_grammars_with_its_quote() -> None:
    draft = draft_of(OTHER)
    clash = the(draft, "conflict")
    assert clash.grammar is not None
    assert clash.model is not None
    after = taken(draft, clash, "model")
    leaves_before, leaves_after = asked(of(draft.ruleset, clash)), asked(of(after, clash))
    at = leaves_before.index(clash.grammar.condition)  # type: ignore[arg-type]
    assert leaves_after[at] == clash.model.condition
    assert leaves_after[:at] + leaves_after[at + 1 :] == (
        leaves_before[:at] + leaves_before[at + 1 :]
    )
    assert isinstance(leaves_after[at], Is)
    brought = {a.id for a in after.attributes} - {a.id for a in draft.ruleset.attributes}
    assert brought == {leaves_after[at].attribute}  # type: ignore[union-attr]
    untouched = [r for r in after.rules if r.id != clash.rule]
    assert untouched == [r for r in draft.ruleset.rules if r.id != clash.rule]


@pytest.mark.parametrize("side", ["grammar", "model"])
def test_either_way_the_block_is_settled_and_no_other(side: Side) -> None:
    draft = draft_of(OTHER)
    clash = the(draft, "conflict")
    first, *rest = open_blocks(draft, [])
    assert first.id == f"diagnostic:{clash.told}"
    assert list(open_blocks(draft, [TakeReading(part=clash.told, side=side)])) == rest
    if side == "grammar":
        assert taken(draft, clash, side) == draft.ruleset


def test_the_models_sum_takes_the_place_of_the_grammars() -> None:
    draft = draft_of(told("awards", marks=["ceiling"]))
    clash = the(draft, "conflict")
    award = of(taken(draft, clash, "model"), clash).award
    assert isinstance(award, Fixed)
    assert award.ceiling
    assert award.source == clash.model.span  # type: ignore[union-attr]
    assert of(taken(draft, clash, "grammar"), clash) == of(draft.ruleset, clash)


def test_a_condition_only_the_model_read_stays_or_goes() -> None:
    draft = draft_of(added, WITH_MORE)
    alone = compile_document(WITH_MORE, "t.txt")
    part = the(draft, "model_only")
    assert taken(draft, part, "model") == draft.ruleset
    assert of(taken(draft, part, "grammar"), part) == alone.ruleset.rules[1]


def test_a_condition_only_the_grammar_read_stays_or_goes_though_it_blocks_nothing() -> None:
    def fewer(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if task == "shared_conditions":
            answer["conditions"] = answer["conditions"][1:]
        return answer

    draft = draft_of(fewer)
    first, second = [p for p in draft.consensus if p.state == "grammar_only"]
    assert first.told
    assert first.told != second.told  # the clause is inherited by two items, each told of
    gone = of(taken(draft, first, "model"), first)
    assert first.grammar is not None
    assert first.grammar.condition not in asked(gone)
    assert len(asked(gone)) == len(asked(of(draft.ruleset, first))) - 1


def test_an_item_only_one_of_them_found_stays_or_goes() -> None:
    def one(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if task == "find_items":
            answer["items"] = answer["items"][1:]
        return answer

    draft = draft_of(one)
    part = next(p for p in draft.consensus if p.part == "item")
    assert taken(draft, part, "grammar") == draft.ruleset
    assert [r.id for r in taken(draft, part, "model").rules] == [draft.ruleset.rules[1].id]


GROUPED = """云江市青屏区促进产业发展若干措施
第一条 增长奖励。对符合下列条件之一的企业，给予一次性奖励50万元：
（一）上年度营业收入2000万元以上；
（二）上年度研发费用500万元以上；
（三）认定为国家高新技术企业。
""".encode()


def one_of_the_group(**fields: Any) -> Change:
    def change(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        if task == "draft_tags":
            for node in answer["conditions"]:
                if "研发" in node["quote"]:
                    node.update(fields)
        return answer

    return change


def test_a_leaf_changes_inside_its_group_and_the_group_stays() -> None:
    draft = draft_of(one_of_the_group(kind="is", name="研发费用500万元以上", time=""), GROUPED)
    clash = the(draft, "conflict")
    after = of(taken(draft, clash, "model"), clash).when
    assert isinstance(after, AnyOf)
    assert [leaf.kind for leaf in leaves(after)] == ["compare", "is", "has"]


def flat(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
    """The alternatives as if all of them were asked."""
    if task == "draft_tags":
        answer["conditions"] = [n for n in answer["conditions"] if n["kind"] != "any"]
        for node in answer["conditions"]:
            node["parent"] = "when"
        answer["conditions"][1].update(kind="is", name="研发费用500万元以上", time="")
    return answer


def test_where_the_groups_differ_only_an_edit_helps() -> None:
    draft = draft_of(flat, GROUPED)
    clash = the(draft, "conflict")
    assert not can_take(draft.ruleset, [clash], "model")
    assert can_take(draft.ruleset, [clash], "grammar")
    with pytest.raises(InputRejected, match="分组不同"):
        taken(draft, clash, "model")


def test_what_was_edited_since_is_not_taken_over() -> None:
    draft = draft_of(told("awards", marks=["ceiling"]))
    clash = the(draft, "conflict")
    rule = of(draft.ruleset, clash)
    edited = rule.model_copy(update={"award": rule.award.model_copy(update={"ceiling": True})})
    rules = draft.ruleset.model_copy(
        update={"rules": tuple(edited if r is rule else r for r in draft.ruleset.rules)}
    )
    for side in ("grammar", "model"):
        with pytest.raises(InputRejected, match="已被改写"):
            taken(draft, clash, side, rules)  # type: ignore[arg-type]


def test_no_reading_is_taken_that_the_draft_does_not_tell_of() -> None:
    with pytest.raises(InputRejected, match="没有这处"):
        refuse_stray([], TakeReading(part="abc", side="model"), GRAMMAR.consensus)
    with pytest.raises(InputRejected, match="没有这处"):
        apply(GRAMMAR.ruleset, TakeReading(part="abc", side="model"))
