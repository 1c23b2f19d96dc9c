"""Relief from a condition for some: 分支机构申请第九条补偿的，不适用前款第（二）项."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, DraftTag, single
from compiler.extract.items.class_rows import asked_of_class
from compiler.extract.items.named_benefits import benefits_named, is_called
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.reach import named_items, reaches
from compiler.extract.language.provisions import PROVISION, provisions
from rules.document import SentenceKind

_WHAT = r"(?:中|的|所|规定|列|要求|条件)*"
#: Who is relieved stands first, and then of what.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:可以?|均|暂|一律)*不适用{PROVISION}{_WHAT}(?:限制)?\s*[。;]?\s*$",
        rf"(?:可以?|均|暂|一律)*不受{PROVISION}{_WHAT}[^,;。]{{0,8}}(?:限制|约束|制约)\s*[。;]?\s*$",
        rf"(?:可以?|均|暂)*(?:不要求|(?:不|无需|不需|不必|免于)(?:具备|符合|满足|达到)|豁免|免除)"
        rf"{PROVISION}{_WHAT}\s*[。;]?\s*$",
        rf"(?:应当?|须|只需|仅需)*(?:符合|具备|满足)(?:本条|前款)?除{PROVISION}(?:以外|之外|外)的?"
        r"(?:其他)?(?:各项)?(?:条件|规定|要求)\s*[。;]?\s*$",
    )
)
#: 「第三条第（二）项不适用于分支机构」: of what, and then who.
_NOT_FOR = re.compile(
    rf"\s*(?:第[^,;。\s]{{1,5}}条\s+)?{PROVISION}{_WHAT}(?:限制)?(?:均|暂)?(?:不适用于?|不(?:约束|限制))(?P<who>[^,;。]{{2,60}}?)"
    r"\s*[。;]?\s*$"
)
#: 「不受独立法人资格限制」: of a condition named by its words.
_BY_WORDS = re.compile(
    r"(?:可以?|均|暂)*(?:不受(?P<words>[^,;。第]{2,16}?)(?:的)?(?:要求|条件)?(?:限制|约束)"
    r"|(?:可以?不|不要求|无需|不需)(?:具备|具有|符合|满足)(?P<held>[^,;。第]{2,16}?)(?:的?条件|的?要求)?)\s*[。;]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A sentence that relieves some of a condition: where that is stated, and who they are."""

    sentence: Sentence
    where: tuple[tuple[int, int], ...]
    who: tuple[DraftNode, ...]
    told: tuple[int, int]  # the words that may name the items it speaks of
    words: str = ""


def read_exemptions(outline: Outline) -> list[Exemption]:
    """The sentences that relieve; they wait as not modelled until an item has used them."""
    found = []
    for sentence in outline.sentences:
        if sentence.kind in (SentenceKind.AMOUNT, SentenceKind.HEADING, SentenceKind.DEFINITION):
            continue
        if exemptions := _each(outline, sentence):
            sentence.kind = SentenceKind.NOT_MODELLED
            found.extend(exemptions)
    return found


def _each(outline: Outline, sentence: Sentence) -> list[Exemption]:
    """What a sentence relieves of; 「A不受第一项限制；B不适用第二项」 does so twice."""
    start, end = outline.told_from(sentence), sentence.end
    at, pieces = start, []
    for piece in outline.view[start:end].split(";"):
        pieces.append(_exemption(outline, sentence, at, at + len(piece)))
        at += len(piece) + 1
    several = [exemption for exemption in pieces if exemption]
    if len(several) == len(pieces) > 1:
        return several
    whole = _exemption(outline, sentence, start, end)
    return [whole] if whole else []


def _exemption(outline: Outline, sentence: Sentence, start: int, end: int) -> Exemption | None:
    if not re.search(r"不适用|不受|不要求|[不免需必]|豁免|除", outline.view[start:end]):
        return None
    if turned := _NOT_FOR.fullmatch(outline.view, start, end):
        return _of_provision(outline, sentence, turned, *turned.span("who"))
    for form in _FORMS:
        relieved = form.search(outline.view, start, end)
        if relieved and provisions(outline, relieved):
            return _of_provision(outline, sentence, relieved, start, relieved.start())
    if by_words := _BY_WORDS.search(outline.view, start, end):
        words = by_words["words"] or by_words["held"]
        who = _who(outline, start, by_words.start())
        if who or named_items(outline, start, by_words.start()):
            told = (start, by_words.start())
            return Exemption(sentence, ((0, sentence.start),), who, told, words)
    return None


