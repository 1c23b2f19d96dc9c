"""The review machine: every step in every state, who may take it, and what rulings do."""

from __future__ import annotations

import itertools

import pytest

from compiler.review import (
    TRANSITIONS,
    AcceptAsIs,
    AcceptAttribute,
    Block,
    BlockKind,
    DeclareJudged,
    DropRule,
    MarkBackground,
    MergeAttribute,
    RenameAttribute,
    ReplaceRule,
    ReviewState,
    Ruling,
    Step,
    apply,
    next_state,
    open_blocks,
    person_key,
)
from rules.benefit import Case, Cases, Fixed, PerUnit
from rules.blocks import all_blocks, refuse_stray
from rules.condition import AllOf, Comparator, Compare, Is, Judged, Records, Unparsed, Value
from rules.document import (
    Clause,
    ClauseKind,
    LedgerEntry,
    PolicyDocument,
    SentenceKind,
    SourceSpan,
)
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity, TransitionRefused
from rules.quantity import Headcount, Money
from rules.rule import DocumentRef, Rule, RuleSet
from rules.ruling import used_attributes
from rules.vocabulary import Attribute, Kind, Vocabulary

TEXT = "第一条 情况良好的企业有孵化导师，每人给予10万元。\n第二条 其他。"
DOCUMENT = PolicyDocument.make(TEXT, source_name="甲.txt", media_type="text/plain")
MENTORS = Attribute(id="?孵化导师", label="孵化导师", kind=Kind.HEADCOUNT, proposed=True)
VOCABULARY = Vocabulary(
    attributes=(
        Attribute(id="employees", label="员工人数", kind=Kind.HEADCOUNT),
        Attribute(id="revenue", label="营业收入", kind=Kind.MONEY),
    )
)


def span(quote: str) -> SourceSpan:
    start = TEXT.index(quote)
    return DOCUMENT.span(start, start + len(quote))


UNREAD = Unparsed(reason="没有可量化的标准", source=span("情况良好"))
HAS_MENTOR = Compare(
    operand=Value(attribute="?孵化导师"),
    op=Comparator.GE,
    value=Headcount(people=1),
    source=span("有孵化导师"),
)


def rule(rule_id: str = "jia-1", **changes: object) -> Rule:
    fields: dict[str, object] = {
        "id": rule_id,
        "title": "导师奖励",
        "document": DOCUMENT.id,
        "place": "第一条",
        "when": AllOf(of=(UNREAD, HAS_MENTOR)),
        "award": PerUnit(
            amount=Money(yuan=100000), quantity=Value(attribute="?孵化导师"), source=span("10万元")
        ),
        "source": span("给予10万元"),
        **changes,
    }
    return Rule.model_validate(fields)


def draft(*rules: Rule, **changes: object) -> Draft:
    fields: dict[str, object] = {
        "document": DOCUMENT,
        "ruleset": RuleSet(
            document=DocumentRef(id=DOCUMENT.id, source_name="甲.txt"),
            attributes=(MENTORS,),
            rules=rules,
        ),
        "clauses": (
            Clause(
                index=0,
                parent=None,
                level=1,
                kind=ClauseKind.NUMBERED,
                start=0,
                end=TEXT.index("\n"),
                subtree_end=TEXT.index("\n"),
                path=("第一条",),
            ),
        ),
        **changes,
    }
    return Draft.model_validate(fields)


ERROR = Diagnostic(
    code="E-X",
    severity=Severity.ERROR,
    message="金额前后不一致",
    hint="请核对",
    span=span("10万元"),
)
LEDGER = (LedgerEntry(span=span("第二条 其他。"), kind=SentenceKind.NOT_MODELLED, reason="不明"),)
BLOCK = Block(id="x", kind=BlockKind.DIAGNOSTIC, message="金额前后不一致", place="第一条")


@pytest.mark.parametrize(("state", "step"), list(itertools.product(ReviewState, Step)))
def test_every_step_in_every_state(state: ReviewState, step: Step) -> None:
    after = TRANSITIONS.get((state, step))
    if after is not None:
        assert next_state(state, step, "李四", ("张三",)) is after
        return
    with pytest.raises(TransitionRefused) as refused:
        next_state(state, step, "李四", ("张三",))
    assert f"当前状态是「{state.chinese}」，不能{step.chinese}" in str(refused.value)


def test_the_table_is_the_one_agreed() -> None:
    assert {f"{a.value} {s.value} {b.value}" for (a, s), b in TRANSITIONS.items()} == {
        "draft edit draft",
        "draft rule draft",
        "draft submit in_review",
        "in_review rule in_review",
        "in_review approve approved",
        "in_review send_back draft",
        "approved send_back draft",
        "approved publish published",
        "published edit draft",
        "published retire retired",
        "retired edit draft",
    }


