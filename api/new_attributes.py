"""What a text brought along beside the vocabulary: how it is shown, and what is decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.nearness import near_attributes
from rules.rule import Rule
from rules.ruling import AcceptAttribute, MergeAttribute, RenameAttribute, Ruling, used_attributes
from rules.vocabulary import Attribute, Vocabulary


@dataclass(frozen=True, slots=True)
class NewAttribute:
    """A proposed attribute with those it may be another name of and the items that ask for it."""

    attribute: Attribute
    near: tuple[Attribute, ...]
    rules: tuple[Rule, ...]


def new_attributes(draft: Draft, vocabulary: Vocabulary) -> list[NewAttribute]:
    """The proposed attributes of a draft, in the order of the text."""
    asked: dict[str, list[Rule]] = {}
    for rule in draft.ruleset.rules:
        for attribute in used_attributes(rule, draft.ruleset.attributes):
            asked.setdefault(attribute.id, []).append(rule)
    return [
        NewAttribute(a, near_attributes(a, vocabulary), tuple(asked.get(a.id, ())))
        for a in draft.ruleset.attributes
        if a.proposed
    ]


def rulings_of(
    do: str,
    picked: Sequence[str],
    fields: Mapping[str, str],
    draft: Draft,
    vocabulary: Vocabulary,
) -> tuple[Ruling, ...]:
    """The rulings a form asks for: ``做什么:指标`` for one, or one thing for all that are picked.

    Raises InputRejected when nothing is picked, a picked one has no near attribute to be merged
    into, or a needed field is empty.
    """
    what, _, one = do.partition(":")
    wanted = {one} if one else set(picked)
    chosen = [a for a in new_attributes(draft, vocabulary) if a.attribute.id in wanted]
    if not chosen:
        raise _rejected("没有选中新指标", "请勾选要一并处理的新指标；已经处理过的不再列出")
    return tuple(_ruling(what, new, fields, vocabulary) for new in chosen)


def _ruling(
    what: str, new: NewAttribute, fields: Mapping[str, str], vocabulary: Vocabulary
) -> Ruling:
    name = new.attribute.id
    typed = {
        key: fields.get(f"{key}|{name}", "").strip() for key in ("label", "department", "into")
    }
    match what:
        case "accept" if typed["label"] in ("", new.attribute.label):
            return AcceptAttribute(attribute=name, department=typed["department"])
        case "accept":
            return RenameAttribute(
                attribute=name,
                to=typed["label"],
                label=typed["label"],
                department=typed["department"],
            )
        case "merge" if typed["into"]:
            named = vocabulary.named(typed["into"])
            return MergeAttribute(attribute=name, into=named.id if named else typed["into"])
        case "merge_near" if new.near:
            return MergeAttribute(attribute=name, into=new.near[0].id)
        case "merge":
            raise _rejected(
                f"没有写明「{new.attribute.label}」要并入哪个指标", "请填写已有指标的名称或编号"
            )
        case "merge_near":
            raise _rejected(
                f"「{new.attribute.label}」没有相近的已有指标", "请去掉它的勾选，或认可为新指标"
            )
        case _:
            raise _rejected(f"不认识的操作「{what}」", "请用页面上的按钮")


def _rejected(message: str, hint: str) -> InputRejected:
    return InputRejected(
        [
            Diagnostic(
                code="API005", severity=Severity.ERROR, message=message, hint=hint, file="新指标"
            )
        ]
    )
