"""JSON: documents on their way to publication. Every change names its actor in ``X-Actor``."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Body, Depends, File, Form, Header, UploadFile

from api import amending, desk, signing
from api.problems import not_found
from api.review_shapes import (
    BlockOut,
    DocumentOut,
    DraftOut,
    ModelJobOut,
    PublicationOut,
    RulesIn,
    SavedOut,
    StepIn,
)
from api.shapes import DiagnosticOut
from api.site import TheSite
from compiler.extract.extractor import Reading
from rules.review import Step
from store import DocumentSummary, DraftRecord
from store.records import Wanted

router = APIRouter(prefix="/api/documents", tags=["解析与审核"])


def _actor(
    x_actor: Annotated[str, Header(description="操作人姓名，中文按百分号编码；不验证身份")],
) -> str:
    return signing.clean_name(unquote(x_actor))


Actor = Annotated[str, Depends(_actor)]


@router.get("", summary="所有文件及其审核状态")
def list_documents(site: TheSite) -> list[DocumentOut]:
    return [_summary(item) for item in site.store.list_documents()]


@router.post("", summary="上传并解析一个政策文件", status_code=201)
def upload(
    site: TheSite,
    actor: Actor,
    file: Annotated[
        UploadFile, File(description="txt、md、html、docx、pdf 或图片（png、jpg、tiff）")
    ],
    reading: Annotated[
        Reading | None,
        Form(description="由谁读：grammar、model、both；语法的草稿总是马上就有，模型在后台读"),
    ] = None,
) -> SavedOut:
    saved = desk.upload(site, file.file.read(), file.filename or "未命名", actor, reading)
    return SavedOut(document=saved.document_id, outcome=saved.outcome)


@router.post("/{document}/amend", summary="按这份修改通知改出另一份文件的新文本", status_code=201)
def amend_by(
    document: str,
    site: TheSite,
    actor: Actor,
    base: Annotated[str, Body(embed=True, description="被修改的文件的编号")],
) -> SavedOut:
    saved = amending.amend(site, document, base, actor)
    return SavedOut(document=saved.document_id, outcome=saved.outcome)


@router.get("/{document}", summary="一份文件的最新稿：规则、问题、台账、待裁定事项")
def one_document(document: str, site: TheSite) -> DraftOut:
    return _draft(site.store.get_draft(document))


@router.get("/{document}/model", summary="最近一次请模型做的事：进度、用量、结果")
def model_job(document: str, site: TheSite) -> ModelJobOut:
    site.store.get_draft(document)
    return _job(site, document)


@router.post("/{document}/model", summary="请模型读这份草稿，在后台进行", status_code=202)
def ask_model(
    document: str,
    site: TheSite,
    actor: Actor,
    wanted: Annotated[Wanted, Body(embed=True, description="both、model 或 plain（通俗解读）")],
) -> ModelJobOut:
    site.models.begin(document, wanted, actor)
    return _job(site, document)


@router.put("/{document}/rules", summary="以新的规则文件（YAML 或 JSON 文本）替换规则")
def edit(document: str, body: RulesIn, site: TheSite, actor: Actor) -> DraftOut:
    desk.refuse_stale(site.store.get_draft(document), body.revision)
    return _draft(site.store.edit_rules(document, body.rules, actor, body.why))


@router.post("/{document}/rulings", summary="对待裁定事项作出裁定")
def rule_on(
    document: str,
    site: TheSite,
    actor: Actor,
    ruling: Annotated[dict[str, Any], Body(description="裁定，含 kind；种类见 rules/ruling.py")],
) -> DraftOut:
    return _draft(site.store.rule_on(document, desk.ruling_of(ruling), actor))


@router.post("/{document}/submit", summary="提交审核")
def submit(document: str, body: StepIn, site: TheSite, actor: Actor) -> DraftOut:
    return _step(site, document, body, actor, Step.SUBMIT)


@router.post("/{document}/approve", summary="批准（须为起草人和最后修改人以外的人）")
def approve(document: str, body: StepIn, site: TheSite, actor: Actor) -> DraftOut:
    return _step(site, document, body, actor, Step.APPROVE)


@router.post("/{document}/send-back", summary="退回修改")
def send_back(document: str, body: StepIn, site: TheSite, actor: Actor) -> DraftOut:
    return _step(site, document, body, actor, Step.SEND_BACK)


@router.post("/{document}/publish", summary="发布已批准的规则")
def publish(document: str, body: StepIn, site: TheSite, actor: Actor) -> PublicationOut:
    desk.refuse_stale(site.store.get_draft(document), body.revision)
    done = site.store.publish(document, actor)
    return PublicationOut(
        document=done.document_id,
        created=[f"{item.rule.id}@{item.version}" for item in done.created],
        unchanged=list(done.unchanged),
        still_retired=list(done.still_retired),
        withdrawn=list(done.withdrawn),
    )


def _job(site: TheSite, document: str) -> ModelJobOut:
    found = site.models.progress(document)
    if found is None:
        raise not_found("模型的读法", document)
    job, spent = found.job, found.spent
    return ModelJobOut(
        document=document,
        wanted=job.wanted,
        state=job.state,
        actor=job.actor,
        said=job.said,
        calls=spent.calls,
        remembered=spent.remembered,
        failed=spent.failed,
        tokens=spent.tokens,
        cost=None if spent.cost is None else str(spent.cost),
    )


def _step(site: TheSite, document: str, body: StepIn, actor: str, step: Step) -> DraftOut:
    desk.refuse_stale(site.store.get_draft(document), body.revision)
    return _draft(desk.take_step(site, document, step, actor, body.why))


def _summary(item: DocumentSummary) -> DocumentOut:
    return DocumentOut(
        id=item.id,
        title=item.title,
        source_name=item.source_name,
        created=item.created,
        revision=item.revision,
        state=item.state.value,
        author=item.author,
        last_editor=item.last_editor,
        approver=item.approver,
        rules=item.rules,
        open_blocks=item.open_blocks,
    )


def _draft(record: DraftRecord) -> DraftOut:
    draft = record.draft
    return DraftOut(
        id=draft.document.id,
        revision=record.revision,
        state=record.state.value,
        author=record.author,
        last_editor=record.last_editor,
        approver=record.approver,
        blocks=[
            BlockOut(
                id=block.id,
                kind=block.kind.value,
                message=block.message,
                place=block.place,
                quote=block.quote,
                rules=list(block.rules),
            )
            for block in record.blocks
        ],
        diagnostics=[DiagnosticOut.of(d) for d in draft.diagnostics],
        ruleset=draft.ruleset.model_dump(mode="json", by_alias=True),
        ledger=[entry.model_dump(mode="json") for entry in draft.ledger],
    )