@pytest.mark.parametrize(
    "same",
    ["张三", " 张三 ", "张 三", "张\u200b三", "ＺＨＡＮＧ", "zhang", "Zhang\t", "张三\ufeff"],
)
def test_an_author_in_another_spelling_may_not_approve(same: str) -> None:
    for authors in (("张三", "Zhang"), ("Zhang", "张三")):
        with pytest.raises(TransitionRefused, match="起草人与审批人必须是两个人"):
            next_state(ReviewState.IN_REVIEW, Step.APPROVE, same, authors)


def test_different_people_are_different() -> None:
    assert person_key("张三") != person_key("张三丰")
    assert next_state(ReviewState.IN_REVIEW, Step.APPROVE, "李四", ("张三", "王五"))


@pytest.mark.parametrize("nobody", ["", "  ", "\u200b"])
@pytest.mark.parametrize("step", list(Step))
def test_nobody_may_do_nothing(nobody: str, step: Step) -> None:
    with pytest.raises(TransitionRefused, match="操作人"):
        next_state(ReviewState.DRAFT, step, nobody, ("张三",))


@pytest.mark.parametrize(
    ("state", "step"),
    [(ReviewState.IN_REVIEW, Step.APPROVE), (ReviewState.APPROVED, Step.PUBLISH)],
)
def test_open_blocks_stop_approval_and_publication_by_name(state: ReviewState, step: Step) -> None:
    with pytest.raises(TransitionRefused) as refused:
        next_state(state, step, "李四", ("张三",), (BLOCK,) * 7)
    assert "还有7处" in str(refused.value)
    assert "第一条：金额前后不一致" in str(refused.value)
    assert "其余2处" in str(refused.value)


def test_open_blocks_do_not_stop_submitting_or_sending_back() -> None:
    blocks = (BLOCK,)
    assert next_state(ReviewState.DRAFT, Step.SUBMIT, "张三", ("张三",), blocks)
    assert next_state(ReviewState.IN_REVIEW, Step.SEND_BACK, "李四", ("张三",), blocks)


def test_what_blocks_a_draft() -> None:
    blocks = open_blocks(
        draft(rule(), rule("jia-2"), diagnostics=(ERROR, ERROR), ledger=LEDGER), ()
    )
    assert [b.kind for b in blocks] == [
        BlockKind.UNPARSED,
        BlockKind.DIAGNOSTIC,
        BlockKind.SENTENCE,
    ]
    unread, wrong, sentence = blocks
    assert unread.rules == ("jia-1", "jia-2")
    assert (unread.place, unread.quote) == ("第一条", "情况良好")
    assert "没有读懂" in unread.message
    assert "部门" in unread.message
    assert wrong.place == "第一条"
    assert "E-X" in wrong.message
    assert "请核对" in wrong.message
    assert (sentence.quote, sentence.span) == ("第二条 其他。", span("第二条 其他。"))


def test_warnings_and_modelled_sentences_do_not_block() -> None:
    fine = rule(when=HAS_MENTOR)
    warning = ERROR.model_copy(update={"severity": Severity.WARNING})
    ledger = (LEDGER[0].model_copy(update={"kind": SentenceKind.BACKGROUND}),)
    assert open_blocks(draft(fine, diagnostics=(warning,), ledger=ledger), ()) == ()


def test_a_draft_without_rules_is_blocked() -> None:
    assert [b.kind for b in open_blocks(draft(), ())] == [BlockKind.NO_RULES]


def test_unread_conditions_are_found_wherever_they_hide() -> None:
    inside_award = Cases(
        cases=(Case(when=UNREAD, award=Fixed(amount=Money(yuan=1), source=span("10万元"))),),
        source=span("10万元"),
    )
    records = Records(attribute="hires", aggregate="count", where=UNREAD)
    counted = Compare(
        operand=records, op=Comparator.GE, value=Headcount(people=1), source=span("有孵化导师")
    )
    for hiding in (
        rule(when=HAS_MENTOR, award=inside_award),
        rule(when=counted),
        rule(when=HAS_MENTOR, unless=(UNREAD,)),
    ):
        (block,) = open_blocks(draft(hiding), ())
        assert block.kind is BlockKind.UNPARSED
        judged = apply(
            draft(hiding).ruleset,
            DeclareJudged(block=block.id, body="区科技局", why="专家评审"),
        )
        assert open_blocks(draft(*judged.rules), ()) == ()


def test_accepting_and_marking_settle_only_what_they_name() -> None:
    whole = draft(rule(when=HAS_MENTOR), diagnostics=(ERROR,), ledger=LEDGER)
    wrong, sentence = open_blocks(whole, ())
    accepted = AcceptAsIs(block=wrong.id, why="以正文为准")
    background = MarkBackground(block=sentence.id, why="不影响条件")
    assert open_blocks(whole, [accepted]) == (sentence,)
    assert open_blocks(whole, [background]) == (wrong,)
    assert open_blocks(whole, [accepted, background]) == ()
    assert apply(whole.ruleset, accepted) is whole.ruleset
    assert apply(whole.ruleset, background) is whole.ruleset


