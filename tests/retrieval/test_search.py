"""Search over clauses: what is found, in which order, and when nothing fits."""

from __future__ import annotations

import pytest

from retrieval import ClauseIndex, Tokeniser, build_index, passages_of, search
from rules.document import Clause, ClauseKind, DocumentMeta, PolicyDocument
from rules.draft import Draft
from rules.rule import DocumentRef, RuleSet
from rules.vocabulary import Attribute, Kind, Vocabulary

VOCABULARY = Vocabulary(
    attributes=(
        Attribute(id="titles", label="资质称号", kind=Kind.TAGS, options=("专精特新小巨人企业",)),
        Attribute(id="revenue", label="营业收入", kind=Kind.MONEY, synonyms=("营收",)),
    )
)
RENT = (
    "青屏区支持软件产业发展若干措施",
    "青工信规〔2025〕3号",
    [
        "第一条 对新设立的软件企业，按实际租金的50%给予租金补贴，每年最高100万元。",
        "第二条 对首次认定的专精特新小巨人企业，给予一次性奖励50万元。",
        "第三条 申请人应当于每年3月31日前提交材料。",
    ],
)
JOBS = (
    "云江市就业补助办法",
    "云人社发〔2024〕12号",
    [
        "第一条 小微企业招用应届高校毕业生，每人给予一次性吸纳就业补贴2000元。",
        "第二条 登记失业人员自主创业的，给予创业补贴1万元。",
    ],
)


def draft_of(title: str, number: str, lines: list[str]) -> Draft:
    text = "\n".join(lines)
    document = PolicyDocument.make(
        text,
        source_name=f"{title}.txt",
        media_type="text/plain",
        meta=DocumentMeta(title=title, number=number, phone="0000-1234567"),
    )
    clauses, start = [], 0
    for index, line in enumerate(lines):
        end = start + len(line)
        marker = line.split(" ")[0]
        clauses.append(
            Clause(
                index=index,
                parent=None,
                level=1,
                kind=ClauseKind.NUMBERED,
                marker=marker,
                start=start,
                end=end,
                subtree_end=end,
                path=(marker,),
            )
        )
        start = end + 1
    return Draft(
        document=document,
        clauses=tuple(clauses),
        ruleset=RuleSet(document=DocumentRef(id=document.id, source_name=document.source_name)),
    )


@pytest.fixture(scope="module")
def index() -> ClauseIndex:
    passages = tuple(p for source in (RENT, JOBS) for p in passages_of(draft_of(*source)))
    return build_index(passages, Tokeniser(VOCABULARY))


@pytest.mark.parametrize(
    ("question", "title", "place"),
    [
        ("租金补贴最高能拿多少？", RENT[0], "第一条"),
        ("我们是专精特新小巨人，有奖励吗", RENT[0], "第二条"),
        ("什么时候提交材料", RENT[0], "第三条"),
        ("招用应届高校毕业生补贴多少", JOBS[0], "第一条"),
        ("失业了想自主创业，有创业补贴吗", JOBS[0], "第二条"),
    ],
)
def test_the_best_clause_comes_first(
    index: ClauseIndex, question: str, title: str, place: str
) -> None:
    best = search(index, question)[0]
    assert (best.passage.title, best.passage.place) == (title, place)
    assert not best.exact


@pytest.mark.parametrize(
    "question",
    [
        "养老院床位补贴怎么申请",  # 补贴 and 申请 stand everywhere, 养老院 and 床位 nowhere
        "明天会下雨吗",
        "新能源汽车充电桩",
        "",
        "？？？",
        "的了吗",
    ],
)
def test_nothing_fits_is_said_rather_than_the_least_bad(index: ClauseIndex, question: str) -> None:
    assert search(index, question) == ()


@pytest.mark.parametrize("number", ["云人社发〔2024〕12号", "云人社发[2024]12号", "〔2024〕12号"])
def test_a_document_number_is_an_exact_hit(index: ClauseIndex, number: str) -> None:
    hits = search(index, number, k=10)
    assert len(hits) == 2
    assert all(hit.exact and hit.passage.title == JOBS[0] for hit in hits)


def test_a_title_goes_before_better_words(index: ClauseIndex) -> None:
    hits = search(index, "《云江市就业补助办法》里有没有租金补贴", k=10)
    assert [hit.exact for hit in hits[:2]] == [True, True]


def test_spans_hold_the_clause_and_name_it(index: ClauseIndex) -> None:
    for passage in index.passages:
        assert passage.span.quote.startswith(passage.place)
        assert passage.phone == "0000-1234567"


def test_the_same_question_gets_the_same_bytes(index: ClauseIndex) -> None:
    again = build_index(index.passages, Tokeniser(VOCABULARY))
    for question in ("补贴", "企业奖励", "创业补贴"):
        first = [hit.model_dump_json() for hit in search(index, question)]
        assert first == [hit.model_dump_json() for hit in search(again, question)]


def test_equal_scores_are_ordered_by_place() -> None:
    source = ("甲办法甲办法", "", ["第一条 稳岗返还。", "第二条 稳岗返还。"])
    index = build_index(passages_of(draft_of(*source)), Tokeniser(VOCABULARY))
    assert [h.passage.place for h in search(index, "稳岗返还")] == ["第一条", "第二条"]


def test_an_empty_index_answers_with_nothing() -> None:
    assert search(build_index((), Tokeniser(VOCABULARY)), "租金补贴") == ()


def test_words_of_the_vocabulary_stay_whole() -> None:
    words = Tokeniser(VOCABULARY).content_words("我公司是专精特新小巨人企业，营收多少")
    assert "专精特新小巨人企业" in words
    assert "营收" in words


def test_a_word_no_clause_uses_is_found_under_its_other_names() -> None:
    source = ("甲办法甲办法", "", ["第一条 营业收入达标的给予奖励。", "第二条 其他事项。"])
    index = build_index(passages_of(draft_of(*source)), Tokeniser(VOCABULARY))
    assert [h.passage.place for h in search(index, "营收达到多少")] == ["第一条"]


def test_unsegmented_text_is_searched_by_line() -> None:
    draft = draft_of(*RENT).model_copy(update={"clauses": ()})
    passages = passages_of(draft)
    assert [p.span.quote for p in passages] == RENT[2]
