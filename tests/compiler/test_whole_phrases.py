"""Nothing of a recipient phrase is lost: whole names, levels of two titles, the noun at its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft


@pytest.fixture
def asked(
    draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> Callable[[str], str]:
    """What the only rule of one article asks."""

    def when(who: str) -> str:
        (rule,) = draft_of(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
        return short_of(rule.when)

    return when


KINDS_OF_BODIES = [
    ("对认定为县重点龙头企业的，", "titles has 县重点龙头企业"),
    ("对新认定的物流型总部企业，", "first titles has 物流型总部企业"),
    ("对水产加工业链主企业，", "titles has 水产加工业链主企业"),
    ("对新认定的青屏老字号，", "first titles has 青屏老字号"),
    ("支持总部企业，", "titles has 总部企业"),
]


@pytest.mark.parametrize(("who", "expected"), KINDS_OF_BODIES)
def test_the_words_before_a_kind_of_body_belong_to_its_title(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert asked(who) == expected


OTHER_NOUNS = [
    ("对提交高企申报材料的企业，", "?提交高企申报材料"),
    ("对投保首台（套）重大技术装备责任险的企业，", "?投保首台（套）重大技术装备责任险"),
    ("对运营瞪羚企业孵化园区、独角兽集聚区的单位，", "独角兽集聚区"),
]


@pytest.mark.parametrize(("who", "expected"), OTHER_NOUNS)
def test_a_noun_that_goes_on_behind_a_title_is_no_title(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    read = asked(who)
    assert expected in read
    assert "titles has 国家高新技术企业" not in read
    assert "titles has 独角兽企业" not in read
    assert "titles has 首台" not in read


SHORT_ACTS = [
    ("对新上市或挂牌的链主企业，", "all(?新上市或挂牌; titles has 链主企业)"),
    ("企业租赁厂房且自用的，", "all(?租赁厂房; ?自用)"),
    (
        "对服务北海港且年吞吐量达300万吨以上的装卸公司，",
        "all(?服务北海港; ?年吞吐量@annual >= 3000000吨; entity_type in 装卸公司)",
    ),
]


@pytest.mark.parametrize(("who", "expected"), SHORT_ACTS)
def test_a_short_requirement_beside_a_longer_one_is_asked(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert asked(who) == expected


NOUNS = [
    ("对乘客80人以上的境外来港邮轮，", "all(?乘客@now >= 80人; ?境外来港邮轮)"),
    ("对面积达300亩以上的莲藕种植大户，", "all(?面积@now >= 300亩; entity_type in 莲藕种植大户)"),
    ("对年出栏500头以上的标准化牧场，", "all(?年出栏@annual >= 500头; entity_type in 标准化牧场)"),
]


@pytest.mark.parametrize(("who", "expected"), NOUNS)
def test_the_noun_behind_what_describes_it_is_asked(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert asked(who) == expected


def test_people_are_no_sort_of_thing(asked: Callable[[str], str]) -> None:
    assert asked("对在本区工作满2年的乡村教师，").count("教师") <= 1


LEVELS = [
    (
        "对认定为国家级、省级创业街区、星创天地的，分别给予40万元、30万元奖励",
        "highest of {titles has 国家级创业街区|国家级星创天地 -> 40万元; "
        "titles has 省级创业街区|省级星创天地 -> 30万元}",
    ),
    (
        "对新评为省级、市级数字化车间或智慧园区的，分别奖励20万元、10万元",
        "highest of {first titles has 省级数字化车间|省级智慧园区 -> 20万元; "
        "first titles has 市级数字化车间|市级智慧园区 -> 10万元}",
    ),
    (
        "新认定为省、市级示范合作社或家庭农场的，分别给予4万元、1万元奖励",
        "highest of {first titles has 省级示范合作社|省级家庭农场 -> 4万元; "
        "first titles has 市级示范合作社|市级家庭农场 -> 1万元}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), LEVELS)
def test_levels_said_once_are_of_each_title_of_the_list(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{clause}。") == expected


STEPS = [
    (
        "企业年度设计服务费用达到50万元及以上、90万元及以上的，分别给予3万元、8万元奖励",
        "step by ?年度设计服务费用@now {[50万元,90万元): 3万元; [90万元,): 8万元}",
    ),
    (
        "对年营业收入首超3000万元、8000万元的，分别给予10万元、20万元奖励",
        "step by revenue@annual {(3000万元,8000万元]: 10万元; (8000万元,): 20万元}",
    ),
    (
        "对厂区亩均产值达到300万元及以上、500万元及以上的，分别给予2万元、6万元奖励",
        "step by ?厂区亩均产值@now {[300万元,500万元): 2万元; [500万元,): 6万元}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), STEPS)
def test_thresholds_that_each_repeat_their_word_are_one_ladder(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{clause}。") == expected


CLASSES = [
    (
        "对通过评估的企业，按照二级最高8万元、三级最高15万元给予奖励",
        "highest of {titles has 二级 -> 8万元 ceiling; titles has 三级 -> 15万元 ceiling}",
    ),
    (
        "对在大赛中获奖的，按一等奖9万元、二等奖6万元给予奖励",
        "highest of {awards_won has 一等奖 -> 9万元; awards_won has 二等奖 -> 6万元}",
    ),
    (
        "对入选国家示范场景、省级示范工厂的企业，予以不超过80万元、40万元的奖励",
        "highest of {titles has 国家示范场景 -> 80万元 ceiling; "
        "titles has 省级示范工厂 -> 40万元 ceiling}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), CLASSES)
def test_each_class_has_its_own_sum_and_ceiling(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{clause}。") == expected


@pytest.mark.parametrize(
    "limit",
    ["单个主体最高可奖励10万元", "每家企业最高可获得补助10万元", "单个企业最高可享受10万元"],
)
def test_a_limit_that_says_what_can_be_had_is_a_limit(
    limit: str, award_of: Callable[[str], str]
) -> None:
    read = award_of(f"对获评绿色食品的，每个产品奖励2万元。{limit}。")
    assert read.endswith("cap 10万元/enterprise")


MIDDLE = [
    (
        "对乘客60人以上的省外来港专列，游览2个以上公园的，",
        "all(?乘客@now >= 60人; ?省外来港专列; ?游览公园@now >= 2个)",
    ),
    ("对出栏300头以上的生态牧场，年销售额100万元以上的，", "entity_type in 生态牧场"),
    ("对新建面积900平方米以上的乡村书屋，对外开放的，", "?乡村书屋"),
]


@pytest.mark.parametrize(("who", "expected"), MIDDLE)
def test_the_noun_is_asked_where_the_phrase_goes_on(
    who: str, expected: str, asked: Callable[[str], str]
) -> None:
    assert expected in asked(who)


@pytest.mark.parametrize(
    "article",
    [
        "新建藕塘，连片40亩以上的，每亩补助300元",
        "改造茶园，面积达90亩以上的，每亩补助300元",
        "新增花田，种植30亩以上的，每亩补助300元",
    ],
)
def test_what_is_built_is_asked_beside_the_figure_that_is_paid_for(
    article: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    (rule,) = draft_of(f"第一条 {article}。").ruleset.rules
    assert article.partition("，")[0] in short_of(rule.when)
