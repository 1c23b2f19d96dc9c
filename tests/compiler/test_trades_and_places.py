"""Wordings of farming, fairs, travel, culture and transport: what is counted, where, by whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.draft import Draft
from rules.rule import Rule
from tests.compiler.conftest import short

Parts = Callable[[Rule], list[str]]
Worth = Callable[[Award], str]
HEAD = "云江市产业扶持办法\n"


@pytest.mark.parametrize(
    "text",
    [
        "第一条 对体育社团组织的活动，采取如下补助：\n"
        "1.夜跑活动补助。参加人数300人以上的夜跑活动，每场补助2万元。\n"
        "2.龙舟活动补助。参加人数200人以上的龙舟活动，每场补助3万元。\n",
        "第一条 按照以下标准对种植主体给予补助：\n"
        "（一）对新建连栋大棚10亩以上的合作社，给予6万元补助。\n"
        "（二）对新建水肥一体化设施20亩以上的合作社，给予4万元补助。\n",
        "1.范围及奖励：对新开设24小时书店的企业，给予5万元奖励。\n"
        "2.范围及奖励：对新开设社区剧场的企业，给予8万元奖励。\n",
    ],
)
def test_whole_points_of_a_list_are_items(text: str, draft_of: Callable[..., Draft]) -> None:
    assert len(draft_of(text, head=HEAD).ruleset.rules) == 2


@pytest.mark.parametrize(
    ("text", "award"),
    [
        (
            "第一条 对新建托育园，按建筑面积给予90元/平方米补助。\n",
            "90元 per site_area@now",
        ),
        (
            "第一条 对省级、市级灯会，按照展览面积分别给予12元/平方米、8元/平方米补助。\n",
            "highest of {titles has 省级灯会 -> 12元 per exhibition_area@now;"
            " titles has 市级灯会 -> 8元 per exhibition_area@now}",
        ),
        (
            "第一条 组织100人以上包船来本市的旅行社，每艘次包船奖励该旅行社3万元。\n",
            "3万元 per ?包船@now",
        ),
        (
            "第一条 对改造步道的景区，每公里步道补助该景区运营单位2万元。\n",
            "2万元 per ?步道@now",
        ),
        (
            "第一条 对开设夜间门诊的医院，每间诊室一次性补助改造费6000元。\n",
            "6000元 per ?诊室@now",
        ),
    ],
)
def test_what_a_sum_is_paid_for_one_by_one(
    text: str, award: str, draft_of: Callable[..., Draft], worth_of: Worth
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert worth_of(rule.award) == award


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("第一条 对在云江注册的演艺企业，给予5万元奖励。\n", "registered_region in 云江市"),
        ("第一条 对本市经备案的托育机构，给予5万元奖励。\n", "registered_region in 云江市"),
        (
            "第一条 对参赛选手来自5个以上国家或地区的赛事，给予5万元奖励。\n",
            "?参赛选手来自国家或地区@now >= 5个",
        ),
        (
            "第一条 对从市外组织40辆以上房车来本市露营的旅行社，给予2万元奖励。\n",
            "?从市外组织房车来本市露营@now >= 40辆",
        ),
        (
            "第一条 社区剧目按照演出场次给予补助，每场2000元。\n",
            "?社区剧目",
        ),
        (
            "第一条 对获评省级文明单位的企业，给予2万元奖励。"
            "上述各项奖励经费，统筹用于图书采购。\n",
            "?获评省级文明单位",
        ),
    ],
)
def test_what_the_words_ask(
    text: str, asked: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    rules = draft_of(text, head=HEAD).ruleset.rules
    parts = [p for rule in rules for p in parts_of(rule)]
    assert asked in parts
    assert not [p for p in parts if "用于" in p or "按照" in p]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "第一条 对原创广播剧在省级、市级电台播出的，分别给予6万元、3万元奖励。\n",
            ["?原创广播剧在省级播出", "?原创广播剧在市级电台播出"],
        ),
        (
            "第一条 对摄影作品在国家美术馆、省美术馆和市文化馆展出的，"
            "分别给予3万元、2万元、1万元奖励。\n",
            ["?摄影作品在国家美术馆展出", "?摄影作品在省美术馆展出", "?摄影作品在市文化馆展出"],
        ),
        (
            "第一条 对论文在甲类刊物、乙类刊物发表的，分别给予2万元、1万元奖励。\n",
            ["?论文在甲类刊物发表", "?论文在乙类刊物发表"],
        ),
    ],
)
def test_one_act_in_several_places_names_no_titles(
    text: str, names: list[str], draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    asked = [c.when.attribute for c in rule.award.cases]  # type: ignore[union-attr]
    assert asked == names


def test_thresholds_paid_besides_are_one_ladder(
    draft_of: Callable[..., Draft], worth_of: Worth
) -> None:
    text = (
        "第一条 零售企业当年销售额增量在300万元以上、600万元以上的，另分别给予2万元、5万元奖励；"
        "餐饮企业当年营业额增量在100万元以上、200万元以上的，另分别给予1万元、3万元奖励。\n"
    )
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert worth_of(rule.award).startswith("highest of")


@pytest.mark.parametrize(
    "text",
    [
        "第一条 零售店年销售额达到1亿元、2亿元；餐饮店年营业额达到3000万元、"
        "6000万元的，每年给予2万元、4万元奖励。\n",
        "第一条 民宿年接待游客达到2000人、5000人；"
        "营地年接待游客达到1万人、2万人的，每年给予1万元、3万元奖励。\n",
        "第一条 合作社年出栏羊达到300头、500头；"
        "农场年出栏羊达到200头、400头的，每年奖励1万元、2万元。\n",
    ],
)
def test_figures_of_a_ladder_without_sums_of_their_own_wait_for_a_person(
    text: str, draft_of: Callable[..., Draft]
) -> None:
    assert {d.code for d in draft_of(text, head=HEAD).diagnostics} & {"PC504", "PC508"}


@pytest.mark.parametrize("months", ["18个月龄以下婴儿", "6至12月龄婴儿", "24个月龄以上幼儿"])
def test_months_of_age_are_no_length_of_time(
    months: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    text = f"第一条 托育机构收托{months}的，每人每月补助300元。\n"
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert not [p for p in parts_of(rule) if ">= " in p or "<= " in p]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "第一条 对新建5000立方米（以上）气调库的企业，给予20万元奖励。\n",
            "?新建气调库@now >= 5000立方米",
        ),
        (
            "第一条 对总投资800万元（以上）的项目，给予20万元奖励。\n",
            "project_investment@now >= 800万元",
        ),
        (
            "第一条 对保障房面积占比30%（以上）的小区，给予20万元奖励。\n",
            "?保障房面积占比@now >= 30%",
        ),
        (
            "第一条 对新认定的云江名菜和老字号企业，给予2万元奖励。\n",
            "any(?新认定的云江名菜; first titles has 老字号)",
        ),
        (
            "第一条 对获得詹天佑奖、绿色设计奖、匠心杯的，给予9万元奖励。\n",
            "awards_won has 詹天佑奖|绿色设计奖|匠心杯",
        ),
        (
            "第一条 对独立法人企业或社区团购主体，给予3万元奖励。\n",
            "any(legal_person; ?社区团购主体)",
        ),
    ],
)
def test_figures_and_names_joined_to_others(
    text: str, asked: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert asked in parts_of(rule) or asked == f"any({'; '.join(_any(rule))})"


def _any(rule: Rule) -> list[str]:
    return [short(c) for c in rule.when.of] if rule.when.kind == "any" else []


@pytest.mark.parametrize(
    ("text", "award"),
    [
        (
            "第一条 展览面积8000平方米以上的，每2000平方米奖励3万元。\n",
            "3万元 per exhibition_area@now step 2000平方米",
        ),
        (
            "第一条 年网络零售额3000万元以上的，按每500万元奖励2万元。\n",
            "2万元 per online_retail_sales@annual step 500万元",
        ),
        ("第一条 造林500亩以上的，每100亩补助4万元。\n", "4万元 per ?造林@now step 100亩"),
        (
            "第一条 对省级、市级示范养老院，每张床位分别补贴900、600元。\n",
            "highest of {titles has 省级示范养老院 -> 900元 per beds@now;"
            " titles has 市级示范养老院 -> 600元 per beds@now}",
        ),
    ],
)
def test_steps_and_lists_of_sums_per_unit(
    text: str, award: str, draft_of: Callable[..., Draft], worth_of: Worth
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert worth_of(rule.award) == award


@pytest.mark.parametrize(
    "text",
    [
        "第一条 施工企业外埠产值每完成3000万元，依法纳税的，奖励4万元。\n",
        "第一条 民宿集群每新增5家民宿，通过验收的，奖励2万元。\n",
        "第一条 客运公司每引进10辆新能源客车，投入运营的，奖励6万元。\n",
    ],
)
def test_how_a_sum_grows_is_never_a_requirement(text: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(text, head=HEAD)
    codes = {d.code for d in draft.diagnostics}
    assert codes & {"PC504", "PC508", "PC509"} or all(
        r.award.kind == "per_unit" for r in draft.ruleset.rules
    )


@pytest.mark.parametrize(
    "behind",
    [
        "注：每部作品最高限额20万元。",
        "备注：每件作品最高不超过20万元。",
        "说明：单部作品最高20万元。",
    ],
)
def test_a_note_with_a_limit_limits(behind: str, draft_of: Callable[..., Draft]) -> None:
    text = f"第一条 对原创广播剧播出的，每部奖励8万元。\n{behind}\n"
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert [str(c.amount) for c in rule.award.caps] == ["20万元"]


def test_a_point_that_goes_on_in_the_paragraph_is_an_item(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 乡村活动。（一）对新建荷塘10亩以上的村，每亩补助300元。"
        "（二）赏花节，每个节庆补助1万元。（三）采茶节，每个节庆补助2万元。\n"
    )
    assert len(draft_of(text, head=HEAD).ruleset.rules) == 3


@pytest.mark.parametrize("what", ["国家农机补贴", "省级奖补资金", "上级建设补助"])
def test_what_is_paid_besides_asks_nothing(
    what: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    text = f"第一条 对本市种植合作社，在享受{what}的基础上，再补助5万元。\n"
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert not [p for p in parts_of(rule) if "基础" in p]


@pytest.mark.parametrize(
    ("text", "award"),
    [
        (
            "第一条 对新建充电站，按直流桩380元/千瓦、"
            "交流桩160元/千瓦给予补助，单个站点最高40万元。\n",
            "sum of {?直流桩 -> 380元 per ?直流桩功率@now; ?交流桩 -> 160元 per ?交流桩功率@now}"
            " cap 40万元/item",
        ),
        (
            "第一条 对新建设施给予补助，补助标准为日光温室2万元/亩、"
            "大棚9000元/亩、防雨棚补助4000元/亩。\n",
            "sum of {?日光温室 -> 2万元 per ?日光温室面积@now; ?大棚 -> 9000元 per ?大棚面积@now;"
            " ?防雨棚 -> 4000元 per ?防雨棚面积@now}",
        ),
        (
            "第一条 露地花卉按照150元/亩·年的标准补贴；棚室花卉按照260元/亩·年的标准补贴。\n",
            "highest of {?露地花卉 -> 150元 per ?亩数@now per year;"
            " ?棚室花卉 -> 260元 per ?亩数@now per year}",
        ),
        (
            "第一条 对年接待2000人天以上的研学基地，每人天奖励3元。\n",
            "3元 per ?年接待@annual",
        ),
    ],
)
def test_kinds_with_a_sum_behind_a_stroke(
    text: str, award: str, draft_of: Callable[..., Draft], worth_of: Worth
) -> None:
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert worth_of(rule.award) == award


def test_a_sum_behind_a_stroke_is_never_dropped(draft_of: Callable[..., Draft]) -> None:
    for text in (
        "一星级酒店12元/平方米，二星级酒店25元/平方米。",
        "海产品冷链0.3元/公斤，水果冷链0.2元/公斤。",
        "普通客房40元/间夜，套房60元/间夜。",
    ):
        draft = draft_of(f"第一条 {text}\n", head=HEAD)
        assert draft.ruleset.rules or "PC204" in {d.code for d in draft.diagnostics}


@pytest.mark.parametrize("got", ["可分别获得", "将获得", "可依次享受"])
def test_that_they_will_get_it_asks_nothing(
    got: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    text = f"第一条 新评定的国家4A级、3A级旅游景区，{got}一次性奖励20万元、8万元人民币。\n"
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert not [p for p in parts_of(rule) if got[-2:] in p]


def test_a_sum_below_one_in_a_list_is_whole(draft_of: Callable[..., Draft]) -> None:
    text = "第一条 对省级、市级示范民宿，分别给予2万元、0.5万元奖励。\n"
    assert "PC301" not in {d.code for d in draft_of(text, head=HEAD).diagnostics}


@pytest.mark.parametrize("rank", ["前10名", "排名前五名", "评分前3位"])
def test_who_is_among_the_first_is_for_a_body_to_tell(
    rank: str, draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    text = f"第一条 年网络零售额突破60万元的{rank}，一次性奖励3000元。\n"
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert any(p.startswith("judged") for p in parts_of(rule))


@pytest.mark.parametrize(
    "last",
    [
        "经营面积80平方米以上的特产店奖励1万元",
        "对三星级、二星级的示范村落分别奖励5万元、3万元",
        "新增标准班每班一次性奖补4万元",
    ],
)
def test_no_sum_behind_a_semicolon_is_lost_in_silence(
    last: str, draft_of: Callable[..., Draft]
) -> None:
    text = f"第一条 对省级示范书店，奖励20万元；{last}。\n"
    draft = draft_of(text, head=HEAD)
    held = "".join(r.award.source.quote for r in draft.ruleset.rules)
    assert "PC508" in {d.code for d in draft.diagnostics} or last[-3:] in held


def test_a_share_for_several_years_is_no_requirement(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    text = (
        "第一条 新开书店年营业收入超过80万元的，"
        "连续三年每年按照不超过实际租金的25%，给予最高6万元支持。\n"
    )
    (rule,) = draft_of(text, head=HEAD).ruleset.rules
    assert not [p for p in parts_of(rule) if "租金" in p]
