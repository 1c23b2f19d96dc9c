"""What officials do to a document, for the pages and the JSON interface alike."""

from __future__ import annotations

from contextlib import suppress
from typing import assert_never

from pydantic import TypeAdapter, ValidationError

from api.problems import Problem
from api.site import Site
from compiler.extract.extractor import Reading
from rules.codec import check_kinds, check_spans, dump_ruleset, load_ruleset
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity, TransitionRefused
from rules.review import ReviewState, Step
from rules.rule import Rule, RuleSet
from rules.ruling import ReplaceRule, Ruling, used_attributes
from rules.vocabulary import Vocabulary
from store import DraftRecord, NoSuchRecord, Saved
from store.records import Wanted

_RULING: TypeAdapter[Ruling] = TypeAdapter(Ruling)


def upload(site: Site, data: bytes, name: str, actor: str, wanted: Reading | None = None) -> Saved:
    """Compile a file and keep it with its draft; raises InputRejected for an unusable file.

    The draft is the grammar's, at once. Where a model is to read too (as the settings say when
    ``wanted`` is not given) and there is one, it begins to in the background.
    """
    from compiler.confined import compile_confined

    limit = site.settings.max_upload_mb
    if len(data) > limit * 1024 * 1024:
        raise Problem(413, "too-large", f"文件超过 {limit} MB。请拆分后上传，或请管理员调整上限。")
    draft = compile_confined(
        data,
        name,
        site.catalogue().vocabulary,
        seconds=site.settings.compile_seconds,
        megabytes=site.settings.compile_mb,
    )
    reading = wanted or Reading(site.settings.upload_reading)
    asked = _ASKED[reading] if site.models.status().on else None
    if asked and _read_by_a_model(site, draft.document.id):
        saved = Saved(document_id=draft.document.id, outcome="unchanged")
    else:
        saved = site.store.save_document(data, draft, actor)
    if asked:
        # a draft that people work on, or that is being read: its page says how it stands
        with suppress(TransitionRefused):
            site.models.begin(draft.document.id, asked, actor)
    return saved


_ASKED: dict[Reading, Wanted | None] = {
    Reading.GRAMMAR: None,
    Reading.MODEL: "model",
    Reading.BOTH: "both",
}


def _read_by_a_model(site: Site, document_id: str) -> bool:
    """Whether a model's reading is the draft: it stays until the next one is there."""
    try:
        return bool(site.store.get_draft(document_id).draft.replies)
    except NoSuchRecord:
        return False


def rule_text(draft: Draft, rule: Rule) -> str:
    """One rule as an editable rule file: with its document and the attributes it brought."""
    return dump_ruleset(
        RuleSet(
            document=draft.ruleset.document,
            attributes=used_attributes(rule, draft.ruleset.attributes),
            rules=(rule,),
        )
    )


def edit_rule(
    site: Site, record: DraftRecord, rule_id: str, text: str, why: str, actor: str
) -> DraftRecord:
    """Put an edited rule in the place of the old one; raises InputRejected with every fault."""
    draft = record.draft
    file = f"条目 {rule_id}"
    known = site.catalogue().vocabulary.extended(draft.ruleset.attributes)
    edited = load_ruleset(text, file=file, vocabulary=known)
    if len(edited.rules) != 1 or edited.rules[0].id != rule_id:
        raise _rejected(file, f"这里只能修改条目「{rule_id}」本身，应恰好写一条规则且编号不变。")
    merged = _merged(draft.ruleset, edited)
    _refuse_unsound(edited, draft, site.catalogue().vocabulary.extended(merged.attributes))
    if record.state is ReviewState.IN_REVIEW and merged.attributes == draft.ruleset.attributes:
        ruling = ReplaceRule(rule=edited.rules[0], why=why)
        return site.store.rule_on(draft.document.id, ruling, actor)
    return site.store.edit_rules(draft.document.id, merged, actor, why)


def edit_ruleset(site: Site, record: DraftRecord, text: str, why: str, actor: str) -> DraftRecord:
    """Put an edited rule file in the place of all the rules: the way to add an item."""
    draft = record.draft
    known = site.catalogue().vocabulary
    edited = load_ruleset(text, file="规则文件", vocabulary=known)
    _refuse_unsound(edited, draft, known.extended(edited.attributes))
    return site.store.edit_rules(draft.document.id, edited, actor, why)


def ruling_of(fields: dict[str, str]) -> Ruling:
    """A ruling from the fields of a form or a JSON object; raises InputRejected."""
    try:
        return _RULING.validate_python(fields)
    except ValidationError as error:
        missing = [
            _FIELDS.get(str(e["loc"][-1]), str(e["loc"][-1])) if e["loc"] else "种类"
            for e in error.errors()
        ]
        names = "、".join(dict.fromkeys(missing))
        raise _rejected("裁定", f"请填写或更正：{names}") from None


def refuse_stale(record: DraftRecord, revision: int) -> None:
    """Refuse a step decided while looking at an older revision."""
    if record.revision != revision:
        raise Problem(
            409,
            "stale-revision",
            f"您看的是第{revision}稿，现在已是第{record.revision}稿，"
            f"由 {record.last_editor} 修改。请先查看最新内容。",
        )


_FIELDS = {"why": "理由", "body": "认定部门", "block": "待裁定事项", "rule": "条目", "into": "指标"}


def _refuse_unsound(edited: RuleSet, draft: Draft, vocabulary: Vocabulary) -> None:
    wrong = [*check_kinds(edited, vocabulary), *check_spans(edited, draft.document)]
    if any(d.severity is Severity.ERROR for d in wrong):
        raise InputRejected(wrong)


def _merged(old: RuleSet, edited: RuleSet) -> RuleSet:
    """``old`` with the edited rule and its attributes in place of those of the same id."""
    changed = {a.id: a for a in edited.attributes}
    attributes = [changed.pop(a.id, a) for a in old.attributes]
    replacement = edited.rules[0]
    return old.model_copy(
        update={
            "attributes": (*attributes, *changed.values()),
            "rules": tuple(replacement if r.id == replacement.id else r for r in old.rules),
        }
    )


def _rejected(file: str, message: str) -> InputRejected:
    return InputRejected(
        [Diagnostic(code="API002", severity=Severity.ERROR, message=message, file=file)]
    )


def take_step(site: Site, document_id: str, step: Step, actor: str, why: str) -> DraftRecord:
    """One step of the review other than editing; raises TransitionRefused."""
    store = site.store
    match step:
        case Step.SUBMIT:
            return store.submit(document_id, actor, why)
        case Step.APPROVE:
            return store.approve(document_id, actor, why)
        case Step.SEND_BACK:
            return store.send_back(document_id, actor, why)
        case Step.PUBLISH:
            store.publish(document_id, actor)
            return store.get_draft(document_id)
        case Step.EDIT | Step.RULE | Step.RETIRE:
            raise ValueError(f"{step} is not a step of a whole document")
        case _:
            assert_never(step)
