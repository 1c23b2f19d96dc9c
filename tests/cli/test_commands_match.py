"""``match``, ``recommend``, ``tags``, ``ask``: answers, clauses, facts nobody can use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

ON = ("--on", "2026-05-06")


def decisions(run: Run, *args: str) -> dict[str, tuple[str, str]]:
    ran = run("match", *args, *ON, "--json")
    assert ran.code == 0
    return {d["title"]: (d["verdict"], d["amount"]["text"]) for d in ran.json["decisions"]}


def test_verdict_amount_and_clause(run: Run, published: str) -> None:
    ran = run("match", "--fact", "上年度营业收入=3000万元", *ON)
    assert ran.code == 0
    for words in (
        "符合 1 项",
        "规模奖励：10万元",
        "《青屏区支持企业发展若干措施》第一条",
        "√ 上年度营业收入不低于2000万元（含2000万元）（3000万元）",
        "原文：「上年度营业收入2000万元以上」",
        "不代表主管部门决定",
    ):
        assert words in ran.out


@pytest.mark.parametrize(
    ("revenue", "small", "large"),
    [
        ("1999.99万元", "ineligible", "ineligible"),
        ("2000万元", "eligible", "ineligible"),
        ("5000万元", "eligible", "eligible"),
    ],
)
def test_both_sides_of_each_number(
    run: Run, published: str, revenue: str, small: str, large: str
) -> None:
    given = ("--fact", f"上年度营业收入={revenue}", "--fact", "租金=20万元")
    found = decisions(run, *given)
    assert (found["规模奖励"][0], found["租金补贴"][0]) == (small, large)


def test_not_eligible_is_still_done(run: Run, published: str) -> None:
    assert decisions(run, "--fact", "上年度营业收入=1元")["规模奖励"] == ("ineligible", "无")


def test_what_is_not_said_is_unknown_and_named(run: Run, published: str) -> None:
    ran = run("match", "--fact", "成立日期=2020-01-01", *ON, "--json")
    for decision in ran.json["decisions"]:
        assert decision["verdict"] == "unknown"
        assert "revenue@2025" in [m["key"] for m in decision["missing"]]


def test_the_command_line_wins_over_the_file(run: Run, published: str, tmp_path: Path) -> None:
    file = tmp_path / "情况.yaml"
    file.write_text("上年度营业收入: 100万元\n", encoding="utf-8")
    assert decisions(run, "--facts", str(file))["规模奖励"][0] == "ineligible"
    both = decisions(run, "--facts", str(file), "--fact", "上年度营业收入=3000万元")
    assert both["规模奖励"][0] == "eligible"


def test_facts_from_standard_input(run: Run, published: str) -> None:
    ran = run("match", "--facts", "-", *ON, "--json", stdin='{"revenue@2025": "3000万元"}')
    assert {d["verdict"] for d in ran.json["decisions"]} == {"eligible", "ineligible"}


def test_rule_files_instead_of_published_rules(run: Run) -> None:
    file = ROOT / "golden_rules" / "yunjiang-industry-growth-rules" / "rules.yaml"
    facts = ROOT / "docs" / "examples" / "enterprise.yaml"
    found = decisions(run, "--rules-file", str(file), "--facts", str(facts))
    assert found["跨越发展奖励"] == ("eligible", "230万元")


def test_the_same_input_gives_the_same_bytes(run: Run, published: str) -> None:
    args = ("match", "--fact", "上年度营业收入=3000万元", *ON, "--json")
    assert run(*args).out == run(*args).out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("营业收如: 3000万元", "MF103"),
        ("上年度营业收入: 3000", "MF105"),
        ("上年度营业收入: 3000平方米", "MF104"),
        ("上年度营业收入: 1万元\n营业收入@Y-1: 2万元", "MF108"),
        ("", "MF101"),
        ("a: [", "MF101"),
    ],
)
def test_facts_that_cannot_be_used(
    run: Run, published: str, tmp_path: Path, content: str, code: str
) -> None:
    file = tmp_path / "情况.yaml"
    file.write_text(content, encoding="utf-8")
    ran = run("match", "--facts", str(file), *ON, "--json")
    assert ran.code == 1
    assert ran.json["schema"] == "policycalc-cli/1"
    assert [(d["code"], d["file"]) for d in ran.json["diagnostics"]] == [(code, str(file))]
    assert ran.err.startswith(f"[{code}] 错误")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--facts", "没有.yaml"), "CLI101"),
        (("--fact", "只有指标"), "CLI105"),
        (("--fact", "a=1", "--fact", "a=2"), "CLI105"),
        (("--fact", "注册地=云江市", "--rule", "没有这条"), "CLI106"),
    ],
)
def test_arguments_that_cannot_be_used(
    run: Run, published: str, args: tuple[str, ...], code: str
) -> None:
    ran = run("match", *args, *ON, "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (1, [code])


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("match",), "--facts"),
        (("match", "--fact", "a=1", "--on", "五月"), "2026-03-01"),
        (("match", "--frob"), "没有这个选项：--frob"),
        (("compile",), "缺少参数：文件…"),
        (("matc",), "是不是 'match'"),
        (("ask", " "), "问题是空的"),
        (("tags", "多余"), "多余的参数"),
        (("review", "submit", "1a"), "--actor"),
        (("serve", "--port", "99999"), "--port"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run: Run, args: tuple[str, ...], words: str) -> None:
    ran = run(*args)
    assert ran.code == 2
    assert ran.err.startswith("用法不对：")
    assert words in ran.err
    assert "policycalc" in ran.err


def test_nothing_published_says_how_to_begin(run: Run) -> None:
    ran = run("match", "--fact", "注册地=云江市")
    assert (ran.code, "policycalc seed" in ran.out) == (0, True)


def test_an_item_is_explained(run: Run, published: str) -> None:
    listed = run("match", "--fact", "上年度营业收入=1000万元", *ON, "--json").json["decisions"]
    rule = next(d["rule"] for d in listed if d["verdict"] == "ineligible")
    page = run("explain", rule, "--fact", "上年度营业收入=1000万元", *ON).out
    assert "不符合：" in page
    assert "原文：「" in page
    told = run("explain", rule, "--fact", "上年度营业收入=1000万元", *ON, "--json").json
    assert len(told["items"][0]["causes"]) == 1


def test_the_next_questions_say_what_they_settle(run: Run, published: str) -> None:
    page = run("next", *ON).out
    assert "1. （2025年）" in page
    assert "关系到 2 个条目" in page
    answered = run("next", "--fact", "上年度营业收入=1000万元", *ON)
    assert "没有问题要问了" in answered.out
    asked = run("next", "--fact", "上年度营业收入=6000万元", *ON, "--json").json
    assert [(q["question"]["label"], q["exact"]) for q in asked["questions"]] == [("租金", True)]


def test_recommendations_are_ordered_with_a_reason_each(run: Run, published: str) -> None:
    ran = run("recommend", "--fact", "上年度营业收入=3000万元", *ON, "--json")
    verdicts = [item["decision"]["verdict"] for item in ran.json["items"]]
    assert verdicts == ["eligible", "ineligible"]
    assert all(item["reason"].endswith("。") for item in ran.json["items"])
    page = run("recommend", "--fact", "上年度营业收入=3000万元", *ON, "--first", "1").out
    assert page.startswith("1. [符合] 规模奖励\n")
    assert "2. " not in page


def test_tags_offer_the_intervals_the_thresholds_make(run: Run, published: str) -> None:
    ran = run("tags", *ON, "--json")
    (question,) = [t for t in ran.json["tags"] if t["key"] == "revenue@2025"]
    assert question["kind"] == "interval"
    assert len(question["options"]) == 3
    assert "2 个条目用到" in run("tags", *ON).out


def test_a_question_gets_the_clause_and_its_place(run: Run, published: str) -> None:
    ran = run("ask", "租金补贴按多少比例", *ON, "--json")
    assert ran.code == 0
    quotes = [hit["source"]["quote"] for hit in ran.json["clauses"]]
    assert any("实际租金的50%" in quote for quote in quotes)
    assert "第二条" in run("ask", "租金补贴按多少比例", *ON).out


def test_a_question_nobody_can_answer_says_so(run: Run, published: str) -> None:
    ran = run("ask", "火星移民的签证", *ON, "--json")
    assert (ran.json["nothing"], ran.json["clauses"]) == (True, [])
    assert "没有找到" in run("ask", "火星移民的签证", *ON).out
