"""Titles are never cut: the body that awards, grades, brackets, ranks, and what is new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.condition import Condition
from rules.draft import Draft
from rules.rule import Rule

AWARDED = [
    ("新获得中国仓储与配送协会认定的4A级仓储企业认证的，", "first titles has 4A级仓储企业"),
    ("获得省质量协会颁发的5A级物流企业证书的，", "titles has 5A级物流企业"),
    ("企业新获评4A级旅游景区的，", "first titles has 4A级旅游景区"),
]


@pytest.mark.parametrize(("words", "expected"), AWARDED)
def test_a_title_keeps_its_grade_and_is_not_the_body_that_awards_it(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == [expected]


def test_two_times_compared_are_one_question(conditions_of: Callable[[str], list[str]]) -> None:
    for said in (
        "获得认证的时间需要晚于注册在本区的时间",
        "项目开工时间应早于备案时间",
        "合同签订日期不得晚于开票日期",
    ):
        assert len(conditions_of(f"{said}，")) == 1


PARALLEL = [
    (
        "对新评定为国家五星级、四星级休闲营地的，分别给予50万元、30万元奖励",
        "highest of {first titles has 国家五星级休闲营地 -> 50万元; "
        "first titles has 国家四星级休闲营地 -> 30万元}",
    ),
    (
        "对新评定为国家级、省级研学营地（基地），分别给予50万元、30万元奖励",
        "highest of {first titles has 国家级研学营地(基地) -> 50万元; "
        "first titles has 省级研学营地（基地） -> 30万元}",
    ),
    (
        "对当年新评定为四星、三星的旅游饭店，分别给予3万元、1万元奖励",
        "highest of {first titles has 四星旅游饭店@Y -> 3万元; "
        "first titles has 三星旅游饭店@Y -> 1万元}",
    ),
    (
        "对在港区新建仓库被认定为三星级、四星级、五星级仓库（或国家三级、二级、一级绿色仓库）"
        "的企业，分别给予20万元、40万元、60万元奖励",
        "highest of {titles has 三星级仓库|国家三级绿色仓库 -> 20万元; "
        "titles has 四星级仓库|国家二级绿色仓库 -> 40万元; "
        "titles has 五星级仓库|国家一级绿色仓库 -> 60万元}",
    ),
    (
        "对年快件量达40万件以上的前3名快递企业，分别给予10万元、8万元、5万元奖励",
        "highest of {judged 第一名 -> 10万元; judged 第二名 -> 8万元; judged 第三名 -> 5万元}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), PARALLEL)
def test_each_class_of_a_list_goes_with_its_sum(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause + "。") == expected


def test_what_was_done_before_the_title_is_asked_too(
    draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(
        "第一条 对在港区新建仓库被认定为国家三星级、四星级仓库的企业，分别给予20万元、40万元奖励。"
    ).ruleset.rules
    assert parts_of(rule) == ["?在港区新建仓库"]


def test_rankings_in_one_list_are_one_leaf(conditions_of: Callable[[str], list[str]]) -> None:
    for names in (
        ("世界500强", "中国500强", "国家民营500强"),
        ("中国连锁百强", "全国零售100强"),
        ("世界500强", "中国服务业500强"),
    ):
        found = conditions_of(f"对入选{'、'.join(names)}的企业，")
        assert len(found) == 1
        assert all(n in found[0] for n in names)


def test_a_class_in_brackets_restricts_who_may_apply(
    conditions_of: Callable[[str], list[str]],
) -> None:
    for remark, leaf in (
        ("规上企业", "statistics_category has 规模以上企业"),
        ("限上企业", "statistics_category has 限额以上企业"),
    ):
        found = conditions_of(f"对通过验收的社会饭店（{remark}），")
        assert leaf in found
        assert "entity_type in 社会饭店" in found


def _words(condition: Condition) -> Iterator[str]:
    """The quote of every leaf, and the names in it."""
    for child in getattr(condition, "of", ()) if condition.kind in ("all", "any") else ():
        yield from _words(child)
    if condition.kind not in ("all", "any"):
        yield condition.source.quote
        yield from getattr(condition, "values", ())
        yield getattr(condition, "attribute", "")


_MARKS = (("（(", "）)"), ("《", "》"), ("“", "”"))


def _whole(words: str) -> bool:
    return all(
        len(re.findall(f"[{re.escape(a)}]", words)) == len(re.findall(f"[{re.escape(b)}]", words))
        for a, b in _MARKS
    )


_NOUNS = st.sampled_from(["研学营地", "示范园区", "技术中心", "冷链产品", "“石材通”平台", "门店"])
_ASIDES = st.sampled_from(["（基地）", "（含分支机构）", "（A类）", "《名录》", "“小石匠”", ""])
_VERBS = st.sampled_from(["新评定为", "获得", "入选", "在本区新建", "通过", "购置"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_VERBS, st.lists(st.tuples(_NOUNS, _ASIDES), min_size=1, max_size=3))
def test_no_leaf_holds_half_of_a_bracket(
    draft_of: Callable[..., Draft], verb: str, names: list[tuple[str, str]]
) -> None:
    listed = "、".join(noun + aside for noun, aside in names)
    for rule in draft_of(f"第一条 对{verb}{listed}的企业，给予10万元奖励。").ruleset.rules:
        for words in _words(rule.when):
            assert _whole(words), words