def test_an_unread_condition_cannot_be_waved_through() -> None:
    whole = draft(rule())
    (block,) = open_blocks(whole, ())
    accepted = AcceptAsIs(block=block.id, why="就这样")
    assert open_blocks(whole, [accepted]) == (block,)
    with pytest.raises(InputRejected, match="不适用"):
        refuse_stray(all_blocks(whole), accepted)


def test_declaring_a_gate_reaches_every_rule_and_keeps_the_span() -> None:
    whole = draft(rule(), rule("jia-2"))
    (block,) = open_blocks(whole, ())
    ruling = DeclareJudged(block=block.id, body="区科技局", why="由主管部门认定")
    for changed in apply(whole.ruleset, ruling).rules:
        assert isinstance(changed.when, AllOf)
        gate = Judged(gate="情况良好", body="区科技局", source=UNREAD.source)
        assert changed.when.of == (gate, HAS_MENTOR)


def test_replacing_and_dropping_rules() -> None:
    whole = draft(rule(), rule("jia-2"), diagnostics=(ERROR,))
    rewritten = rule(when=HAS_MENTOR)
    wrong = next(b for b in open_blocks(whole, ()) if b.kind is BlockKind.DIAGNOSTIC)
    replaced = ReplaceRule(rule=rewritten, block=wrong.id, why="改写")
    after = apply(whole.ruleset, replaced)
    assert after.rules == (rewritten, rule("jia-2"))
    dropped = apply(after, DropRule(rule="jia-2", why="不是补贴"))
    assert dropped.rules == (rewritten,)
    assert open_blocks(draft(*dropped.rules, diagnostics=(ERROR,)), [replaced]) == ()


def test_a_proposed_attribute_accepted_renamed_or_merged() -> None:
    ruleset = draft(rule()).ruleset
    accepted = apply(ruleset, AcceptAttribute(attribute="?孵化导师"))
    assert [(a.id, a.proposed) for a in accepted.attributes] == [("?孵化导师", False)]
    assert accepted.rules == ruleset.rules

    renamed = apply(
        ruleset,
        RenameAttribute(attribute="?孵化导师", to="mentors", label="创业导师人数"),
        VOCABULARY,
    )
    (attribute,) = renamed.attributes
    assert (attribute.id, attribute.label, attribute.proposed) == ("mentors", "创业导师人数", False)
    assert attribute.synonyms == ("孵化导师",)
    assert used_attributes(renamed.rules[0], renamed.attributes) == (attribute,)

    merged = apply(ruleset, MergeAttribute(attribute="?孵化导师", into="employees"), VOCABULARY)
    assert merged.attributes == ()
    assert "孵化导师" not in merged.rules[0].when.model_dump_json(
        exclude={"of": {0: True}}
    ).replace("有孵化导师", "")
    assert '"attribute":"employees"' in merged.rules[0].award.model_dump_json()


@pytest.mark.parametrize(
    ("ruling", "says"),
    [
        (DropRule(rule="jia-9", why="x"), "jia-9"),
        (ReplaceRule(rule=rule("jia-9"), why="x"), "jia-9"),
        (DeclareJudged(block="unparsed:0-1", body="局", why="x"), "unparsed:0-1"),
        (AcceptAttribute(attribute="?无"), "?无"),
        (MergeAttribute(attribute="?孵化导师", into="nothing"), "nothing"),
        (MergeAttribute(attribute="?孵化导师", into="revenue"), "不是同一类数量"),
        (MergeAttribute(attribute="?孵化导师", into="?孵化导师"), "?孵化导师"),
        (RenameAttribute(attribute="?孵化导师", to="employees", label="员工"), "employees"),
    ],
)
def test_rulings_on_what_is_not_there_are_refused(ruling: Ruling, says: str) -> None:
    with pytest.raises(InputRejected) as refused:
        apply(draft(rule()).ruleset, ruling, VOCABULARY)
    assert says in refused.value.diagnostics[0].message


@pytest.mark.parametrize("kind", [AcceptAsIs, MarkBackground])
def test_a_ruling_without_a_reason_cannot_be_built(kind: type) -> None:
    with pytest.raises(ValueError, match="why"):
        kind(block="x", why="  ")


def test_a_ruling_on_an_unknown_block_is_refused() -> None:
    with pytest.raises(InputRejected, match="没有编号为「sentence:0-1」"):
        refuse_stray(all_blocks(draft(rule())), MarkBackground(block="sentence:0-1", why="x"))


def test_a_diagnostic_is_not_background() -> None:
    whole = draft(rule(when=Is(attribute="a", source=span("情况良好"))), diagnostics=(ERROR,))
    (wrong,) = open_blocks(whole, ())
    with pytest.raises(InputRejected, match="不适用"):
        refuse_stray(all_blocks(whole), MarkBackground(block=wrong.id, why="x"))
