"""From a saved draft to a published version: who may, what blocks, what changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from rules.codec import content_hash, dump_ruleset
from rules.draft import Draft
from rules.errors import InputRejected, TransitionRefused
from rules.review import BlockKind, ReviewState
from rules.rule import RuleSet, Validity
from rules.ruling import (
    AcceptAsIs,
    AcceptAttribute,
    DeclareJudged,
    DropRule,
    MarkBackground,
    Ruling,
)
from store import NoSuchRecord, Publication, Store

MakeDraft = Callable[..., Draft]
Publish = Callable[[Store, Draft], str]


def changed(ruleset: RuleSet, rule_id: str, **fields: object) -> RuleSet:
    rules = tuple(r.model_copy(update=fields) if r.id == rule_id else r for r in ruleset.rules)
    return ruleset.model_copy(update={"rules": rules})


def correct(store: Store, document_id: str, ruleset: RuleSet) -> Publication:
    """张三 edits, 李四 approves, 王五 publishes."""
    store.edit_rules(document_id, ruleset, "张三", "更正")
    store.submit(document_id, "张三")
    store.approve(document_id, "李四")
    return store.publish(document_id, "王五")


def test_a_saved_draft_comes_back_whole(store: Store, draft_of: MakeDraft) -> None:
    draft = draft_of(error=True, unparsed=True, not_modelled=True)
    saved = store.save_document(b"\x00raw", draft, "张三")
    record = store.get_draft(saved.document_id)
    assert record.draft == draft
    assert (record.state, record.revision, record.author) == (ReviewState.DRAFT, 1, "张三")
    assert {b.kind for b in record.blocks} == {
        BlockKind.DIAGNOSTIC,
        BlockKind.UNPARSED,
        BlockKind.SENTENCE,
    }
    assert store.document_text(saved.document_id) == draft.document.text
    assert store.document_bytes(saved.document_id) == b"\x00raw"
    (line,) = store.list_documents()
    assert (line.title, line.rules, line.open_blocks) == ("甲办法", 2, 3)


def test_saving_again(store: Store, draft_of: MakeDraft) -> None:
    assert store.save_document(b"1", draft_of(), "张三").outcome == "created"
    assert store.save_document(b"1", draft_of(), "李四").outcome == "unchanged"
    assert len(store.events()) == 1
    better = draft_of(error=True)
    assert store.save_document(b"1", better, "张三").outcome == "recompiled"
    document_id = better.document.id
    assert store.get_draft(document_id).draft == better
    (block,) = store.get_draft(document_id).blocks
    store.rule_on(document_id, AcceptAsIs(block=block.id, why="无碍"), "张三")
    assert store.save_document(b"1", draft_of(), "张三").outcome == "kept"
    assert store.save_document(b"1", better, "张三").outcome == "unchanged"
    assert store.get_draft(document_id).draft == better


def test_the_whole_way(store: Store, draft_of: MakeDraft) -> None:
    draft = draft_of(error=True, unparsed=True, not_modelled=True)
    document_id = store.save_document(b"1", draft, "张三").document_id
    store.submit(document_id, "张三")
    with pytest.raises(TransitionRefused, match="还有3处"):
        store.approve(document_id, "李四")
    rulings: dict[BlockKind, Ruling] = {}
    for block in store.get_draft(document_id).blocks:
        match block.kind:
            case BlockKind.DIAGNOSTIC:
                rulings[block.kind] = AcceptAsIs(block=block.id, why="以正文为准")
            case BlockKind.SENTENCE:
                rulings[block.kind] = MarkBackground(block=block.id, why="无关")
            case _:
                rulings[block.kind] = DeclareJudged(
                    block=block.id, body="区科技局", why="由部门认定"
                )
    store.rule_on(document_id, tuple(rulings.values()), "张三")
    assert store.list_documents()[0].open_blocks == 0
    store.approve(document_id, "李四", "核对无误")
    done = store.publish(document_id, "王五")
    assert [(v.rule.id, v.version) for v in done.created] == [("jia-1", 1), ("jia-2", 1)]
    live = store.published_rules()
    assert [(r.rule.id, r.approver, r.author) for r in live] == [
        ("jia-1", "李四", "张三"),
        ("jia-2", "李四", "张三"),
    ]
    assert all(r.hash == content_hash(r.rule) for r in live)
    assert [(a.id, a.proposed) for a in store.published_attributes()] == [("?孵化导师", False)]
    assert store.vocabulary().get("?孵化导师") is not None
    assert [e.action for e in store.events()] == ["save", "submit", "rule", "approve", "publish"]
    assert store.verify_chain() is None


def test_authors_and_last_editors_cannot_approve(store: Store, draft_of: MakeDraft) -> None:
    draft = draft_of(unparsed=True)
    document_id = store.save_document(b"1", draft, "张三").document_id
    (block,) = store.get_draft(document_id).blocks
    store.submit(document_id, "张三")
    store.rule_on(document_id, DeclareJudged(block=block.id, body="局", why="认定"), "李四")
    for same in ("张三", "李 四", " 李四"):
        with pytest.raises(TransitionRefused, match="必须是两个人"):
            store.approve(document_id, same)
    assert store.approve(document_id, "王五").approver == "王五"


def test_accepting_does_not_make_an_editor(store: Store, draft_of: MakeDraft) -> None:
    document_id = store.save_document(b"1", draft_of(error=True), "张三").document_id
    (block,) = store.get_draft(document_id).blocks
    store.submit(document_id, "张三")
    store.rule_on(
        document_id,
        (AcceptAsIs(block=block.id, why="无碍"), AcceptAttribute(attribute="?孵化导师")),
        "李四",
    )
    assert store.approve(document_id, "李四").state is ReviewState.APPROVED


def test_sending_back_takes_an_approval_away(store: Store, draft_of: MakeDraft) -> None:
    document_id = store.save_document(b"1", draft_of(), "张三").document_id
    store.submit(document_id, "张三")
    store.approve(document_id, "李四")
    with pytest.raises(TransitionRefused, match="理由"):
        store.send_back(document_id, "李四", " ")
    record = store.send_back(document_id, "李四", "金额有误")
    assert (record.state, record.approver) == (ReviewState.DRAFT, "")
    with pytest.raises(TransitionRefused, match="不能发布"):
        store.publish(document_id, "王五")


def test_publishing_the_same_rules_again_makes_no_version(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    ruleset = store.get_draft(document_id).draft.ruleset
    done = correct(store, document_id, changed(ruleset, "jia-1", title="改名"))
    assert [(v.rule.id, v.version) for v in done.created] == [("jia-1", 2)]
    assert done.unchanged == ("jia-2",)
    assert store.get_rule_version("jia-1").rule.title == "改名"
    assert store.get_rule_version("jia-1", 1).rule.title == "条目1"
    assert {r.rule.id: r.version for r in store.published_rules()} == {"jia-1": 2, "jia-2": 1}


def test_an_attribute_that_means_something_else_makes_a_version(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    ruleset = store.get_draft(document_id).draft.ruleset
    asked = ruleset.attributes[0].model_copy(update={"question": "是否聘有孵化导师？"})
    done = correct(store, document_id, ruleset.model_copy(update={"attributes": (asked,)}))
    assert [(v.rule.id, v.version) for v in done.created] == [("jia-1", 2), ("jia-2", 2)]
    assert store.get_rule_version("jia-1", 1).attributes[0].question == ""
    assert store.published_attributes()[0].question == "是否聘有孵化导师？"


def test_a_rule_left_out_of_a_correction_goes_out_of_force(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    ruleset = store.get_draft(document_id).draft.ruleset
    one = ruleset.model_copy(update={"rules": ruleset.rules[:1]})
    assert correct(store, document_id, one).withdrawn == ("jia-2",)
    assert [r.rule.id for r in store.published_rules()] == ["jia-1"]
    assert store.get_rule_version("jia-2").retired_at is not None
    assert correct(store, document_id, ruleset).still_retired == ("jia-2",)
    assert [r.rule.id for r in store.published_rules()] == ["jia-1"]


def test_retiring(store: Store, draft_of: MakeDraft, publish: Publish) -> None:
    document_id = publish(store, draft_of())
    before = len(store.events())
    retired = store.retire("jia-1", "李四", "政策到期")
    assert retired.retired_at is not None
    assert store.get_draft(document_id).state is ReviewState.PUBLISHED
    with pytest.raises(TransitionRefused, match="已经停用"):
        store.retire("jia-1", "李四", "再来")
    store.retire("jia-2", "李四", "政策到期")
    assert store.get_draft(document_id).state is ReviewState.RETIRED
    assert store.published_rules() == ()
    assert store.published_attributes() == ()
    assert len(store.events()) == before + 2
    ruleset = store.get_draft(document_id).draft.ruleset
    done = correct(store, document_id, changed(ruleset, "jia-1", title="恢复"))
    assert [(v.rule.id, v.version) for v in done.created] == [("jia-1", 2)]
    assert done.still_retired == ("jia-2",)
    assert [r.rule.id for r in store.published_rules()] == ["jia-1"]


def test_what_was_live_at_an_earlier_moment(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    first = store.get_rule_version("jia-1").published_at
    ruleset = store.get_draft(document_id).draft.ruleset
    correct(store, document_id, changed(ruleset, "jia-1", title="改名"))
    retired = store.retire("jia-2", "李四", "到期").retired_at
    assert retired is not None

    def live(at: datetime) -> dict[str, int]:
        return {r.rule.id: r.version for r in store.published_rules(as_of=at)}

    assert live(first - timedelta(seconds=1)) == {}
    assert live(first) == {"jia-1": 1, "jia-2": 1}
    assert live(retired - timedelta(microseconds=1)) == {"jia-1": 2, "jia-2": 1}
    assert live(retired) == {"jia-1": 2}


def test_rules_in_force_on_a_day(store: Store, draft_of: MakeDraft, publish: Publish) -> None:
    document_id = publish(store, draft_of())
    ruleset = store.get_draft(document_id).draft.ruleset
    year = Validity(start=date(2025, 1, 1), end=date(2025, 12, 31))
    correct(store, document_id, changed(ruleset, "jia-1", validity=year))
    days = {
        date(2024, 12, 31): ["jia-2"],
        date(2025, 1, 1): ["jia-1", "jia-2"],
        date(2025, 12, 31): ["jia-1", "jia-2"],
        date(2026, 1, 1): ["jia-2"],
    }
    for day, expected in days.items():
        assert [r.rule.id for r in store.published_rules(day)] == expected


def test_one_rule_id_in_two_documents_is_refused(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    other = store.save_document(b"2", draft_of("乙办法"), "张三").document_id
    store.submit(other, "张三")
    with pytest.raises(InputRejected) as refused:
        store.approve(other, "李四")
    assert "《甲办法》" in str(refused.value)
    assert "《乙办法》" in str(refused.value)
    assert "jia-1" in str(refused.value)


def test_one_attribute_id_with_two_meanings_is_refused(
    store: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    publish(store, draft_of("丙办法", prefix="bing"))
    with pytest.raises(InputRejected, match="《丁办法》里是企业与机构的计数人次"):
        publish(store, draft_of("丁办法", prefix="ding", unit="人次"))


def test_editing_text(store: Store, draft_of: MakeDraft) -> None:
    draft = draft_of()
    document_id = store.save_document(b"1", draft, "张三").document_id
    text = dump_ruleset(draft.ruleset)
    assert store.edit_rules(document_id, text, "李四", "看看").revision == 1
    assert len(store.events()) == 1
    record = store.edit_rules(document_id, text.replace("条目1", "导师奖励"), "李四", "改名")
    assert (record.revision, record.author, record.last_editor) == (2, "张三", "李四")
    assert record.draft.ruleset.rules[0].title == "导师奖励"
    with pytest.raises(InputRejected):
        store.edit_rules(document_id, "rules: [", "李四", "坏的")
    with pytest.raises(TransitionRefused, match="理由"):
        store.edit_rules(document_id, text, "李四", "")
    store.submit(document_id, "张三")
    with pytest.raises(TransitionRefused, match="审核中"):
        store.edit_rules(document_id, text, "李四", "再改")


def test_an_edit_that_quotes_what_the_text_does_not_say_is_refused(
    store: Store, draft_of: MakeDraft
) -> None:
    draft = draft_of()
    document_id = store.save_document(b"1", draft, "张三").document_id
    wrong = draft.ruleset.rules[0].source.model_copy(update={"quote": "给予99万元奖励"})
    with pytest.raises(InputRejected):
        store.edit_rules(document_id, changed(draft.ruleset, "jia-1", source=wrong), "张三", "改")
    with pytest.raises(InputRejected, match="而不是"):
        store.edit_rules(document_id, draft_of("乙办法").ruleset, "张三", "改")
    assert store.get_draft(document_id).revision == 1


def test_an_edit_that_mixes_kinds_blocks(store: Store, draft_of: MakeDraft) -> None:
    draft = draft_of()
    document_id = store.save_document(b"1", draft, "张三").document_id
    when = draft.ruleset.rules[0].when.model_copy(update={"attribute": "revenue"})
    record = store.edit_rules(document_id, changed(draft.ruleset, "jia-1", when=when), "张三", "改")
    assert [b.kind for b in record.blocks] == [BlockKind.DIAGNOSTIC]
    assert store.edit_rules(document_id, draft.ruleset, "张三", "改回").blocks == ()


def test_dropping_every_rule_leaves_nothing_to_approve(store: Store, draft_of: MakeDraft) -> None:
    document_id = store.save_document(b"1", draft_of(), "张三").document_id
    drop = (DropRule(rule="jia-1", why="不是补贴"), DropRule(rule="jia-2", why="不是补贴"))
    record = store.rule_on(document_id, drop, "张三")
    assert [b.kind for b in record.blocks] == [BlockKind.NO_RULES]


def test_several_rulings_hold_together_or_not_at_all(store: Store, draft_of: MakeDraft) -> None:
    document_id = store.save_document(b"1", draft_of(error=True), "张三").document_id
    (block,) = store.get_draft(document_id).blocks
    pair = (AcceptAsIs(block=block.id, why="无碍"), DropRule(rule="jia-9", why="不在"))
    with pytest.raises(InputRejected, match="jia-9"):
        store.rule_on(document_id, pair, "张三")
    assert store.get_draft(document_id).rulings == ()
    assert len(store.events()) == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda s: s.get_draft("no"),
        lambda s: s.document_text("no"),
        lambda s: s.document_bytes("no"),
        lambda s: s.submit("no", "张三"),
        lambda s: s.publish("no", "张三"),
        lambda s: s.get_rule_version("no"),
        lambda s: s.retire("no", "张三", "x"),
    ],
)
def test_what_is_not_there_says_so(store: Store, call: Callable[[Store], object]) -> None:
    with pytest.raises(NoSuchRecord, match="「no」"):
        call(store)


def test_two_threads_publish_and_one_wins(store: Store, draft_of: MakeDraft) -> None:
    document_id = store.save_document(b"1", draft_of(), "张三").document_id
    store.submit(document_id, "张三")
    store.approve(document_id, "李四")
    outcomes: list[object] = []
    together = threading.Barrier(2)

    def go(actor: str) -> None:
        together.wait()
        try:
            outcomes.append(store.publish(document_id, actor))
        except TransitionRefused as refused:
            outcomes.append(refused)

    threads = [threading.Thread(target=go, args=(name,)) for name in ("王五", "赵六")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(o).__name__ for o in outcomes) == ["Publication", "TransitionRefused"]
    assert [e.action for e in store.events()].count("publish") == 1
    assert len(store.published_rules()) == 2
    assert store.verify_chain() is None


def test_times_are_kept_with_their_zone(store: Store, draft_of: MakeDraft) -> None:
    store.save_document(b"1", draft_of(), "张三")
    assert store.list_documents()[0].created == datetime(2026, 3, 1, 9, 0, 1, tzinfo=UTC)
