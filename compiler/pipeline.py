"""The pipeline: bytes in, draft out, by plain functions in one tuple.

    bytes ─read▶ PolicyDocument ─segment▶ clause tree ─extract▶ draft items (strings with quotes)
          ─assemble▶ rules (ground, normalise, resolve on the way) ─compare▶ one draft of two
          readings ─refuse▶ rules without damaged sums ─ask▶ places with two senses ─check▶
          diagnostics ─account▶ ledger

Every pass takes the frozen ``Compilation`` so far and gives the next; none edits its input. Same
bytes, same draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from compiler.ambiguity import second_readings
from compiler.assemble import Assembler
from compiler.check import check
from compiler.consensus import compare
from compiler.diagnostics import diagnose
from compiler.extract.extractor import GRAMMAR_ONLY, Extraction, GrammarExtractor, Reading
from compiler.extract.items.outline import PolicyReading, Said
from compiler.extract.language.lexicon import lexicon
from compiler.extract.model.extractor import ModelExtractor
from compiler.fold import fold
from compiler.ground import Grounder
from compiler.guards.condition_figures import condition_figures
from compiler.interpreting.interpret import Interpreter
from compiler.ledger import build_ledger
from compiler.noise import DAMAGED, noise, overlap, refused
from compiler.origins import bound, origins_of
from compiler.read import read
from compiler.read.scanning import SCAN_LIMIT
from compiler.resolve import Names
from compiler.segment import Segmented, segment
from rules.benefit import Award, nested_awards
from rules.blocks import diagnostic_key
from rules.condition import Operand, leaves, operand_attributes
from rules.consensus import PartConsensus
from rules.document import DocumentMeta, LedgerEntry, PolicyDocument
from rules.draft import Draft
from rules.errors import Diagnostic
from rules.provenance import Origin, ReplyRecord
from rules.rule import DocumentRef, Rule, RuleSet
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary


@dataclass(frozen=True)
class Compilation:
    """A document on its way through the passes.

    ``proposals`` and ``proposed`` are what a model read beside the ``readings`` and ``rules`` of
    the grammar, until ``compare_readings`` makes one draft of both.
    """

    data: bytes
    source_name: str
    vocabulary: Vocabulary
    scans: int = SCAN_LIMIT
    extraction: Extraction = GRAMMAR_ONLY
    document: PolicyDocument | None = None
    segmented: Segmented | None = None
    readings: tuple[PolicyReading, ...] = ()
    proposals: tuple[PolicyReading, ...] = ()
    rule_ids: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    proposed: tuple[tuple[Rule, Said | None], ...] = ()
    attributes: tuple[Attribute, ...] = ()
    consensus: tuple[PartConsensus, ...] = ()
    origins: tuple[Origin, ...] = ()
    replies: tuple[ReplyRecord, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_document(c: Compilation) -> Compilation:
    """Bytes to canonical text."""
    result = read(c.data, c.source_name, scans=c.scans)
    return replace(c, document=result.document, diagnostics=(*c.diagnostics, *result.diagnostics))


def segment_document(c: Compilation) -> Compilation:
    """Canonical text to policies and clauses."""
    assert c.document is not None
    return replace(c, segmented=segment(c.document))


def extract_items(c: Compilation) -> Compilation:
    """Clauses to draft items, by the grammar, by a model, or by each of them."""
    assert c.segmented is not None
    segmented, wanted = c.segmented, c.extraction
    if wanted.reading is Reading.GRAMMAR or wanted.client is None:
        found = list(c.diagnostics)
        if wanted.reading is not Reading.GRAMMAR:
            file = segmented.document.source_name
            found.append(diagnose("PC705", file=file, reason=wanted.why_off or "没有设置模型"))
        readings = GrammarExtractor().read(segmented, c.vocabulary)
        return replace(c, readings=readings, diagnostics=tuple(found))
    model = ModelExtractor(wanted.client, wanted.samples, wanted.workers)
    said = model.read(segmented, c.vocabulary)
    c = replace(
        c,
        replies=tuple(r for reading in said for r in reading.replies),
        diagnostics=(*c.diagnostics, *(d for reading in said for d in reading.diagnostics)),
    )
    if wanted.reading is Reading.MODEL:
        return replace(c, readings=said)
    return replace(c, readings=GrammarExtractor().read(segmented, c.vocabulary), proposals=said)


def assemble_rules(c: Compilation) -> Compilation:
    """Draft items to rules; strings become quantities, attributes and periods."""
    assert c.segmented is not None
    document = c.segmented.document
    grounder = Grounder(document)
    names = Names(vocabulary=c.vocabulary, meta=document.meta, file=document.source_name)
    built = _assembled(c, c.readings, names, grounder, "")
    found = [*names.diagnostics, *grounder.diagnostics]
    proposed: list[tuple[Rule, Said | None]] = []
    if c.proposals:
        # attributes both readings propose are one; what is doubtful about them is told once
        again = replace(names, diagnostics=[])
        for reading, rules in zip(
            c.proposals, _assembled(c, c.proposals, again, grounder, "m"), strict=True
        ):
            proposed.extend(zip(rules, reading.said, strict=True))
        found.extend(d for d in again.diagnostics if d.code == "PC401")
    return replace(
        c,
        rules=tuple(rule for rules in built for rule in rules),
        rule_ids=tuple(tuple(rule.id for rule in rules) for rules in built),
        proposed=tuple(proposed),
        attributes=tuple(names.proposed.values()),
        diagnostics=(*c.diagnostics, *found),
    )


def _assembled(
    c: Compilation,
    readings: Sequence[PolicyReading],
    names: Names,
    grounder: Grounder,
    series: str,
) -> list[list[Rule]]:
    """The rules of each part."""
    assert c.segmented is not None
    document = c.segmented.document
    defined = definitions(fold(document.text))
    built: list[list[Rule]] = []
    for part, reading in zip(c.segmented.parts, readings, strict=True):
        names.meta = _whole_meta(part.meta, document.meta)
        interpreter = Interpreter(names, grounder, lexicon(c.vocabulary), defined)
        names.diagnostics.extend(_noted(document, reading))
        first = sum(map(len, built)) + 1
        built.append(Assembler(c.segmented, part, reading, interpreter, first, series).rules())
    return built


def compare_readings(c: Compilation) -> Compilation:
    """Two readings to one draft with what they agree on; one reading stays as it is."""
    assert c.document is not None
    attributes = {a.id: a for a in c.attributes}
    known = c.vocabulary.extended(c.attributes)
    both = compare(c.document, known, attributes, c.rules, c.proposed)
    used = {name for rule in both.rules for name in attributes_of(rule)}
    return replace(
        c,
        rules=tuple(both.rules),
        attributes=tuple(a for a in c.attributes if a.id in used),
        consensus=tuple(both.parts),
        origins=origins_of(c.readings, c.rule_ids, both.rules, both.parts),
        diagnostics=(*c.diagnostics, *both.diagnostics),
    )


def _noted(document: PolicyDocument, reading: PolicyReading) -> list[Diagnostic]:
    found = []
    for code, start, end in reading.notes:
        text = document.text[start:end]
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        span = document.span(start, end)
        found.append(diagnose(code, span, file=document.source_name, quote=span.quote[:60]))
    return found


def refuse_damaged(c: Compilation) -> Compilation:
    """What a bad copy hurt: named, and kept out of the rules."""
    assert c.document is not None
    found = noise(c.document)
    return replace(c, rules=refused(c.rules, found), diagnostics=(*c.diagnostics, *found))


def ask_which_sense(c: Compilation) -> Compilation:
    """Where the words can soundly be read in two ways: both, and one question."""
    assert c.document is not None
    told = {(p.rule, p.part) for p in c.consensus if p.state == "conflict"}
    known = c.vocabulary.extended(c.attributes)
    parts, found = second_readings(c.document, c.rules, known)
    # where two extractors differ on a place, a person looks at it anyway
    parts = tuple(p for p in parts if (p.rule, p.part) not in told)
    asked = {p.told for p in parts}
    return replace(
        c,
        consensus=(*c.consensus, *parts),
        diagnostics=(*c.diagnostics, *(d for d in found if diagnostic_key(d) in asked)),
    )


def check_rules(c: Compilation) -> Compilation:
    """Invariants no single pass can see."""
    assert c.document is not None
    damaged = [d.span for d in c.diagnostics if d.code in DAMAGED and d.span is not None]
    damaged += [
        rule.award.source
        for rule in c.rules
        if rule.award.kind == "in_kind" and any(overlap(rule.award.source, s) for s in damaged)
    ]
    found = [
        d
        for d in check(c.document, c.rules)
        if d.span is None or d.code != "PC508" or not any(overlap(d.span, s) for s in damaged)
    ]  # a figure that was refused is not one that was forgotten
    if not c.rules:
        found.append(diagnose("PC201", file=c.document.source_name))
    return replace(c, diagnostics=(*c.diagnostics, *found))


def account_sentences(c: Compilation) -> Compilation:
    """Every sentence into the ledger."""
    assert c.segmented is not None
    pairs = bound(c.segmented.parts, c.readings, c.rule_ids, c.rules, c.origins)
    ledger, found = build_ledger(c.segmented, pairs)
    passed_over = condition_figures(c.segmented.document, ledger, c.rules)
    return replace(c, ledger=ledger, diagnostics=(*c.diagnostics, *found, *passed_over))


PASSES: tuple[Callable[[Compilation], Compilation], ...] = (
    read_document,
    segment_document,
    extract_items,
    assemble_rules,
    compare_readings,
    refuse_damaged,
    ask_which_sense,
    check_rules,
    account_sentences,
)


def compile_document(
    data: bytes,
    source_name: str,
    vocabulary: Vocabulary | None = None,
    *,
    scans: int = SCAN_LIMIT,
    extraction: Extraction | None = None,
) -> Draft:
    """Compile one file; raises ``InputRejected`` when it cannot be read at all.

    At most ``scans`` pages of it may be pictures whose text must be recognised. ``extraction`` says
    who reads it; the grammar alone when not given.
    """
    c = Compilation(
        data=data,
        source_name=source_name,
        vocabulary=vocabulary or standard_vocabulary(),
        scans=scans,
        extraction=extraction or GRAMMAR_ONLY,
    )
    return _passed(c, PASSES)


def compile_again(
    draft: Draft, vocabulary: Vocabulary | None = None, *, extraction: Extraction | None = None
) -> Draft:
    """Compile the text of a draft once more, as it was read and segmented for it."""
    c = Compilation(
        data=b"",
        source_name=draft.document.source_name,
        vocabulary=vocabulary or standard_vocabulary(),
        extraction=extraction or GRAMMAR_ONLY,
        document=draft.document,
        segmented=Segmented(document=draft.document, parts=draft.parts, clauses=draft.clauses),
        diagnostics=tuple(d for d in draft.diagnostics if d.code.startswith(_OF_READING)),
    )
    return _passed(c, PASSES[2:])


_OF_READING = "PC1"


def _passed(c: Compilation, passes: Sequence[Callable[[Compilation], Compilation]]) -> Draft:
    """The draft that the passes make."""
    for step in passes:
        c = step(c)
    assert c.document is not None
    assert c.segmented is not None
    document = c.document
    ref = DocumentRef(id=document.id, source_name=document.source_name, meta=document.meta)
    return Draft(
        document=document,
        parts=c.segmented.parts,
        clauses=c.segmented.clauses,
        ruleset=RuleSet(document=ref, attributes=c.attributes, rules=c.rules),
        diagnostics=tuple(dict.fromkeys(c.diagnostics)),
        ledger=c.ledger,
        consensus=c.consensus,
        origins=c.origins,
        replies=c.replies,
    )


def definitions(view: str) -> dict[str, bool]:
    """What the text itself says of its comparison words: 「以上」「以下」均包括本数."""
    word = r"不超过|不高于|不低于|不少于|不满|以上|以下|以内|超过|高于|不足|低于|少于|未满|达到"
    found: dict[str, bool] = {}
    for sentence in re.findall(r"[^。;\n]*(?:包括|包含|含)本(?:数|级)[^。;\n]*", view):
        waiting: list[str] = []
        for clause in re.split(r",", sentence):
            waiting.extend(re.findall(word, clause))
            verdict = re.search(r"(不|均不|都不)?(?:包括|包含|含)本(?:数|级)", clause)
            if verdict:
                found.update({w: verdict[1] is None for w in waiting})
                waiting = []
    return found


def attributes_of(rule: Rule) -> set[str]:
    """Ids of all attributes a rule refers to, its award included."""
    names: set[str] = set()
    operands: list[Operand] = []
    conditions = [rule.when, *rule.unless]
    for award in nested_awards(rule.award):
        operands.extend(_operands(award))
        if award.kind == "cases":
            conditions.extend(case.when for case in award.cases)
    for condition in conditions:
        for leaf in leaves(condition):
            match leaf.kind:
                case "compare":
                    operands.extend(o for o in (leaf.operand, leaf.other) if o is not None)
                case "judged" | "unparsed":
                    pass
                case _:
                    names.add(leaf.attribute)
    names.update(a for o in operands for a, _ in operand_attributes(o))
    return names


def _operands(award: Award) -> list[Operand]:
    """What one award is computed from, the awards inside it aside."""
    found = [cap.of for cap in award.caps]
    match award.kind:
        case "rate":
            found.append(award.base)
        case "per_unit":
            found.append(award.quantity)
        case "tiers":
            found.extend((award.operand, award.base))
        case "top_up":
            found.append(award.received)
        case "fixed" | "cases" | "lesser_of" | "in_kind":
            pass
    return [operand for operand in found if operand is not None]


def _whole_meta(part: DocumentMeta, document: DocumentMeta) -> DocumentMeta:
    return document.model_copy(
        update={k: v for k, v in part.model_dump().items() if v not in ("", None)}
    )
