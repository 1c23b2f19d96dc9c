"""Bad rule files: every problem named once, in Chinese, with its place and what to do."""

from __future__ import annotations

import json

import pytest

from rules.codec import dump_ruleset, load_ruleset, rule_schema
from rules.errors import Diagnostic, InputRejected

GOOD = """\
format: policycalc-rules/1
document:
  id: 30cefb146525aeca
  source_name: 示例.txt
attributes:
  - id: ?导师服务人次
    label: 导师服务人次
    kind: count
    unit: 人次
    proposed: true
rules:
  - id: demo-1
    title: 研发补助
    document: 30cefb146525aeca
    when:
      kind: all
      of:
        - kind: compare
          operand:
            kind: value
            attribute: revenue
            period: Y-1
          op: '>='
          value: 2000万元
          source: {start: 1, end: 16, quote: 上年度营业收入2000万元以上}
        - kind: compare
          operand:
            kind: value
            attribute: ?导师服务人次
            period: each_year
          op: '>='
          value: 50人次
          source: {start: 17, end: 22, quote: 服务五十次}
    award:
      kind: fixed
      amount: 10万元
      source: {start: 26, end: 30, quote: 十万元整}
    source: {start: 0, end: 2, quote: 全文}
"""


def rejected(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InputRejected) as caught:
        load_ruleset(text, file="规则.yaml")
    return caught.value.diagnostics


def with_(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_the_good_file_is_canonical() -> None:
    assert dump_ruleset(load_ruleset(GOOD, file="规则.yaml")) == GOOD


@pytest.mark.parametrize(
    ("text", "code", "place", "says"),
    [
        ("", "RF100", "", "空的"),
        ("  \n\n", "RF100", "", "空的"),
        ("a: [1", "RF101", "第1行", "YAML"),
        ('{"rules": }', "RF101", "第1行", "JSON"),
        ("a: \x00", "RF101", "", "控制字符"),
        ("rules: []\nrules: []", "RF102", "第2行", "「rules」"),
        ('{"rules": [], "rules": []}', "RF102", "", "「rules」"),
        ("rules: &x []\ndocument: *x", "RF103", "第1行", "引用"),
        ("rules: !!python/object:os.system x", "RF103", "第1行", "标签"),
        ('{"rules": [{"amount": 1.5}]}', "RF103", "rules[0].amount", "1.5"),
        ('{"rules": [NaN]}', "RF103", "rules[0]", "NaN"),
        ("rules: " + "[" * 70 + "]" * 70, "RF104", "第1行", "嵌套"),
        ('{"rules": ' + "[" * 5000 + "]" * 5000 + "}", "RF104", "", "嵌套"),
        ("- 1", "RF112", "第1行", "不是规则文件"),
        ("一段政策文字", "RF112", "第1行", "不是规则文件"),
        (with_("    when:", "    plaec: 一\n    when:"), "RF105", "的 plaec", "「plaec」"),
        (with_("    title: 研发补助\n", ""), "RF106", "规则「demo-1」的 title", "「title」"),
        (with_("kind: compare", "kind: compar"), "RF107", "when.of[0]", "「compar」"),
        (with_("kind: fixed\n      ", ""), "RF107", "规则「demo-1」的 award", "缺少 kind"),
        (with_("attribute: revenue", "attribute: revnue"), "RF108", "第21行", "「revnue」"),
        (with_("op: '>='", "op: ≥"), "RF110", "第23行，规则「demo-1」的 when.of[0].op", "「≥」"),
        (with_("10万元", "10"), "RF110", "规则「demo-1」的 award.amount", "「10」"),
        (with_("10万元", "10.0"), "RF110", "规则「demo-1」的 award.amount", "「10.0」"),
        (with_("10万元", "30%"), "RF110", "规则「demo-1」的 award.amount", "这里应为金额"),
        (with_("10万元", "[10万元]"), "RF110", "规则「demo-1」的 award.amount", "写成文字"),
        (with_("10万元", "9" * 40 + "元"), "RF110", "规则「demo-1」的 award.amount", "过长"),
        (with_("period: Y-1", "period: 2024-02-30.."), "RF110", "period", "不存在的日期"),
        (with_("period: Y-1", "period: R99999999M"), "RF110", "period", "不存在的日期"),
        (
            with_("period: Y-1", "period: 2024-02-02..2023-01-01"),
            "RF110",
            "period",
            "颠倒",
        ),
        (with_("period: Y-1", "period: 去年"), "RF110", "operand.period", "「去年」"),
        (with_("id: demo-1", "id: 研发"), "RF110", "规则「研发」的 id", "小写英文字母"),
        (with_("id: 30cefb146525aeca", "id: null"), "RF110", "document.id", "文字"),
        (with_("end: 16", "end: 15"), "RF110", "when.of[0].source", "引文有 15 个字"),
        (with_("start: 1,", "start: 16,"), "RF110", "when.of[0].source", "为空或前后颠倒"),
        (with_("policycalc-rules/1", "policycalc-rules/9"), "RF110", "format", "rules/9"),
        (with_("  - id: ?导师服务人次", "  - id: ?导师"), "RF111", "operand", "?导师服务人次"),
        (with_("    unit: 人次\n", ""), "RF110", "attributes[0]", "必须写明单位"),
    ],
)
def test_problem_is_named_with_its_place(text: str, code: str, place: str, says: str) -> None:
    found = rejected(text)
    assert [d.code for d in found] == [code]
    assert place in found[0].place
    assert says in found[0].message
    assert found[0].file == "规则.yaml"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (with_("title:", "titel:"), "title"),
        (with_("kind: compare", "kind: compar"), "compare"),
        (with_("attribute: revenue", "attribute: revnue"), "revenue"),
        (with_("attribute: revenue", "attribute: 年营业收入"), "编号是 revenue"),
        (with_("period: Y-1", "perid: Y-1"), "period"),
        (with_("start: 1,", "stat: 1, start: 1,"), "start"),
    ],
)
def test_typos_get_the_nearest_known_name(text: str, hint: str) -> None:
    assert any(hint in d.hint for d in rejected(text))


