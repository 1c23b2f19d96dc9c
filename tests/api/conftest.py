"""A site with two small published policies, built without the compiler: the pages must not care."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api import Settings, create_app
from rules.benefit import Cap, Fixed, Rate
from rules.condition import AllOf, Comparator, Compare, Has, Is, OneOf, Unparsed, Value
from rules.document import (
    Clause,
    ClauseKind,
    DocumentMeta,
    LedgerEntry,
    PolicyDocument,
    SentenceKind,
    SourceSpan,
)
from rules.draft import Draft
from rules.errors import Diagnostic, Severity
from rules.period import Period
from rules.quantity import Money, Ratio
from rules.rule import DocumentRef, Note, Rule, RuleSet, Validity
from rules.vocabulary import Subject
from store import Store

with warnings.catch_warnings():
    # Starlette announces a successor of httpx for its test client; httpx works.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

ON = date(2026, 5, 20)
RENT_LINES = (
    "青屏区支持软件企业发展若干措施",
    "第一条 本措施支持青屏区发展软件产业。",
    "第二条 对注册地在青屏区、上年度营业收入2000万元以上的国家高新技术企业，"
    "按实际租金的50%给予租金补贴，最高不超过100万元。被列为失信被执行人的，不予支持。",
    "第三条 对上年度营业收入5000万元以上的企业，给予一次性奖励30万元。"
    "获得奖励的企业应当配合绩效评价。",
    "第四条 申报企业提交营业执照、租赁合同。",
)
JOBS_LINES = (
    "云江市就业补助办法",
    "第一条 对本市登记失业人员，给予一次性创业补贴1万元。",
    "第二条 鼓励各类单位多招人。",
)


class Paper:
    """A text under construction: spans are found by their words."""

    def __init__(self, lines: tuple[str, ...], meta: DocumentMeta) -> None:
        self.document = PolicyDocument.make(
            "\n".join(lines), source_name=f"{meta.title}.txt", media_type="text/plain", meta=meta
        )

    def at(self, words: str) -> SourceSpan:
        start = self.document.text.index(words)
        return self.document.span(start, start + len(words))

    def draft(self, rules: tuple[Rule, ...], diagnostics: tuple[Diagnostic, ...] = ()) -> Draft:
        clauses, ledger, start = [], [], 0
        for index, line in enumerate(self.document.text.split("\n")):
            end = start + len(line)
            clauses.append(
                Clause(
                    index=index,
                    parent=None,
                    level=1,
                    kind=ClauseKind.NUMBERED if index else ClauseKind.PARAGRAPH,
                    start=start,
                    end=end,
                    subtree_end=end,
                    path=(line.split(" ")[0],) if index else (),
                )
            )
            touching = tuple(r.id for r in rules if start <= r.source.start < end)
            kind = SentenceKind.CONDITION if touching else SentenceKind.BACKGROUND
            ledger.append(
                LedgerEntry(
                    span=self.document.span(start, end),
                    kind=SentenceKind.NOT_MODELLED if "鼓励" in line else kind,
                    reason="没有写明支持内容" if "鼓励" in line else "",
                    rules=touching,
                )
            )
            start = end + 1
        return Draft(
            document=self.document,
            clauses=tuple(clauses),
            ruleset=RuleSet(
                document=DocumentRef(
                    id=self.document.id,
                    source_name=self.document.source_name,
                    meta=self.document.meta,
                ),
                rules=rules,
            ),
            diagnostics=diagnostics,
            ledger=tuple(ledger),
        )


def rent_draft() -> Draft:
    meta = DocumentMeta(
        title=RENT_LINES[0],
        issuer="青屏区工业和信息化局",
        number="青工信规〔2026〕3号",
        published=date(2026, 1, 15),
        effective=date(2026, 2, 1),
        expires=date(2028, 12, 31),
        phone="0799-6630001",
    )
    paper = Paper(RENT_LINES, meta)
    at, document = paper.at, paper.document.id

    def over(words: str, money: int) -> Compare:
        return Compare(
            operand=Value(attribute="revenue", period=Period("Y-1")),
            op=Comparator.GE,
            value=Money(yuan=money),
            source=at(words),
        )

    rent = Rule(
        id="qp-rent",
        title="软件企业租金补贴",
        document=document,
        place="第二条",
        policy=meta,
        department="青屏区工业和信息化局",
        when=AllOf(
            of=(
                OneOf(
                    attribute="registered_region", values=("青屏区",), source=at("注册地在青屏区")
                ),
                over("上年度营业收入2000万元以上", 20_000_000),
                Has(
                    attribute="titles", values=("国家高新技术企业",), source=at("国家高新技术企业")
                ),
            )
        ),
        unless=(Is(attribute="dishonest_list", source=at("被列为失信被执行人")),),
        award=Rate(
            rate=Ratio(fraction="0.5"),
            base=Value(attribute="rent_paid", period=Period("annual")),
            caps=(Cap(amount=Money(yuan=1_000_000), source=at("最高不超过100万元")),),
            source=at("按实际租金的50%给予租金补贴，最高不超过100万元"),
        ),
        validity=Validity(start=date(2026, 2, 1), end=date(2028, 12, 31)),
        materials=(Note(text="营业执照、租赁合同", source=at("营业执照、租赁合同")),),
        source=at(RENT_LINES[2]),
    )
    growth = Rule(
        id="qp-growth",
        title="规模奖励",
        document=document,
        place="第三条",
        policy=meta,
        when=over("上年度营业收入5000万元以上", 50_000_000),
        award=Fixed(amount=Money(yuan=300_000), source=at("给予一次性奖励30万元")),
        obligations=(
            Note(
                text="获得奖励的企业应当配合绩效评价", source=at("获得奖励的企业应当配合绩效评价")
            ),
        ),
        source=at(RENT_LINES[3]),
    )
    return paper.draft((rent, growth))


def jobs_draft(*, unparsed: bool = False) -> Draft:
    meta = DocumentMeta(title=JOBS_LINES[0], issuer="云江市人力资源和社会保障局")
    paper = Paper(JOBS_LINES, meta)
    words = paper.at("登记失业人员")
    when: Unparsed | Has = Has(attribute="person_category", values=("登记失业人员",), source=words)
    if unparsed:
        when = Unparsed(reason="没有读懂", source=words)
    rule = Rule(
        id="yj-start",
        title="一次性创业补贴",
        document=paper.document.id,
        place="第一条",
        policy=meta,
        subject=Subject.PERSON,
        when=when,
        award=Fixed(amount=Money(yuan=10_000), source=paper.at("给予一次性创业补贴1万元")),
        source=paper.at(JOBS_LINES[1]),
    )
    doubt = Diagnostic(
        code="CX201",
        severity=Severity.WARNING,
        message="「本市」按发文机关理解为云江市",
        span=paper.at("本市"),
    )
    return paper.draft((rule,), (doubt,))


def publish(store: Store, draft: Draft) -> None:
    """All the way to publication, by two people."""
    document = draft.document.id
    store.save_document(draft.document.text.encode(), draft, "起草人")
    store.submit(document, "起草人")
    store.approve(document, "审批人")
    store.publish(document, "审批人")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path}/site.db",
        region="青屏区",
        search_folder=tmp_path / "search",
        search_vectors="off",
    )


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """The site: one policy published, one draft with open questions."""
    app = create_app(settings)
    store = app.state.site.store
    publish(store, rent_draft())
    jobs = jobs_draft(unparsed=True)
    store.save_document(jobs.document.text.encode(), jobs, "起草人")
    with TestClient(app, raise_server_exceptions=False) as found:
        yield found
