"""Each rule of counting with a case it accepts and a case it refuses.

Long because every rule has both, in the order in which the scorer applies them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from compiler.read import read
from compiler.scoring.report import work_list
from compiler.scoring.score import DocumentScore, Part, Tally, score_corpus, score_document
from rules import load_ruleset
from rules.benefit import Award
from rules.condition import Condition
from rules.document import LedgerEntry, PolicyDocument, SentenceKind
from rules.draft import Draft
from rules.errors import InputRejected
from rules.rule import DocumentRef, Rule, RuleSet
from rules.vocabulary import Attribute, Kind

TEXT = (
    "第一条 上年度营业收入2000万元以上、近三年无重大违法、实际服务面积500平方米以上、"
    "未享受同类补贴的国家高新技术企业，经专家评审择优，按项目总投资额的10%给予最高50万元奖励。\n"
    "第二条 对新引进项目的企业，给予20万元奖励。\n"
)
DOCUMENT = PolicyDocument.make(TEXT, source_name="t.txt", media_type="text/plain")

FIRST = "按项目总投资额的10%给予最高50万元奖励"
SECOND = "给予20万元奖励"
_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
_AWARD: TypeAdapter[Award] = TypeAdapter(Award)


def at(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return DOCUMENT.span(start, start + len(quote)).model_dump()


def condition(kind: str, quote: str = "上年度营业收入2000万元以上", **fields: Any) -> Condition:
    return _CONDITION.validate_python({"kind": kind, "source": at(quote), **fields})


def group(kind: str, *children: Condition, **fields: Any) -> Condition:
    return _CONDITION.validate_python(
        {"kind": kind, "of": children[0] if kind == "not" else children, **fields}
    )


def revenue(op: str = ">=", value: str = "2000万元", **operand: Any) -> Condition:
    asked = {"kind": "value", "attribute": "revenue", "period": "Y-1", **operand}
    return condition("compare", operand=asked, op=op, value=value)


def area(label: str, quote: str, value: str = "500平方米") -> Condition:
    asked = {"kind": "value", "attribute": f"?{label}"}
    return condition("compare", quote, operand=asked, op=">=", value=value)


def clean(
    expected: bool = False, period: str = "R36M", quote: str = "近三年无重大违法"
) -> Condition:
    asked = {"attribute": "serious_violation", "expected": expected, "period": period}
    return condition("is", quote, **asked)


def titled(*values: str, quote: str = "国家高新技术企业", **fields: Any) -> Condition:
    return condition("has", quote, attribute="titles", values=values, **fields)


def statement(label: str, quote: str = "未享受同类补贴", **fields: Any) -> Condition:
    return condition("is", quote, attribute=f"?{label}", **fields)


def award(kind: str = "fixed", quote: str = FIRST, **fields: Any) -> Award:
    if kind == "fixed":
        fields.setdefault("amount", "50万元")
    return _AWARD.validate_python({"kind": kind, "source": at(quote), **fields})


def item(
    when: Condition,
    grant: Award | None = None,
    *,
    unless: Sequence[Condition] = (),
    line: int = 0,
    name: str = "a",
    title: str = "奖励",
) -> Rule:
    return Rule.model_validate(
        {
            "id": name,
            "title": title,
            "document": DOCUMENT.id,
            "place": f"第{line}条",
            "when": when,
            "unless": tuple(unless),
            "award": grant or award(),
            "source": at(TEXT.splitlines()[line]),
        }
    )


def ruleset(*rules: Rule, **kinds: Kind) -> RuleSet:
    """A rule set whose proposed attributes are ``kinds``, by label."""
    attributes = tuple(
        Attribute(id=f"?{label}", label=label, kind=kind, unit="家", proposed=True)
        for label, kind in kinds.items()
    )
    ref = DocumentRef(id=DOCUMENT.id, source_name="t.txt")
    return RuleSet(document=ref, attributes=attributes, rules=rules)


def compared(golden: Condition, compiled: Condition, **kinds: Kind) -> Tally:
    return scored(item(golden), item(compiled), **kinds).leaves


def scored(golden: Rule, compiled: Rule, **kinds: Kind) -> DocumentScore:
    return score_document(ruleset(golden, **kinds), ruleset(compiled, **kinds), DOCUMENT)


def exact(golden: Award, compiled: Award, **kinds: Kind) -> bool:
    score = scored(item(clean(), golden), item(clean(), compiled), **kinds)
    return score.awards_exact == Part(right=1, of=1)


RIGHT, WRONG = Tally(right=1), Tally(missed=1, spurious=1)
GROWTH = {"kind": "growth", "attribute": "revenue", "period": "Y-1"}


@pytest.mark.parametrize(
    ("golden", "compiled"),
    [
        (revenue(), revenue()),
        (revenue(), revenue(value="0.2亿元")),
        (clean(), clean()),
        (clean(), group("not", clean(expected=True))),
        (titled("甲", "乙"), titled("乙", "甲")),
        (titled("“小巨人”企业（国家级）"), titled("小巨人企业国家级")),
        (group("not", titled("甲")), group("not", titled("甲"))),
        (
            condition("judged", "经专家评审择优", gate="经专家评审择优"),
            condition("judged", "专家评审择优，按", gate="另一种写法"),
        ),
        (
            condition("within", attribute="established_on", period="2021-01-01.."),
            condition("within", attribute="established_on", period="2021-01-01.."),
        ),
    ],
)
def test_a_leaf_with_everything_equal_is_right(golden: Condition, compiled: Condition) -> None:
    assert compared(golden, compiled) == RIGHT


@pytest.mark.parametrize(
    ("golden", "compiled"),
    [
        (revenue(), revenue(op=">")),
        (revenue(), revenue(value="200万元")),
        (revenue(), revenue(period="Y")),
        (revenue(), revenue(attribute="profit")),
        (revenue(value="10%", **GROWTH), revenue(value="10%", **(GROWTH | {"attribute": "tax"}))),
        (revenue(kind="increment"), revenue()),
        (
            revenue(kind="over_years", period="Y-3..Y-1", aggregate="sum"),
            revenue(kind="over_years", period="Y-3..Y-1", aggregate="mean"),
        ),
        (revenue(value="12个月"), revenue(value="1年")),
        (revenue(value="3件"), revenue(value="3家")),
        (clean(), clean(expected=True)),
        (clean(), clean(period="now")),
        (clean(), group("not", clean())),
        (titled("甲", "乙"), titled("甲")),
        (titled("甲"), titled("甲", first=True)),
        (titled("甲"), titled("甲", period="Y-1")),
        (titled("甲"), group("not", titled("甲"))),
        (
            condition("one_of", attribute="industry", values=("制造业",)),
            condition("one_of", attribute="industry", values=("制造业", "服务业")),
        ),
        (
            condition("judged", "经专家评审择优", gate="经专家评审择优"),
            condition("judged", "择优，按项目总投资额", gate="择优"),
        ),
        (
            condition("within", attribute="established_on", period="2021-01-01.."),
            condition("within", attribute="established_on", period="..2021-01-01"),
        ),
        (revenue(), condition("unparsed", reason="没有读懂")),
        (condition("unparsed", reason="没有读懂"), condition("unparsed", reason="没有读懂")),
    ],
)
def test_a_leaf_with_one_thing_unlike_is_missed_and_spurious(
    golden: Condition, compiled: Condition
) -> None:
    assert compared(golden, compiled) == WRONG


def test_the_other_side_of_a_comparison_counts() -> None:
    def against(attribute: str, times: str | None) -> Condition:
        left, right = (
            {"kind": "value", "attribute": name, "period": "Y-1"} for name in ("revenue", attribute)
        )
        return condition("compare", operand=left, op=">=", other=right, times=times)

    assert compared(against("tax", "50%"), against("tax", "50%")) == RIGHT
    assert compared(against("tax", None), against("tax", "100%")) == RIGHT
    assert compared(against("tax", "50%"), against("tax", "60%")) == WRONG
    assert compared(against("tax", "50%"), against("profit", "50%")) == WRONG
    assert compared(against("tax", "50%"), revenue()) == WRONG


def test_a_leaf_counts_only_in_its_role() -> None:
    golden = item(revenue(), unless=(titled("甲"),))
    assert scored(golden, golden).leaves == Tally(right=2)
    moved = item(group("all", revenue(), titled("甲")))
    assert scored(golden, moved).leaves == Tally(right=1, missed=1, spurious=1)
    cased = award("cases", cases=({"when": titled("甲"), "award": award()},))
    assert scored(golden, item(revenue(), cased)).leaves == Tally(right=1, missed=1, spurious=1)


def test_a_leaf_written_twice_counts_twice() -> None:
    once, twice = revenue(), group("any", revenue(), revenue())
    assert compared(twice, twice) == Tally(right=2)
    assert compared(once, twice) == Tally(right=1, spurious=1)
    assert compared(twice, once) == Tally(right=1, missed=1)


def test_a_threshold_in_a_band_is_not_a_leaf() -> None:
    bands = ({"lower": "2000万元", "amount": "50万元", "source": at(FIRST)},)
    operand = {"kind": "value", "attribute": "revenue", "period": "Y-1"}
    tiers = award("tiers", machine="step", operand=operand, bands=bands)
    as_leaf = item(group("all", clean(), revenue()))
    score = scored(as_leaf, item(clean(), tiers))
    assert score.leaves == Tally(right=1, missed=1)
    assert score.awards_exact == Part(right=0, of=1)


WHOLE = "实际服务面积500平方米以上"


@pytest.mark.parametrize(
    ("label", "quote"),
    [
        ("实际服务面积", WHOLE),
        ("须具有“实际服务面积”的", "面积500"),  # the label alone is enough
        ("服务面积", "服务面积500平方米以上"),  # the stretch alone is enough
    ],
)
def test_a_proposed_attribute_is_its_label_or_its_stretch(label: str, quote: str) -> None:
    kinds = {"实际服务面积": Kind.AREA, label: Kind.AREA}
    assert compared(area("实际服务面积", WHOLE), area(label, quote), **kinds) == RIGHT


def test_a_proposed_attribute_of_another_stretch_kind_or_number_is_wrong() -> None:
    golden = area("实际服务面积", WHOLE)
    kinds = {"实际服务面积": Kind.AREA, "面积": Kind.AREA, "间数": Kind.COUNT}
    assert compared(golden, area("面积", "面积500"), **kinds) == WRONG
    assert compared(golden, area("间数", WHOLE), **kinds) == WRONG
    assert compared(golden, area("面积", WHOLE, value="400平方米"), **kinds) == WRONG
    known = {"kind": "value", "attribute": "store_area"}
    found = condition("compare", WHOLE, operand=known, op=">=", value="500平方米")
    assert compared(golden, found, **kinds) == WRONG


def test_the_sides_of_a_proposed_share_are_known_by_label_alone() -> None:
    def share(part: str, whole: str) -> Condition:
        asked = {"kind": "share", "part": f"?{part}", "whole": f"?{whole}"}
        return condition("compare", operand=asked, op=">=", value="10%")

    kinds = {"甲额": Kind.MONEY, "乙额": Kind.MONEY}
    assert compared(share("甲额", "乙额"), share("甲额", "乙额"), **kinds) == RIGHT
    assert compared(share("甲额", "乙额"), share("乙额", "甲额"), **kinds) == WRONG


def test_a_negation_in_a_label_turns_the_answer() -> None:
    kinds = {name: Kind.BOOL for name in ("未享受同类补贴", "享受同类补贴", "已享受补贴")}
    golden = statement("未享受同类补贴")
    assert compared(golden, statement("享受同类补贴", expected=False), **kinds) == RIGHT
    assert compared(golden, statement("享受同类补贴"), **kinds) == WRONG
    assert compared(golden, statement("已享受补贴", expected=False), **kinds) == RIGHT
    assert compared(golden, statement("已享受补贴"), **kinds) == WRONG
    assert compared(golden, statement("未享受同类补贴", expected=False), **kinds) == WRONG
    assert compared(golden, statement("未享受同类补贴", period="ever"), **kinds) == WRONG


def test_items_pair_by_their_text_and_each_only_once() -> None:
    one = item(revenue())
    other = item(clean(), award(quote=SECOND, amount="20万元"), line=1, name="b")
    swapped = ruleset(other.model_copy(update={"id": "x"}), one.model_copy(update={"id": "y"}))
    score = score_document(ruleset(one, other), swapped, DOCUMENT)
    assert {(i.golden, i.compiled) for i in score.items_read} == {("a", "y"), ("b", "x")}
    assert score.items == Tally(right=2)
    assert score.leaves == Tally(right=2)

    doubled = ruleset(one, one.model_copy(update={"id": "again"}))
    score = score_document(ruleset(one, other), doubled, DOCUMENT)
    assert score.items == Tally(right=1, missed=1, spurious=1)
    assert score.leaves == Tally(right=1, missed=1, spurious=1)
    assert score.awards_exact == Part(right=1, of=2)


def test_items_without_common_text_pair_only_by_place_and_title() -> None:
    golden = item(clean(), award(quote="50万元"))
    elsewhere = item(clean(), award(quote="10%"))
    assert scored(golden, elsewhere).items == Tally(right=1)
    renamed = item(clean(), award(quote="10%"), title="另一项")
    assert scored(golden, renamed).items == Tally(missed=1, spurious=1)


def test_structure_is_a_figure_of_its_own() -> None:
    a, b, c = revenue(), clean(), titled("甲")

    def same(golden: Condition, compiled: Condition) -> Part:
        return scored(item(golden), item(compiled)).structures

    yes, no = Part(right=1, of=1), Part(right=0, of=1)
    assert same(group("all", a, b, c), group("all", c, group("all", b, a))) == yes
    assert same(group("all", a, group("any", b, c)), group("all", group("any", c, b), a)) == yes
    assert same(group("all", a, group("any", b, c)), group("all", a, b, c)) == no
    assert same(group("at_least", a, b, c, k=1), group("at_least", a, b, c, k=2)) == no
    assert same(group("any", a, b), group("all", a, b)) == no
    # what is not right is left out, but nothing right at all is no agreement
    assert same(group("all", a, b), group("all", a, titled("乙"))) == yes
    assert same(a, b) == no


def test_exclusions_are_alternatives_together_or_apart() -> None:
    a, b = revenue(), titled("甲")
    apart = item(clean(), unless=(a, b))
    together = item(clean(), unless=(group("any", a, b),))
    both = item(clean(), unless=(group("all", a, b),))
    assert scored(apart, together).structures == Part(right=1, of=1)
    assert scored(apart, both).structures == Part(right=0, of=1)


TAX = {"kind": "value", "attribute": "tax", "period": "Y-1"}
CAP = {"amount": "50万元", "source": at("50万元")}
RATE: dict[str, Any] = {"rate": "10%", "base": TAX, "caps": (CAP,)}
UNIT: dict[str, Any] = {"amount": "1万元", "quantity": TAX}


@pytest.mark.parametrize(
    ("kind", "fields", "change"),
    [
        ("fixed", {}, {"amount": "51万元"}),
        ("fixed", {}, {"ceiling": True}),
        ("fixed", {}, {"per": "year"}),
        ("fixed", {}, {"lasting": "3年"}),
        ("fixed", {}, {"floor": "1万元"}),
        ("fixed", {}, {"instalments": ("40%", "60%")}),
        ("rate", RATE, {"rate": "11%"}),
        ("rate", RATE, {"base": TAX | {"period": "Y"}}),
        ("rate", RATE, {"base": TAX | {"attribute": "revenue"}}),
        ("rate", RATE, {"caps": ()}),
        ("rate", RATE, {"caps": (CAP | {"amount": "60万元"},)}),
        ("rate", RATE, {"caps": (CAP | {"per": "project"},)}),
        ("rate", RATE, {"caps": (CAP | {"amount": None, "rate": "50%", "of": TAX},)}),
        ("per_unit", UNIT, {"step": "1000万元"}),
        ("per_unit", UNIT, {"from_": "1000万元"}),
        ("per_unit", UNIT, {"at_most": "1000万元"}),
        ("in_kind", {"what": "授予称号"}, {"what": "免费推介"}),
    ],
)
def test_an_award_is_exact_only_with_every_field_equal(
    kind: str, fields: dict[str, Any], change: dict[str, Any]
) -> None:
    assert exact(award(kind, **fields), award(kind, quote="给予最高50万元", **fields))
    assert not exact(award(kind, **fields), award(kind, **(fields | change)))


def test_bands_are_exact_with_their_marks_but_an_open_end_has_none() -> None:
    def tiers(machine: str = "step", **band: Any) -> Award:
        whole = {"lower": "1亿元", "amount": "50万元", "source": at(FIRST), **band}
        return award("tiers", machine=machine, operand=TAX, bands=(whole,))

    assert exact(tiers(), tiers(upper_included=True))
    assert not exact(tiers(), tiers(lower_included=False))
    assert not exact(tiers(), tiers(upper="5亿元"))
    assert not exact(tiers(), tiers(cap="10万元"))
    assert not exact(tiers(upper="5亿元"), tiers(upper="5亿元", upper_included=True))
    assert not exact(tiers("slab", amount=None, rate="1%"), tiers("slice", amount=None, rate="1%"))


def test_cases_are_exact_when_each_sum_goes_to_the_right_people() -> None:
    def cases(*pairs: tuple[str, str], choose: str = "highest") -> Award:
        listed = [{"when": titled(name), "award": award(amount=sum_)} for name, sum_ in pairs]
        return award("cases", cases=tuple(listed), choose=choose)

    golden = cases(("甲", "50万元"), ("乙", "20万元"))
    assert exact(golden, cases(("乙", "20万元"), ("甲", "50万元")))
    crossed = cases(("甲", "20万元"), ("乙", "50万元"))
    assert not exact(golden, crossed)
    assert not exact(golden, cases(("甲", "50万元")))
    assert not exact(golden, cases(("甲", "50万元"), ("乙", "20万元"), choose="sum"))
    ordered = cases(("甲", "50万元"), ("乙", "20万元"), choose="first")
    assert exact(ordered, ordered)
    assert not exact(ordered, cases(("乙", "20万元"), ("甲", "50万元"), choose="first"))
    # the softer figure does not see who gets which
    softly = scored(item(clean(), golden), item(clean(), crossed))
    assert softly.amounts_right == Part(right=1, of=1)


def test_a_time_is_the_same_on_every_sum_and_on_the_whole() -> None:
    def cases(often: dict[str, Any], **whole: Any) -> Award:
        listed = [{"when": titled(n), "award": award(amount=s, **often)} for n, s in FEES]
        return award("cases", cases=tuple(listed), **whole)

    monthly = {"per": "month", "lasting": "36个月"}
    each = cases(monthly)
    assert exact(each, cases({}, **monthly))
    assert exact(each, cases({"per": "month"}, lasting="36个月"))
    assert not exact(each, cases({"per": "month"}))
    assert not exact(each, cases({}, lasting="36个月"))
    assert not exact(each, cases({"per": "year", "lasting": "36个月"}))


FEES = (("甲", "600元"), ("乙", "300元"))


def test_amounts_are_right_wherever_they_stand_but_not_when_one_differs() -> None:
    fixed = item(clean(), award("fixed", caps=(CAP | {"amount": "80万元"},)))
    inner = award("fixed", amount="80万元")
    nested = item(clean(), award("lesser_of", of=(inner, award())))
    assert scored(fixed, nested).amounts_right == Part(right=1, of=1)
    assert scored(fixed, nested).awards_exact == Part(right=0, of=1)
    assert scored(fixed, item(clean())).amounts_right == Part(right=0, of=1)


def test_a_proposed_base_is_the_stretch_where_its_label_stands() -> None:
    def rate(label: str) -> Award:
        return award("rate", rate="10%", base={"kind": "value", "attribute": f"?{label}"})

    kinds = {name: Kind.MONEY for name in ("项目总投资额", "总投资额", "营业收入", "实付")}
    assert exact(rate("项目总投资额"), rate("总投资额"), **kinds)
    assert not exact(rate("项目总投资额"), rate("营业收入"), **kinds)
    assert not exact(rate("项目总投资额"), rate("实付"), **kinds)


def test_spans_are_true_and_leaf_spans_exact() -> None:
    golden = item(clean())
    shifted = item(clean(quote="近三年无重大"))
    score = scored(golden, shifted)
    assert score.spans_true == Part(right=3, of=3)
    assert score.leaf_spans_exact == Part(right=0, of=1)
    assert score.leaf_span_likeness == Decimal("0.7500")
    assert scored(golden, golden).leaf_spans_exact == Part(right=1, of=1)

    invented = at("近三年无重大违法") | {"quote": "近五年无重大违法"}
    score = scored(
        golden, item(clean().model_copy(update={"source": clean().source.model_validate(invented)}))
    )
    assert score.spans_true == Part(right=2, of=3)


def test_the_ledger_is_measured_in_visible_characters() -> None:
    first = TEXT.splitlines()[0]
    entries = [
        LedgerEntry(span=DOCUMENT.span(0, len(first)), kind=SentenceKind.AMOUNT),
        LedgerEntry(
            span=DOCUMENT.span(len(first) + 1, len(first) + 4),
            kind=SentenceKind.NOT_MODELLED,
            reason="没有读懂",
        ),
    ]
    rules = ruleset(item(clean()))
    draft = Draft(document=DOCUMENT, ruleset=rules, ledger=tuple(entries))
    ledger = score_document(rules, rules, DOCUMENT, draft).ledger
    visible = len("".join(TEXT.split()))
    assert ledger is not None
    assert ledger.covered == Part(right=len(first) - 1 + 3, of=visible)
    assert ledger.residue == Part(right=3, of=visible)
    assert ledger.not_modelled == 1
    assert score_document(rules, rules, DOCUMENT).ledger is None


def test_another_text_is_refused() -> None:
    other = PolicyDocument.make("另一份文字", source_name="t.txt", media_type="text/plain")
    rules = ruleset(item(clean()))
    with pytest.raises(InputRejected, match="正文编号不一致"):
        score_document(rules, rules, other)


def test_figures_out_of_nothing_are_none() -> None:
    empty = score_document(ruleset(), ruleset(), DOCUMENT)
    assert (empty.leaves.precision, empty.leaves.recall, empty.leaves.f1) == (None, None, None)
    assert empty.leaf_span_likeness is None
    nothing_found = score_document(ruleset(item(clean())), ruleset(), DOCUMENT)
    assert nothing_found.leaves.precision is None
    assert nothing_found.leaves.recall == 0
    assert nothing_found.leaves.f1 == 0


def test_a_corpus_adds_counts_and_never_averages_documents() -> None:
    good = scored(item(group("all", clean(), revenue())), item(group("all", clean(), revenue())))
    bad = scored(item(clean(quote="近三年无重大违法")), item(titled("甲")))
    corpus = score_corpus([good, bad])
    assert corpus.leaves == Tally(right=2, missed=1, spurious=1)
    assert corpus.leaves.f1 == Decimal("0.6667")
    assert corpus.leaves_by_kind == {
        "compare": Tally(right=1),
        "has": Tally(spurious=1),
        "is": Tally(right=1, missed=1),
    }
    assert corpus.awards_exact == Part(right=2, of=2)
    assert corpus.leaf_span_likeness == 1
    data = json.loads(corpus.model_dump_json())
    assert data["leaves"]["f1"] == "0.6667"
    assert (
        data["documents"][1]["items_read"][0]["missed"][0]["source"]["quote"] == "近三年无重大违法"
    )


ROOT = Path(__file__).resolve().parents[2]
GOLDEN = sorted((ROOT / "golden_rules").glob("*/rules.yaml"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_golden_rules_agree_with_themselves_in_everything(path: Path) -> None:
    golden = load_ruleset(path.read_text(encoding="utf-8"), file=str(path))
    (source,) = (ROOT / "policy_texts" / path.parent.name).glob("source.*")
    score = score_document(golden, golden, read(source.read_bytes(), source.name).document)
    assert score.items == Tally(right=len(golden.rules))
    assert score.leaves.right > 0
    assert (score.leaves.missed, score.leaves.spurious) == (0, 0)
    full = Part(right=len(golden.rules), of=len(golden.rules))
    assert (score.structures, score.awards_exact, score.amounts_right) == (full, full, full)
    assert score.spans_true.share == score.leaf_spans_exact.share == 1


def test_the_work_list_names_each_difference_and_common_ones_once() -> None:
    one = scored(item(group("all", clean(), revenue())), item(clean(), award(amount="5万元")))
    assert work_list(one) == [
        "  ✗ 第0条 奖励 (1 right)",
        "      - revenue@Y-1 >= 2000万元  「上年度营业收入2000万元以上」",
        "      award - fixed 50万元",
        "      award + fixed 5万元  (amounts differ)",
    ]
    thrice = [item(clean(), name=name, title=name) for name in "abc"]
    missed = score_document(ruleset(*thrice), ruleset(), DOCUMENT)
    assert work_list(missed)[:3] == [
        "    - ×3 !serious_violation@R36M  「近三年无重大违法」",
        "  ✗ 第0条 a MISSED(0 right)",
        "      … and 1 of those listed first",
    ]
    same = scored(item(clean()), item(clean()))
    assert work_list(same) == ["  ✓ 第0条 奖励"]