def test_a_kind_that_is_also_a_field_name_does_not_blur_the_place() -> None:
    span = "{start: 0, end: 1, quote: 甲}"
    case = (
        f"[{{when: {{kind: is, attribute: legal_person, source: {span}}}, "
        f"award: {{kind: fixed, amount: 5, source: {span}}}}}]"
    )
    (found,) = rejected(
        with_("kind: fixed\n      amount: 10万元", f"kind: cases\n      cases: {case}")
    )
    assert "规则「demo-1」的 award.cases[0].award.amount" in found.place
    assert "「5」" in found.message


def test_two_rules_with_one_id_name_both_places() -> None:
    rule = GOOD.split("rules:\n", 2)[-1]
    (found,) = rejected(GOOD + rule)
    assert found.code == "RF109"
    assert "第12行" in found.message
    assert "第39行" in found.place


def test_all_problems_are_reported_at_once_and_each_only_once() -> None:
    text = with_("attribute: revenue", "attribute: revnue").replace("op: '>='", "op: ≥")
    text = text.replace("amount: 10万元", "amount: 十万元")
    assert sorted(d.code for d in rejected(text)) == ["RF108", "RF110", "RF110", "RF110"]


def test_words_yaml_would_convert_stay_words() -> None:
    text = with_("title: 研发补助", "title: no").replace(
        "source_name: 示例.txt", "source_name: 1.50"
    )
    loaded = load_ruleset(text, file="规则.yaml")
    assert loaded.rules[0].title == "no"
    assert loaded.document.source_name == "1.50"


def test_json_integers_where_text_belongs_are_refused_with_a_reason() -> None:
    data = {"document": {"id": "a", "source_name": 7}, "rules": []}
    (found,) = rejected(json.dumps(data))
    assert found.place == "document.source_name"
    assert "引号" in found.message


def test_schema_demands_kind_and_describes_the_file() -> None:
    schema = rule_schema()
    assert schema["properties"]["format"]["const"] == "policycalc-rules/1"
    assert "kind" in schema["$defs"]["Compare"]["required"]
    assert "kind" not in schema["$defs"]["Rule"]["required"]
    assert schema["$defs"]["Fixed"]["properties"]["amount"]["type"] == "string"
