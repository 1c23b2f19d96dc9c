"""JSON: the published policies and their items."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.catalogue_shapes import PolicyOut, PolicyTextOut, RuleBrief, RuleOut, VersionOut
from api.shapes import Day
from api.site import Catalogue, PolicyRow, TheCatalogue, TheSite
from api.web.rule_view import rule_view
from store.records import PublishedRule

router = APIRouter(prefix="/api", tags=["政策与条目"])
On = Annotated[Day | None, Query(description="按哪一天判断有效状态，默认今天")]


@router.get("/policies", summary="已发布的政策列表")
def list_policies(catalogue: TheCatalogue, on: On = None) -> list[PolicyOut]:
    return [_policy(catalogue, row) for row in catalogue.rows(on or date.today())]


@router.get("/policies/{document}", summary="一份政策的发文信息与条目")
def one_policy(document: str, catalogue: TheCatalogue, on: On = None) -> PolicyOut:
    return _policy(catalogue, catalogue.row(document, on or date.today()))


@router.get("/policies/{document}/text", summary="一份政策的全文，引文位置以此为准")
def policy_text(document: str, catalogue: TheCatalogue) -> PolicyTextOut:
    row = catalogue.row(document, date.today())
    text = catalogue.draft(document).document.text
    return PolicyTextOut(id=document, title=row.title, text=text)


@router.get("/rules", summary="已发布的补贴条目")
def list_rules(
    catalogue: TheCatalogue,
    document: Annotated[str | None, Query(description="只要这份政策的条目")] = None,
) -> list[RuleBrief]:
    if document is not None:
        catalogue.draft(document)
    return [
        _brief(item)
        for item in catalogue.published
        if document is None or item.document_id == document
    ]


@router.get("/rules/{rule}", summary="一个条目：规则全文与中文表述")
def one_rule(rule: str, catalogue: TheCatalogue) -> RuleOut:
    item = catalogue.rule(rule)
    return RuleOut(
        **_brief(item).model_dump(),
        sentences=rule_view(item.rule, catalogue.vocabulary).sentences,
        rule=item.rule.model_dump(mode="json", by_alias=True),
        hash=item.hash,
        published_at=item.published_at,
    )


@router.get("/rules/{rule}/versions", summary="一个条目发布过的各个版本")
def rule_versions(rule: str, site: TheSite) -> list[VersionOut]:
    newest = site.store.get_rule_version(rule)
    found = [newest] + [
        site.store.get_rule_version(rule, number) for number in range(newest.version - 1, 0, -1)
    ]
    return [
        VersionOut(
            version=item.version,
            hash=item.hash,
            author=item.author,
            approver=item.approver,
            published_at=item.published_at,
        )
        for item in found
    ]


def _policy(catalogue: Catalogue, row: PolicyRow) -> PolicyOut:
    meta = row.meta
    return PolicyOut(
        id=row.id,
        title=row.title,
        issuer=meta.issuer,
        number=meta.number,
        published=meta.published,
        effective=meta.effective,
        expires=meta.expires,
        phone=meta.phone,
        source_name=row.source_name,
        state=row.state,
        items=row.items,
        rules=[rule.id for rule in catalogue.rules_of(row.id)],
    )


def _brief(item: PublishedRule) -> RuleBrief:
    rule = item.rule
    return RuleBrief(
        id=rule.id,
        title=rule.title,
        place=rule.place,
        document=item.document_id,
        subject=rule.subject.value,
        department=rule.department,
        version=item.version,
    )
