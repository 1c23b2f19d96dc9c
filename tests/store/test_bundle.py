"""Bundles carry what is published to another store, and arrive unaltered or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from rules.codec import content_hash
from rules.draft import Draft
from rules.errors import InputRejected, TransitionRefused
from rules.review import ReviewState
from rules.rule import Rule, RuleSet
from store import Store, open_store
from store.canonical import canonical_json, sha256

MakeDraft = Callable[..., Draft]
Publish = Callable[[Store, Draft], str]


@pytest.fixture
def other() -> Store:
    return open_store("sqlite://")


def live(store: Store) -> list[tuple[str, int, str, str]]:
    return [(r.rule.id, r.version, r.hash, r.approver) for r in store.published_rules()]


def retitle(store: Store, document_id: str, rule_id: str, title: str) -> None:
    ruleset = store.get_draft(document_id).draft.ruleset
    rules = tuple(
        r.model_copy(update={"title": title}) if r.id == rule_id else r for r in ruleset.rules
    )
    edited: RuleSet = ruleset.model_copy(update={"rules": rules})
    store.edit_rules(document_id, edited, "张三", "更正")
    store.submit(document_id, "张三")
    store.approve(document_id, "李四")
    store.publish(document_id, "王五")


def signed(bundle: dict[str, Any]) -> bytes:
    """The bundle with a digest that fits, as a careful forger would leave it."""
    bundle.pop("digest", None)
    return canonical_json({**bundle, "digest": sha256(canonical_json(bundle))}).encode()


def test_a_bundle_arrives_whole(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of(not_modelled=False))
    retitle(store, document_id, "jia-1", "改名")
    store.retire("jia-2", "李四", "到期")
    done = other.import_bundle(store.export_bundle(), "赵六")
    assert done.versions == (("jia-1", 1), ("jia-1", 2), ("jia-2", 1))
    assert done.retired == (("jia-2", 1),)
    assert live(other) == live(store)
    assert other.get_draft(document_id).draft == store.get_draft(document_id).draft
    assert other.get_draft(document_id).state is ReviewState.PUBLISHED
    assert other.document_bytes(document_id) == b"bytes"
    assert other.published_attributes() == store.published_attributes()
    assert other.get_rule_version("jia-2").retired_at == store.get_rule_version("jia-2").retired_at
    moment = store.get_rule_version("jia-1", 2).published_at
    assert other.published_rules(as_of=moment) == store.published_rules(as_of=moment)
    assert [e.action for e in other.events()] == ["import"]
    assert other.verify_chain() is None


def test_the_same_bundle_again_changes_nothing(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    data = store.export_bundle()
    assert data == store.export_bundle()
    other.import_bundle(data, "赵六")
    again = other.import_bundle(data, "赵六")
    assert (again.documents, again.versions, again.unchanged) == ((), (), 2)
    assert store.import_bundle(data, "赵六").unchanged == 2
    assert len(other.events()) == 1


def test_a_newer_bundle_brings_the_newer_versions(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    other.import_bundle(store.export_bundle(), "赵六")
    retitle(store, document_id, "jia-1", "改名")
    store.retire("jia-2", "李四", "到期")
    done = other.import_bundle(store.export_bundle(), "赵六")
    assert done.versions == (("jia-1", 2),)
    assert done.retired == (("jia-2", 1),)
    assert live(other) == live(store)
    assert other.get_draft(document_id).draft == store.get_draft(document_id).draft


def test_an_imported_bundle_can_be_passed_on(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    store.retire("jia-2", "李四", "到期")
    other.import_bundle(store.export_bundle(), "赵六")
    third = open_store("sqlite://")
    third.import_bundle(other.export_bundle(), "孙七")
    assert live(third) == live(store)


def test_what_is_not_published_stays_at_home(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    store.save_document(b"2", draft_of("乙办法", prefix="yi"), "张三")
    other.import_bundle(store.export_bundle(), "赵六")
    assert [d.title for d in other.list_documents()] == ["甲办法"]


def _amount(bundle: dict[str, Any]) -> None:
    bundle["versions"][0]["rule"]["award"]["amount"] = "90万元"


def _amount_and_hash(bundle: dict[str, Any]) -> None:
    _amount(bundle)
    rule = Rule.model_validate(bundle["versions"][0]["rule"])
    bundle["versions"][0]["hash"] = content_hash(rule)


def _text(bundle: dict[str, Any]) -> None:
    document = bundle["documents"][0]
    for key in ("draft", "compiled"):
        document[key]["document"]["text"] += "第四条 一律给予补助。"


def _bytes(bundle: dict[str, Any]) -> None:
    bundle["documents"][0]["data"] = "AAAA"


def _draft(bundle: dict[str, Any]) -> None:
    bundle["documents"][0]["draft"]["ruleset"]["rules"][0]["title"] = "改"


def _actor(bundle: dict[str, Any]) -> None:
    bundle["events"][2]["actor"] = "赵六"


def _drop_event(bundle: dict[str, Any]) -> None:
    del bundle["events"][-1]


def _one_person(bundle: dict[str, Any]) -> None:
    bundle["versions"][1]["approver"] = "张 三"


def _attribute(bundle: dict[str, Any]) -> None:
    bundle["versions"][0]["attributes"][0]["kind"] = "money"


def _retire(bundle: dict[str, Any]) -> None:
    bundle["versions"][0]["retired_at"] = "2026-03-02T00:00:00+00:00"


def _twice(bundle: dict[str, Any]) -> None:
    bundle["versions"].append(bundle["versions"][0])


def _orphan(bundle: dict[str, Any]) -> None:
    bundle["documents"] = []


@pytest.mark.parametrize(
    ("forge", "says"),
    [
        (_amount, "条目 jia-1 第1版：规则内容与它的哈希不一致"),
        (_amount_and_hash, "条目 jia-1 第1版：操作记录里没有发布过这个内容"),
        (_text, "文件《甲办法》：正文与保存时的记录不一致"),
        (_bytes, "文件《甲办法》：原文件与保存时的记录不一致"),
        (_draft, "文件《甲办法》：规则草稿与最后一次修改的记录不一致"),
        (_actor, "第3条操作记录：操作记录的哈希链在此断开"),
        (_drop_event, "操作记录不完整"),
        (_one_person, "条目 jia-2 第1版：起草人与审批人是同一个人"),
        (_attribute, "条目 jia-1 第1版：操作记录里没有发布过这个内容"),
        (_retire, "条目 jia-1 第1版：操作记录里没有停用过这个版本"),
        (_twice, "条目 jia-1 第1版：同一个条目编号和版本出现了两次"),
        (_orphan, "条目 jia-1 第1版：包里没有它的文件"),
    ],
)
def test_an_altered_bundle_is_refused_by_name(
    store: Store,
    other: Store,
    draft_of: MakeDraft,
    publish: Publish,
    forge: Callable[[dict[str, Any]], None],
    says: str,
) -> None:
    publish(store, draft_of())
    bundle = json.loads(store.export_bundle())
    forge(bundle)
    for data in (canonical_json(bundle).encode(), signed(bundle)):
        with pytest.raises(InputRejected) as refused:
            other.import_bundle(data, "赵六")
        assert any(says in d.line() for d in refused.value.diagnostics)
    assert other.events() == ()
    assert other.list_documents() == ()


def test_what_no_witness_covers_is_held_by_the_digest(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    bundle = json.loads(store.export_bundle())
    bundle["documents"][0]["created"] = "2020-01-01T00:00:00Z"
    with pytest.raises(InputRejected, match="校验值与内容不一致"):
        other.import_bundle(canonical_json(bundle).encode(), "赵六")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是完整的 JSON"),
        (b"\xff\xfe\x00", "不是完整的 JSON"),
        (b"[]", "format"),
        (b'{"format": "policycalc-rules/1"}', "format"),
        (b'{"format": "policycalc-bundle/1"}', "不完整或被改动"),
    ],
)
def test_what_is_no_bundle_is_refused(other: Store, data: bytes, says: str) -> None:
    with pytest.raises(InputRejected) as refused:
        other.import_bundle(data, "赵六")
    (diagnostic,) = refused.value.diagnostics
    assert says in diagnostic.message


def test_one_version_with_two_contents_is_refused(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    other.import_bundle(store.export_bundle(), "赵六")
    retitle(store, document_id, "jia-1", "这里这样改")
    retitle(other, document_id, "jia-1", "那里那样改")
    with pytest.raises(InputRejected, match="条目 jia-1 第2版：本库已有这个版本，但内容不同"):
        other.import_bundle(store.export_bundle(), "赵六")


def test_one_rule_id_in_two_documents_is_refused(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    publish(store, draft_of())
    publish(other, draft_of("乙办法"))
    with pytest.raises(InputRejected, match="本库的《乙办法》与导入包的《甲办法》"):
        other.import_bundle(store.export_bundle(), "赵六")


def test_unfinished_work_is_not_run_over(
    store: Store, other: Store, draft_of: MakeDraft, publish: Publish
) -> None:
    document_id = publish(store, draft_of())
    other.import_bundle(store.export_bundle(), "赵六")
    retitle(store, document_id, "jia-1", "改名")
    ruleset = other.get_draft(document_id).draft.ruleset
    one = ruleset.model_copy(update={"rules": ruleset.rules[:1]})
    other.edit_rules(document_id, one, "张三", "在改")
    with pytest.raises(InputRejected, match="文件《甲办法》：本库对它的修改尚未发布（草稿）"):
        other.import_bundle(store.export_bundle(), "赵六")


def test_nobody_imports_nothing(store: Store, other: Store) -> None:
    with pytest.raises(TransitionRefused, match="操作人"):
        other.import_bundle(store.export_bundle(), " ")
    assert other.import_bundle(store.export_bundle(), "赵六").versions == ()
