"""The clauses somebody needs beside one clause: by structure first, then by likeness."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from compiler import compile_document
from retrieval.related import Relation, related_clauses
from rules.draft import Draft
from tests.retrieval.hashing import HashingEmbedder

TEXTS = Path(__file__).resolve().parents[2] / "policy_texts"


@cache
def draft(slug: str) -> Draft:
    (source,) = (TEXTS / slug).glob("source.*")
    return compile_document(source.read_bytes(), source.name)


def clause(slug: str, beginning: str) -> int:
    """The clause whose text begins so."""
    text = draft(slug).document.text
    (index,) = (c.index for c in draft(slug).clauses if text[c.start : c.end].startswith(beginning))
    return index


def found(slug: str, beginning: str, k: int = 30) -> list[tuple[str, Relation]]:
    """The first words of every related stretch, with the reason."""
    related = related_clauses(draft(slug), clause(slug, beginning), k)
    return [(r.span.quote.split("\n")[0], r.relation) for r in related]


@pytest.mark.parametrize(
    ("slug", "asked_from", "needed", "relation"),
    [
        ("linggang-talent-rules", "第六条", "第五条 安家补贴", Relation.NAMES),  # 按前条表列标准
        ("linggang-talent-rules", "第七条", "第三条 个人申请", Relation.NAMED_BY),  # 第二章各项
        ("linggang-talent-rules", "第七条", "第四条 有下列情形", Relation.NAMED_BY),
        ("linggang-talent-rules", "第五条", "第二条 本细则所称", Relation.DEFINITION),
        ("linggang-talent-rules", "第十二条", "第十一条 申请本章", Relation.GENERAL),
        ("linggang-talent-rules", "第十二条", "第十六条 同一人员", Relation.GENERAL),
        ("qingping-finance-support-measures", "第九条", "第三条 申请本办法", Relation.NAMED_BY),
        ("qingping-finance-support-measures", "第五条", "第二条 本办法下列", Relation.DEFINITION),
        ("qingping-finance-support-measures", "第六条", "第四条 有下列情形", Relation.GENERAL),
        ("linggang-service-measures", "1.支持总部", "四、有关事项", Relation.NAMED_BY),  # 第1条
        ("songhu-jobs-policy-list", "每招用1人补助", "五、同一单位", Relation.NAMED_BY),  # 第2项
        ("songhu-jobs-policy-list", "每招用1人补助", "招用离校两年内", Relation.BESIDE),
        ("shiqiao-employment-guide", "【领多少】按见习", "最后说几句", Relation.NAMED_BY),  # 问题六
        ("shiqiao-employment-guide", "【领多少】按见习", "问题六、", Relation.ABOVE),
        ("yunjiang-guide-cards", "1．治理项目补助", "条件要求", Relation.BESIDE),
        ("songhu-culture-tourism-measures", "第五条", "第三条 本办法所称", Relation.DEFINITION),
        ("wangchuan-green-event-rules", "支持标准：按装机", "支持范围：利用", Relation.BESIDE),
    ],
)
def test_what_structure_says_is_needed_is_found(
    slug: str, asked_from: str, needed: str, relation: Relation
) -> None:
    assert any(
        words.startswith(needed) and why is relation for words, why in found(slug, asked_from)
    )


def test_conditions_of_another_chapter_and_other_cards_are_not_general() -> None:
    why = dict(found("linggang-talent-rules", "第十二条"))
    assert why.get("第三条 个人申请本细则第二章各项补贴和服务的，应当具备以下条件：") in (
        None,
        Relation.SIMILAR,
    )
    card = found("yunjiang-guide-cards", "1．治理项目补助")
    general = [words for words, relation in card if relation is Relation.GENERAL]
    assert [words for words in general if words.startswith("1．")] == []


@pytest.mark.parametrize(
    ("words", "names_it"),
    [
        ("符合第一条规定的企业", True),
        ("符合本办法第一条规定的企业", True),
        ("符合《云江市甲办法》第一条规定的企业", False),
        ("符合《云江市甲办法》（云府规〔2024〕1号）第一条规定的企业", False),
    ],
)
def test_an_article_of_another_document_is_not_one_of_ours(words: str, names_it: bool) -> None:
    lines = ["第一条 在本市注册的企业可以申请。", "", f"第二条 对{words}，奖励10万元。"]
    small = compile_document("\n".join(["甲市奖励办法", "", *lines]).encode(), "a.txt")
    (asked_from,) = (c.index for c in small.clauses if c.marker == "第二条")
    why = {r.clause.marker: r.relation for r in related_clauses(small, asked_from, 9)}
    assert (why.get("第一条") is Relation.NAMES) is names_it


@pytest.mark.parametrize("embedder", [None, HashingEmbedder()], ids=["words", "vectors too"])
def test_stretches_hold_their_quotes_and_do_not_overlap(embedder: HashingEmbedder | None) -> None:
    for slug in ("linggang-talent-rules", "songhu-service-handbook", "yunjiang-employment-faq"):
        document = draft(slug).document
        for asked_from in draft(slug).clauses[::7]:
            related = related_clauses(draft(slug), asked_from.index, 99, embedder)
            spans = sorted((r.span.start, r.span.end) for r in related)
            assert all(document.holds(r.span) for r in related)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
            own = range(asked_from.start, asked_from.subtree_end)
            assert not any(s in own for s, _ in spans)


def test_more_room_only_adds() -> None:
    ten = related_clauses(draft("linggang-talent-rules"), 28, 10)
    assert related_clauses(draft("linggang-talent-rules"), 28, 4) == ten[:4]
    assert related_clauses(draft("linggang-talent-rules"), 28, 10) == ten
