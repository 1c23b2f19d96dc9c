"""Bundles: stacking clauses become limits, and every item left out has a reason and a clause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from matcher.bundle import bundle
from matcher.bundle_result import Bundle, Selection
from matcher.certificate_check import check_certificate
from matcher.evaluate import evaluate
from matcher.facts_input import read_facts
from matcher.receipts import Receipts, read_receipts
from rules.errors import InputRejected
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
LEGAL = {"kind": "is", "attribute": "legal_person"}
OPEN = {"kind": "is", "attribute": "violation", "period": "R36M"}
CITY = {"title": "云江市办法", "issuer": "云江市财政局"}
DISTRICT = {"title": "青屏区措施", "issuer": "青屏区财政局"}


def clause(kind: str, quote: str, start: int = 100, **more: Any) -> dict[str, Any]:
    source = {"document": "", "start": start, "end": start + len(quote), "quote": quote}
    return {"kind": kind, "scope": more.pop("scope", ""), "source": source, **more}


ONE_OF = clause("highest_of", "同一企业符合本办法多项奖励的，就高不重复")
CAP = clause("annual_cap", "单个企业每年按本办法获得的资助合计不超过10万元", 300, amount="10万元")
SAME_PROJECT = clause("exclusive_with", "同一项目不得重复享受市级其他扶持政策", 500)


@pytest.fixture
def run(vocabulary: Vocabulary, make_rule: Callable[..., Rule]) -> Callable[..., Bundle]:
    def built(*items: dict[str, Any], receipts: Receipts | None = None) -> Bundle:
        facts = read_facts({"legal_person": "是"}, vocabulary=vocabulary, on=ON)
        decided = []
        for item in items:
            given = {"policy": CITY, "document": "city", **item}
            amount = given.pop("pays", "1万元")
            award = {"kind": "fixed", "amount": amount, **given.pop("award", {})}
            award = given.pop("whole", award)
            rule = make_rule(given.pop("when", LEGAL), award, **given)
            decided.append((rule, evaluate(rule, facts, ON, vocabulary)))
        found = bundle(decided, ON, receipts)
        for plan in (found.certain, found.possible):
            for selection in (plan.keeping, plan.ignoring):
                proof = selection.certificate
                assert check_certificate(proof, proof.problem) == ()
                assert proof.proved
            assert plan.keeping.total.yuan <= plan.ignoring.total.yuan
        assert found.certain.ignoring.total.yuan <= found.possible.ignoring.total.yuan
        assert bundle(list(reversed(decided)), ON, receipts) == found
        return found

    return built


def ids(selection: Selection) -> list[str]:
    return [item.rule_id for item in selection.items]


def why(selection: Selection) -> dict[str, str]:
    return {item.rule_id: item.why for item in selection.left_out}


def test_without_limits_everything_adds_up(run: Callable[..., Bundle]) -> None:
    found = run({"id": "a"}, {"id": "b", "pays": "2.5万元"})
    assert str(found.certain.keeping.total) == "3.5万元"
    assert found.certain.keeping == found.certain.ignoring
    assert ids(found.certain.keeping) == ["b", "a"]
    assert [p.text[:8] for p in found.premises] == ["没有给出已领取记"]
    assert found.open == ()


def test_of_a_group_the_highest_is_paid(run: Callable[..., Bundle]) -> None:
    found = run(
        {"id": "a", "pays": "3万元", "stacking": [ONE_OF]},
        {"id": "b", "pays": "2万元", "stacking": [ONE_OF]},
        {"id": "c", "pays": "9万元", "document": "other", "policy": DISTRICT},
    )
    best = found.certain.keeping
    assert ids(best) == ["c", "a"]
    (left,) = best.left_out
    assert (left.rule_id, left.why, left.against) == ("b", "conflict", ("a",))
    assert left.clause is not None
    assert left.clause.source.quote == ONE_OF["source"]["quote"]
    assert left.clause.document == "city"


def test_two_smaller_ones_beat_a_larger_one(run: Callable[..., Bundle]) -> None:
    against = clause("exclusive_with", "不得与《青屏区措施》重复享受")
    found = run(
        {"id": "a", "pays": "5万元", "stacking": [against]},
        {"id": "b", "pays": "3万元", "document": "other", "policy": DISTRICT},
        {"id": "c", "pays": "3万元", "document": "other", "policy": DISTRICT},
    )
    assert ids(found.certain.keeping) == ["b", "c"]
    assert why(found.certain.keeping) == {"a": "conflict"}


def test_the_yearly_cap_cuts_the_last_part(run: Callable[..., Bundle]) -> None:
    items = [
        {"id": "a", "pays": "7万元", "stacking": [CAP]},
        {"id": "b", "pays": "5万元", "stacking": [CAP]},
        {"id": "c", "pays": "1万元", "stacking": [CAP]},
    ]
    best = run(*items).certain.keeping
    assert {i.rule_id: str(i.amount) for i in best.items} == {"a": "7万元", "b": "3万元"}
    assert best.items[1].cut_by is not None
    (left,) = best.left_out
    assert (left.rule_id, left.why) == ("c", "cap")
    assert left.clause is not None
    assert left.clause.text.endswith("每年合计最高10万元")
    (line,) = best.caps
    assert [str(m) for m in (line.limit, line.asked, line.paid, line.cut)] == [
        "10万元", "13万元", "10万元", "3万元",
    ]  # fmt: skip
    had = read_receipts([{"条目": "a", "金额": "4万元", "日期": "2026-01-05"}])
    (line,) = run(*items, receipts=had).certain.keeping.caps
    assert [str(m) for m in (line.received, line.paid)] == ["4万元", "6万元"]
    last_year = read_receipts([{"条目": "a", "金额": "4万元", "日期": "2025-12-31"}])
    (line,) = run(*items, receipts=last_year).certain.keeping.caps
    assert str(line.paid) == "10万元"


def test_a_cap_over_levels_of_government_is_open(run: Callable[..., Bundle]) -> None:
    both = clause("annual_cap", "同一项目市区两级财政资助每年合计不超过4万元", 300, amount="4万元")
    found = run(
        {"id": "a", "pays": "3万元", "document": "d1", "policy": DISTRICT, "stacking": [both]},
        {"id": "b", "pays": "2万元"},
    )
    assert str(found.certain.keeping.total) == "4万元"
    assert str(found.certain.ignoring.total) == "5万元"
    lines = found.certain.keeping.caps
    assert [(line.sure, line.rules, str(line.cut)) for line in lines] == [
        (True, ("a",), "0元"),
        (False, ("a", "b"), "1万元"),
    ]
    (question,) = found.open
    assert question.rules == ("a", "b")


def test_an_open_clause_is_reported_with_both_totals(run: Callable[..., Bundle]) -> None:
    found = run(
        {"id": "a", "pays": "3万元", "document": "d1", "policy": DISTRICT,
         "stacking": [SAME_PROJECT]},
        {"id": "b", "pays": "2万元"},
    )  # fmt: skip
    assert str(found.certain.keeping.total) == "3万元"
    assert str(found.certain.ignoring.total) == "5万元"
    (question,) = found.open
    assert question.rules == ("a", "b")
    assert "同一项目" in question.why
    assert "（这条是否适用还要核对）" in found.certain.keeping.left_out[0].text
    assert any("市级其他扶持政策" in p.text for p in found.premises)


def test_a_sure_clause_is_named_before_an_open_one(run: Callable[..., Bundle]) -> None:
    open_one = clause("exclusive_with", "同一项目不得重复享受本办法各项奖励", 20)
    found = run(
        {"id": "a", "pays": "3万元", "stacking": [open_one, ONE_OF]},
        {"id": "b", "pays": "2万元", "stacking": [open_one, ONE_OF]},
    )
    (left,) = found.certain.keeping.left_out
    assert left.clause is not None
    assert left.clause.source.quote == ONE_OF["source"]["quote"]
    assert "要核对" not in left.text


def test_what_may_add_up_is_no_conflict(run: Callable[..., Bundle]) -> None:
    may = clause("cumulative", "与第三条奖励可以叠加享受", 700)
    items = [
        {"id": "a", "place": "第一条", "pays": "3万元", "stacking": [ONE_OF, may]},
        {"id": "b", "place": "第二条", "pays": "2万元", "stacking": [ONE_OF]},
        {"id": "c", "place": "第三条", "pays": "1万元", "stacking": [ONE_OF]},
    ]
    assert ids(run(*items).certain.keeping) == ["a", "c"]
    items[0]["stacking"] = [ONE_OF]
    assert ids(run(*items).certain.keeping) == ["a"]


def test_an_allowance_nobody_can_place_is_open_where_it_matters(
    run: Callable[..., Bundle],
) -> None:
    may = clause("cumulative", "可以叠加享受", 700)
    items = [
        {"id": "a", "pays": "3万元", "stacking": [ONE_OF, may]},
        {"id": "b", "pays": "2万元", "stacking": [ONE_OF]},
    ]
    found = run(*items)
    assert str(found.certain.keeping.total) == "3万元"
    assert str(found.certain.ignoring.total) == "5万元"
    assert [question.clause.kind for question in found.open] == ["cumulative"]
    items[0]["stacking"], items[1]["stacking"] = [may], []
    assert run(*items).open == ()


def test_what_is_open_is_only_possible(run: Callable[..., Bundle]) -> None:
    judged = {"kind": "all", "of": [LEGAL, {"kind": "judged", "gate": "专家评审"}]}
    found = run(
        {"id": "a", "pays": "1万元"},
        {"id": "open", "when": OPEN, "pays": "2万元"},
        {"id": "gated", "when": judged, "pays": "4万元"},
        {"id": "up-to", "pays": "8万元", "award": {"ceiling": True}},
        {"id": "no", "when": {**LEGAL, "expected": False}, "pays": "90万元"},
    )
    assert ids(found.certain.keeping) == ["a"]
    assert why(found.certain.keeping) == {
        "open": "undecided", "gated": "undecided", "up-to": "nothing_certain",
    }  # fmt: skip
    assert str(found.possible.keeping.total) == "15万元"
    assert found.possible_is_bound
    assert {i.rule_id: i.note for i in found.possible.keeping.items} == {
        "a": "", "open": "还缺重大违法", "gated": "尚待专家评审", "up-to": "",
    }  # fmt: skip
    assert found.ineligible == ("no",)


def test_what_is_no_sum_stands_beside(run: Callable[..., Bundle]) -> None:
    title = {"kind": "in_kind", "what": "认定为示范企业"}
    per_head = {
        "kind": "per_unit",
        "amount": "1万元",
        "quantity": {"kind": "value", "attribute": "patents"},
    }
    found = run(
        {"id": "a", "stacking": [ONE_OF]},
        {"id": "b", "whole": title, "document": "other"},
        {"id": "c", "whole": title, "stacking": [ONE_OF]},
        {"id": "d", "whole": per_head, "document": "other"},
        {"id": "e", "whole": per_head, "stacking": [ONE_OF]},
    )
    best = found.possible.keeping
    assert [b.rule_id for b in best.beside] == ["b", "d"]
    assert why(best) == {"c": "conflict", "e": "unknown_amount"}
    texts = {item.rule_id: item.text for item in best.left_out}
    assert texts["c"].endswith("选它合计不会更多")
    assert texts["e"].endswith("没有参加比较")
    assert not found.possible_is_bound


def test_what_is_paid_by_the_month_counts_for_a_year(run: Callable[..., Bundle]) -> None:
    found = run({"id": "a", "pays": "1000元", "award": {"per": "month", "lasting": "36个月"}})
    assert str(found.certain.keeping.total) == "1000元"
    assert str(found.possible.keeping.total) == "1.2万元"
    assert any("一年" in p.text for p in found.premises)
    short = run({"id": "a", "pays": "1000元", "award": {"per": "month", "lasting": "6个月"}})
    assert str(short.possible.keeping.total) == "6000元"


def test_what_was_received_bars(run: Callable[..., Bundle]) -> None:
    once = clause("once_only", "每家企业只能享受一次")
    had = read_receipts([{"条目": "a", "金额": "1万元", "日期": "2020-01-05"}])
    found = run({"id": "a", "stacking": [once]}, receipts=had)
    assert why(found.possible.ignoring) == {"a": "received"}
    assert found.open == ()
    none = run({"id": "a", "stacking": [once]}, receipts=read_receipts([]))
    assert ids(none.certain.keeping) == ["a"]
    assert none.premises == ()
    unsaid = run({"id": "a", "stacking": [once]})
    assert ids(unsaid.certain.keeping) == ["a"]
    assert [p.clause is not None for p in unsaid.premises] == [False, True]


def test_once_for_each_project_stays_open(run: Callable[..., Bundle]) -> None:
    once = clause("once_only", "同一项目只能享受一次")
    had = read_receipts([{"条目": "a", "金额": "1万元", "日期": "2025-01-05"}])
    found = run({"id": "a", "stacking": [once]}, receipts=had)
    assert ids(found.certain.keeping) == []
    assert ids(found.certain.ignoring) == ["a"]
    assert len(found.open) == 1


def test_other_support_received_bars_its_rival(run: Callable[..., Bundle]) -> None:
    against = clause("exclusive_with", "不得与《青屏区措施》重复享受")
    had = read_receipts([{"条目": "b", "金额": "1万元", "日期": "2026-01-05"}])
    items = (
        {"id": "a", "pays": "5万元", "stacking": [against]},
        {"id": "b", "pays": "3万元", "document": "other", "policy": DISTRICT},
    )
    assert why(run(*items, receipts=had).certain.ignoring)["a"] == "received"
    care = clause("exclusive_with", "已享受工伤保险护理费的，不再享受本项补贴")
    named = read_receipts([{"名称": "工伤保险护理费", "金额": "1万元", "日期": "2026-01-05"}])
    assert why(run({"id": "a", "stacking": [care]}, receipts=named).certain.ignoring) == {
        "a": "received"
    }


def test_the_highest_of_what_was_partly_received_is_open(run: Callable[..., Bundle]) -> None:
    had = read_receipts([{"条目": "b", "金额": "1万元", "日期": "2026-01-05"}])
    found = run(
        {"id": "a", "pays": "3万元", "stacking": [ONE_OF]},
        {"id": "b", "pays": "2万元", "stacking": [ONE_OF]},
        receipts=had,
    )
    assert any("补足差额" in question.why for question in found.open)
    assert ids(found.certain.keeping) == ["b"]
    assert ids(found.certain.ignoring) == ["a"]


def test_applications_that_have_closed_are_left_out(run: Callable[..., Bundle]) -> None:
    source = {"document": "d", "start": 0, "end": 2, "quote": "原文"}
    found = run({"id": "a", "windows": [{"end": "2026-05-01T18:00", "source": source}]})
    assert why(found.possible.keeping) == {"a": "closed"}


def test_a_budget_is_a_premise(run: Callable[..., Bundle]) -> None:
    found = run({"id": "a", "stacking": [clause("budget", "资金总额控制", pro_rata=True)]})
    assert any("年度预算够用" in premise.text for premise in found.premises)


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("条目: a", ["MF120"]),
        ("[", ["MF120"]),
        ([{"条目": "a"}, 3, {"金额": "1万元", "日期": "2026-01-01"}], ["MF121"] * 3),
        ([{"条目": "a", "金额": "3人", "日期": "2026-01-01"}], ["MF122"]),
        ([{"条目": "a", "金额": "1万元", "日期": "去年"}], ["MF122"]),
        ([{"条目": "a", "金额": "1万元", "日期": "2026-01-01", "备注": ""}], ["MF121"]),
    ],
)
def test_receipts_that_cannot_be_read(given: Any, codes: list[str]) -> None:
    with pytest.raises(InputRejected) as refused:
        read_receipts(given, file="已领取.yaml")
    assert [d.code for d in refused.value.diagnostics] == codes


def test_a_receipt_for_an_item_nobody_knows_is_refused() -> None:
    given = [{"条目": "typo", "金额": "1万元", "日期": "2026-01-01"}]
    with pytest.raises(InputRejected) as refused:
        read_receipts(given, known={"a"})
    assert [d.code for d in refused.value.diagnostics] == ["MF123"]


def test_receipts_are_read_from_text() -> None:
    text = (
        "- {条目: a, 金额: 5万元, 日期: 2026-03-01}\n- {名称: 某补贴, 金额: 80元, 日期: 2025-03-01}"
    )
    found = read_receipts(text)
    assert [(r.rule, r.name, str(r.amount)) for r in found.received] == [
        ("a", "", "5万元"),
        ("", "某补贴", "80元"),
    ]
    assert found.ever("a")
    assert found.in_year(frozenset({"a"}), ON) == 5_000_000
