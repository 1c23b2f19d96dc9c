"""Ages with their bounds, whom an employer takes on, what somebody founds, whom an item is for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Tiers
from rules.draft import Draft
from rules.rule import Subject

AGES = [
    ("60至69周岁的渔民，", ["age@now >= 60年", "age@now <= 69年"]),
    ("65（含）周岁至74周岁的农户，", ["age@now >= 65年", "age@now <= 74年"]),
    ("55周岁（含）以上、70周岁（不含）以下的人员，", ["age@now >= 55年", "age@now < 70年"]),
    ("70周岁以上不满85周岁的人员，", ["age@now >= 70年", "age@now < 85年"]),
    ("95（含）周岁以上的人员，", ["age@now >= 95年"]),
]


@pytest.mark.parametrize(("words", "expected"), AGES)
def test_an_age_has_its_own_bounds_and_marks(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert [line for line in conditions_of(words) if line.startswith("age")] == expected


BEHIND = [
    ("18至35周岁返乡青年，", ["?返乡青年"]),
    ("85周岁以下低保老年人，", ["?低保老年人"]),
    ("60周岁以上不满75周岁的失独老人，", ["?失独老人"]),
]


@pytest.mark.parametrize(("words", "expected"), BEHIND)
def test_who_is_so_old_is_asked_beside_the_age(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert [line for line in conditions_of(words) if line.startswith("?")] == expected


@pytest.mark.parametrize(
    "words",
    [
        "本区户籍75周岁以上老年人，",
        "具有本区户籍的60至64周岁居民，",
        "本区户籍90（含）周岁以上人员，",
    ],
)
def test_the_household_before_an_age_is_asked(
    words: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert "household_region in 青屏区" in conditions_of(words)


TAKEN_ON = [
    ("吸纳离校3年内未就业毕业生、18至28岁登记失业青年参加见习的基地，",
     "?吸纳离校3年内未就业毕业生、18至28岁登记失业青年参加见习"),
    ("企业接收退役2年内的士兵就业，", "?接收退役2年内的士兵就业"),
    ("录用男满52周岁、女满42周岁的失业人员，", "?录用男满52周岁、女满42周岁的失业人员"),
    ("招聘毕业3年内的大学毕业生或登记失业1年以上人员的，",
     "?招聘毕业3年内的大学毕业生或登记失业1年以上人员"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), TAKEN_ON)
def test_years_and_ages_of_people_taken_on_are_theirs(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    found = conditions_of(words)
    assert expected in found
    assert not [line for line in found if line.startswith(("age", "years_", "months_", "gender"))]


FOUNDED = [
    ("首次创办小微企业或从事个体经营的", "?首次创办小微企业或从事个体经营"),
    ("在本镇领办农民合作社、家庭农场的", "?在本镇领办农民合作社、家庭农场"),
    ("自主开办个体工商户的", "?自主开办个体工商户"),
]


@pytest.mark.parametrize(("words", "expected"), FOUNDED)
def test_what_somebody_founds_is_one_fact_and_no_size_of_the_applicant(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "毕业3年内的高校毕业生创办企业的，给予一次性补贴6000元。",
        "退役军人开办个体工商户的，给予一次性补贴3000元。",
        "就业困难人员在本县领办农民合作社，稳定经营满一年的，给予一次性补贴9000元。",
    ],
)
def test_what_only_people_have_makes_an_item_one_for_people(
    words: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {words}").ruleset.rules
    assert rule.subject is Subject.PERSON


def test_between_one_whole_year_of_age_and_the_next_nothing_is_left_out(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 70至79周岁的，每人每月发放津贴40元；80至89周岁的，每人每月60元；"
        "90周岁以上的，每人每月90元。"
    )
    (rule,) = draft.ruleset.rules
    assert isinstance(rule.award, Tiers)
    assert [str(band.amount) for band in rule.award.bands] == ["40元", "60元", "90元"]
    assert "PC503" not in [d.code for d in draft.diagnostics]