def _of_provision(
    outline: Outline, sentence: Sentence, named: re.Match[str], start: int, end: int
) -> Exemption | None:
    where = provisions(outline, named)
    asked = [s for s in outline.sentences if any(a <= s.start < b for a, b in where)]
    kinds = {s.kind for s in asked if s is not sentence}
    if SentenceKind.AMOUNT in kinds or not kinds & {SentenceKind.CONDITION, SentenceKind.EXCLUSION}:
        return None
    return Exemption(sentence, tuple(where), _who(outline, start, end), (start, end))


#: 「申请第九条所列补偿的」 says for what; whoever stands before it is who.
_APPLIES = re.compile(r"(?:申[报请领]|享受|适用|领取)[^,;。]*$")


def _who(outline: Outline, start: int, end: int) -> tuple[DraftNode, ...]:
    if benefits_named(outline, start, end):
        applies = _APPLIES.search(outline.view[start:end])
        end = start + applies.start() if applies else end
    elif named := named_items(outline, start, end):
        applies = _APPLIES.search(outline.view[start : named.start()])
        end = start + applies.start() if applies else named.start()
    if end - start < 2:
        return ()
    found = asked_of_class(outline, start, end) or outline.conditions(start, end)
    return (single(found),) if found else ()


def relieve(
    outline: Outline, item: DraftItem, number: int, exemptions: list[Exemption]
) -> DraftItem:
    """The item without the conditions it is relieved of, or with them only for the others."""
    for exemption in exemptions:
        if not reaches(outline, *exemption.told, outline.every[item.clause]):
            continue
        benefits = benefits_named(outline, *exemption.told)
        if benefits and not is_called(outline, item, benefits):
            continue
        named = bool(benefits) or named_items(outline, *exemption.told) is not None
        # 「分支机构申请第九条补偿的」 says who applies there at all: nobody else is left to ask
        who = () if named and all(_is_kind(n) for n in exemption.who) else exemption.who
        if not who and not named:
            continue
        update: dict[str, object] = {
            "own": _relieved_group(item.own, exemption, who),
            "inherited": _relieved_group(item.inherited, exemption, who),
        }
        if not who:
            kept = [_relieved(n, exemption, ()) for n in item.exclusions]
            update["exclusions"] = tuple(n for n in kept if n is not None)
        changed = item.model_copy(update=update)
        if changed != item:
            exemption.sentence.kind = SentenceKind.CONDITION
            exemption.sentence.items.append(number)
            item = changed
    return item


def _is_kind(node: DraftNode) -> bool:
    if isinstance(node, DraftGroup):
        return all(_is_kind(n) for n in node.of)
    return node.name == "主体类型" or (node.shape == "is" and node.name.startswith(_PLACED))


#: 「商业银行在本区的分支机构」: whose branch it is belongs to the kind.
_PLACED = ("商业银行", "金融机构", "银行", "总公司", "集团")


def _relieved_group(
    group: DraftGroup, exemption: Exemption, who: tuple[DraftNode, ...]
) -> DraftGroup:
    kept = [_relieved(n, exemption, who) for n in group.of]
    return group.model_copy(update={"of": tuple(n for n in kept if n is not None)})


def _relieved(
    node: DraftNode, exemption: Exemption, who: tuple[DraftNode, ...]
) -> DraftNode | None:
    """The node as it is asked of those relieved: with ``who`` as its alternative, or not at all."""
    if isinstance(node, DraftTag):
        if not _meant(node, exemption):
            return node
        sides = [n.of if isinstance(n, DraftGroup) and n.join == "any" else (n,) for n in who]
        return DraftGroup(join="any", of=(*chain(*sides), node)) if who else None
    kept = [_relieved(n, exemption, who) for n in node.of]
    left = tuple(n for n in kept if n is not None)
    gone = len(node.of) - len(left)
    if gone and (node.join == "any" or not left or (node.join == "at_least" and node.k <= gone)):
        return None  # one way of meeting it is met
    k = node.k - gone if node.join == "at_least" else node.k
    return node.model_copy(update={"of": left, "k": k})


def _meant(tag: DraftTag, exemption: Exemption) -> bool:
    start = tag.quote.start
    if not any(a <= start < b for a, b in exemption.where):
        return False
    return exemption.words in tag.quote.text
