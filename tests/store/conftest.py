"""Drafts small enough to read: one document, two items, and what can block them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rules.benefit import Fixed
from rules.condition import AllOf, Condition, Is, Unparsed
from rules.document import DocumentMeta, LedgerEntry, PolicyDocument, SentenceKind
from rules.draft import Draft
from rules.errors import Diagnostic, Severity
from rules.quantity import Money, quantity
from rules.rule import DocumentRef, Rule, RuleSet
from rules.vocabulary import Attribute, Kind
from store import Store, open_store

TEXT = """\
第一条 有孵化导师的企业，给予10万元奖励。
第二条 情况良好的企业，给予20万元奖励。
第三条 其他。"""


class Ticking:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def money(text: str) -> Money:
    value = quantity(text)
    assert isinstance(value, Money)
    return value


def make_draft(
    name: str = "甲办法",
    *,
    text: str = "",
    prefix: str = "jia",
    amount: str = "10万元",
    unparsed: bool = False,
    error: bool = False,
    not_modelled: bool = False,
    unit: str = "",
) -> Draft:
    """Two items on a proposed attribute; the flags add one blocking thing each."""
    document = PolicyDocument.make(
        text or f"{name}\n{TEXT}",
        source_name=f"{name}.txt",
        media_type="text/plain",
        meta=DocumentMeta(title=name),
    )

    def span(quote: str):  # type: ignore[no-untyped-def]
        start = document.text.index(quote)
        return document.span(start, start + len(quote))

    mentor: Condition = Is(attribute="?孵化导师", source=span("有孵化导师"))
    second: Condition = mentor
    if unparsed:
        hard = Unparsed(reason="没有可量化的标准", source=span("情况良好"))
        second = AllOf(of=(mentor, hard))
    rules = tuple(
        Rule(
            id=f"{prefix}-{number}",
            title=f"条目{number}",
            document=document.id,
            place=f"第{number}条",
            when=when,
            award=Fixed(amount=money(paid), source=span(quoted)),
            source=span(quoted),
        )
        for number, when, paid, quoted in (
            (1, mentor, amount, "给予10万元奖励"),
            (2, second, "20万元", "给予20万元奖励"),
        )
    )
    attribute = Attribute(
        id="?孵化导师",
        label="孵化导师",
        kind=Kind.COUNT if unit else Kind.BOOL,
        unit=unit,
        proposed=True,
    )
    diagnostics = (
        (
            Diagnostic(
                code="E-TEST",
                severity=Severity.ERROR,
                message="金额前后不一致",
                place="第一条",
                span=span("10万元"),
            ),
        )
        if error
        else ()
    )
    third = span("第三条 其他。")
    kind = SentenceKind.NOT_MODELLED if not_modelled else SentenceKind.BACKGROUND
    return Draft(
        document=document,
        ruleset=RuleSet(
            document=DocumentRef(
                id=document.id, source_name=document.source_name, meta=document.meta
            ),
            attributes=(attribute,),
            rules=rules,
        ),
        diagnostics=diagnostics,
        ledger=(LedgerEntry(span=third, kind=kind, reason="看不出作用" if not_modelled else ""),),
    )


@pytest.fixture
def draft_of() -> Callable[..., Draft]:
    return make_draft


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url, clock=Ticking())
    yield opened
    opened.close()


@pytest.fixture
def publish() -> Callable[..., str]:
    """Take a draft all the way: 张三 drafts, 李四 approves, 王五 publishes."""

    def take(store: Store, draft: Draft) -> str:
        document_id = store.save_document(b"bytes", draft, "张三").document_id
        store.submit(document_id, "张三")
        store.approve(document_id, "李四", "核对无误")
        store.publish(document_id, "王五")
        return document_id

    return take
