"""Who acts, what a sentence before the grant asks, whom a title's conditions reach."""

from __future__ import annotations

import pytest

from rules.rule import Rule
from tests.compiler.conftest import compiled, short

PAID = [
    # a body in front of what it does
    (
        "社区助老服务社开设老年餐厅，餐位40个以上的，给予10万元补助。",
        ["entity_type in 社区助老服务社", "?开设老年餐厅", "?餐位@now >= 40个"],
    ),
    (
        "公共充电站运营商在老旧小区建设充电桩的，给予10万元补助。",
        ["entity_type in 公共充电站运营商", "?在老旧小区建设充电桩"],
    ),
    (
        "行业协会举办技能竞赛，参赛人数300人以上的，给予10万元补助。",
        ["entity_type in 行业协会", "?举办技能竞赛", "?参赛人数@now >= 300人"],
    ),
    # of whom the applicant takes care is one description
    (
        "民办托育机构招收两岁以下婴幼儿的，给予10万元补助。",
        ["entity_type in 民办托育机构", "?招收两岁以下婴幼儿"],
    ),
    (
        "养老机构收住本市户籍高龄独居老年人的，给予10万元补助。",
        ["entity_type in 养老机构", "?收住本市户籍高龄独居老年人"],
    ),
    (
        "康复医院收治经评估残疾等级三级以上的患者的，给予10万元补助。",
        ["entity_type in 康复医院", "?收治经评估残疾等级三级以上的患者"],
    ),
    # figures in units no list foresaw, and figures without one
    (
        "对机房功率密度达到8kW以上的企业，给予10万元补助。",
        ["?机房功率密度@now >= 8kW"],
    ),
    (
        "对新增冷藏容积不低于2000立方米的企业，给予10万元补助。",
        ["?新增冷藏容积@now >= 2000立方米"],
    ),
    (
        "对数据中心电能利用效率（PUE）不高于1.3的企业，给予10万元补助。",
        ["?数据中心电能利用效率（PUE）@now <= 130%"],
    ),
    # a remark in brackets belongs to the name of a figure
    (
        "对原创剧目采购金额（不含税）500万元以上的企业，给予10万元补助。",
        ["?原创剧目采购金额（不含税）@now >= 500万元"],
    ),
    # who pays, and from what, asks nothing
    ("对参加境外展会的企业，由市级财政给予10万元补助。", ["?参加境外展会"]),
    (
        "鼓励企业举办订货会，可通过市商贸发展专项资金给予10万元补助。",
        ["?举办订货会"],
    ),
    ("对开设首店的企业，市区两级财政给予10万元补助。", ["?开设首店"]),
    # what stays as it is while something is done
    (
        "支持企业在不增加用地的前提下改造厂房，给予10万元补助。",
        ["?不增加用地", "?改造厂房"],
    ),
    # trades that nobody listed
    ("支持石墨企业开展产线升级，给予10万元补助。", ["industry in 石墨", "?开展产线升级"]),
    (
        "支持陶瓷、玻璃企业参加境外展会，给予10万元补助。",
        ["industry in 陶瓷|玻璃", "?参加境外展会"],
    ),
]


def asked(rule: Rule) -> list[str]:
    """The conditions of a rule in their short form."""
    whole = rule.when
    return [short(c) for c in whole.of] if whole.kind == "all" else [short(whole)]


@pytest.mark.parametrize(("sentence", "expected"), PAID)
def test_what_a_sentence_asks(sentence: str, expected: list[str]) -> None:
    """A body, what it does, its figures in whatever unit; the purse it is paid from is left out."""
    rules = compiled("第一条 " + sentence).ruleset.rules
    assert [asked(rule) for rule in rules] == [expected]


LED = [
    # encouraged first, paid in the next sentence
    (
        "支持企业租用共享实验室，降低研发成本。对符合条件的企业，按租金的30%给予补助，最高20万元。",
        [["?租用共享实验室"]],
    ),
    (
        "鼓励医院引进高端影像设备，提升诊疗水平。对设备投资额500万元以上的项目，按投资额的10%给予补助，最高90万元。",
        [["?引进高端影像设备", "equipment_purchase@annual >= 500万元"]],
    ),
    # announced first, its figure in a further sentence
    (
        "支持企业采购国产工业软件，给予企业采购补贴。采用后补助方式。按照采购费用的30%给予补贴，每家企业每年不超过20万元。",
        [["?采购国产工业软件"]],
    ),
    (
        "对投保科技保险的企业给予保费补助。按实缴保费的60%计算，每家企业每年不超过20万元。",
        [["?投保科技保险"]],
    ),
    # a wish leads to nothing, and a grant that names its own activity stands for itself
    (
        "鼓励企业做大做强。对年营业收入首次突破8亿元的企业，给予50万元奖励。",
        [["revenue@annual > 8亿元"]],
    ),
    (
        "支持企业加入国际学会，提升影响力。对负责人担任国际学会理事的企业，给予20万元奖励。",
        [["?负责人担任国际学会理事"]],
    ),
]


@pytest.mark.parametrize(("paragraph", "expected"), LED)
def test_what_a_leading_sentence_asks(paragraph: str, expected: list[list[str]]) -> None:
    """What is encouraged is asked of whoever is paid for it in the next sentence."""
    rules = compiled("一、支持措施\n1．" + paragraph).ruleset.rules
    assert [asked(rule) for rule in rules] == expected


@pytest.mark.parametrize(
    ("title", "list_", "paid"),
    [
        (
            "示范街区",
            "街区长度不少于300米",
            "对示范街区内的商户，按经认定的改造投资的20%给予补助，最高20万元。",
        ),
        (
            "标杆工厂",
            "生产线联网率不低于80%",
            "对标杆工厂的技术改造项目，按投资额的10%给予补助，最高90万元。",
        ),
        (
            "试点园区",
            "入驻企业不少于50家",
            "在试点园区内建设公共平台的，按投资额的30%给予补助，最高80万元。",
        ),
    ],
)
def test_the_conditions_of_a_title_stay_with_it(title: str, list_: str, paid: str) -> None:
    """They are asked of those who want the title, not of those who are paid as its holders."""
    body = (
        f"一、支持措施\n1．{paid}\n二、申报条件\n申报{title}应当符合以下条件：\n（1）{list_}；\n（2）管理制度健全。\n"
        f"三、认定\n评审通过的，认定为青屏区{title}并授牌。"
    )
    rules = compiled(body).ruleset.rules
    money = [r for r in rules if r.award.kind != "in_kind"]
    assert len(money) == 1
    assert "管理制度健全" not in " ".join(asked(money[0]))


ASKED = [
    # words with no verb of their own: whole predicates, what became of a thing
    (
        "对2024年以来竣工投产、固定资产投资不低于3000万元的项目，给予10万元奖励。",
        ["?竣工投产@2024-01-01..", "fixed_asset_investment@annual >= 3000万元"],
    ),
    (
        "对2023年以来建成运营、日均客流量不低于2000人次的步行街区，给予10万元奖励。",
        ["?建成运营@2023-01-01..", "?日均客流量@now >= 2000人次", "entity_type in 步行街区"],
    ),
    (
        "对新增床位并投入使用的养老机构，给予10万元奖励。",
        ["?新增床位并投入使用", "entity_type in 养老机构"],
    ),
    # a day of something else is no day of the project
    ("2024年10月1日后首次取得省级备案的，给予10万元奖励。", ["?首次取得省级备案@2024-10-01.."]),
    ("2025年3月1日以后完成品种登记备案的，给予10万元奖励。", ["?完成品种登记备案@2025-03-01.."]),
    # growth against a named year is of the figure named before
    (
        "对2025年度线上零售额5000万元以上，且较2024年增长10%以上的企业，给予10万元奖励。",
        ["online_retail_sales@2025 >= 5000万元", "growth(online_retail_sales@2025) >= 10%"],
    ),
    (
        "对上年度净水量超过100万吨且比上年增长5%以上的企业，给予10万元奖励。",
        ["?净水量@Y-1 > 1000000吨", "growth(?净水量@Y-1) >= 5%"],
    ),
    # who established a figure is no part of its name
    ("年节水量经市水务局核定达到5万吨的，给予10万元奖励。", ["?年节水量@annual >= 50000吨"]),
    # where a thing is registered says nothing of its owner
    ("对车辆在本区登记的企业，给予10万元奖励。", ["?车辆在本区登记"]),
    ("对商标在本市注册的企业，给予10万元奖励。", ["?商标在本市注册"]),
    # what somebody does there, and for how long
    (
        "到乡镇卫生院从事全科医疗工作满3年的，给予10万元奖励。",
        ["?到乡镇卫生院从事全科医疗工作", "months_employed@now >= 3年"],
    ),
    (
        "在农村幼儿园从事学前教育工作5年以上的，给予10万元奖励。",
        ["?在农村幼儿园从事学前教育工作", "months_employed@now >= 5年"],
    ),
    # the mean of one year is part of the name
    ("全年平均入园率不低于60%的，给予10万元奖励。", ["?平均入园率@annual >= 60%"]),
]


@pytest.mark.parametrize(("sentence", "expected"), ASKED)
def test_figures_and_facts_are_named_as_written(sentence: str, expected: list[str]) -> None:
    """Each requirement is a leaf of its own, of whom and of when the text says it."""
    rules = compiled("第一条 " + sentence).ruleset.rules
    assert [asked(rule) for rule in rules] == [expected]


@pytest.mark.parametrize(
    "misdeed",
    [
        "提交虚假材料的",
        "以欺骗手段取得补助资金的",
        "伪造发票的",
        "虚报培训人数的",
        "隐瞒真实情况骗取补贴的",
    ],
)
def test_fraud_in_other_words_is_fraud(misdeed: str) -> None:
    (rule,) = compiled(
        "第一条 对新建冷库的企业，给予5万元奖励。\n"
        f"第二条 有下列情形之一的，不予支持：\n（一）{misdeed}；\n（二）被列入经营异常名录的。"
    ).ruleset.rules
    assert [short(u) for u in rule.unless] == ["subsidy_fraud", "abnormal_operations"]


def test_misdeeds_of_bodies_are_not_asked_of_people() -> None:
    rules = compiled(
        "第一条 托育机构新增托位的，给予5万元补助。\n"
        "第二条 取得保育师证书的毕业生，给予5000元补贴。\n"
        "第三条 托育服务单位弄虚作假的，不予补助。"
    ).ruleset.rules
    assert [len(rule.unless) for rule in rules] == [1, 0]


TABLE = "\n等级 | 标准\n甲级 | 5000元\n乙级 | 3000元"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "公办托育机构新增普惠托位的，按照表1给予补助。",
            ["entity_type in 公办托育机构", "?新增普惠托位"],
        ),
        ("企业租用公共算力的，根据等级，按下表兑付算力券。", ["?租用公共算力"]),
        ("对完成改造的单位，视改造等级，参照下表发放补助。", ["?完成改造"]),
    ],
)
def test_who_is_paid_by_the_rows_of_a_table(sentence: str, expected: list[str]) -> None:
    """A sentence that leaves its figures to a table says itself whom they are for."""
    (rule,) = compiled("第一条 " + sentence + TABLE).ruleset.rules
    assert [a for a in asked(rule) if a in expected] == expected
    assert rule.award.kind == "cases"


AMENDING = (
    "云江市青屏区商务局关于修改《青屏区商贸措施》的通知\n"
    "经区政府同意，现对《青屏区商贸措施》作如下修改：\n"
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            "将第三条修改为：“第三条 对营业面积不低于500平方米的实体书店，给予8万元补助。”",
            ["store_area@now >= 500平方米", "entity_type in 实体书店"],
        ),
        (
            "在第六条中增加一款，作为第二款：“对举办夜间市集的企业，给予3万元补助。”",
            ["?举办夜间市集"],
        ),
        (
            "增加一条，作为第九条之一：“第九条之一 行业协会举办购物节的，给予10万元补助。”",
            ["entity_type in 行业协会", "?举办购物节"],
        ),
    ],
)
def test_an_amending_notice_asks_what_its_new_words_ask(order: str, expected: list[str]) -> None:
    """How the words are brought in, and by whose leave, is no condition of anybody."""
    rules = compiled(f"一、{order}\n二、删去第五条。", AMENDING).ruleset.rules
    assert [asked(rule) for rule in rules] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对国家级和省级绿色工厂、绿色园区，给予2万元奖励。",
            "titles has 国家级绿色工厂|省级绿色工厂|国家级绿色园区|省级绿色园区",
        ),
        (
            "对国家技术创新中心、产业创新中心，给予2万元奖励。",
            "titles has 国家技术创新中心|国家产业创新中心",
        ),
        (
            "对省级中试平台、检测平台，给予2万元奖励。",
            "titles has 省级中试平台|省级检测平台",
        ),
    ],
)
def test_a_level_said_once_is_of_all_titles_of_the_list(sentence: str, expected: str) -> None:
    (rule,) = compiled("第一条 " + sentence).ruleset.rules
    assert asked(rule) == [expected]


@pytest.mark.parametrize(
    ("who", "asks"),
    [
        ("符合下列条件之一的毕业生，可申请租房补贴：", ["具有硕士学位", "年龄不超过35周岁"]),
        ("符合以下条件的农户，可以申领改厕补助：", ["具有本市户籍", "改造后验收合格"]),
        ("同时满足下列条件的家庭，可享受托育补贴：", ["具有本市户籍", "生育二孩"]),
    ],
)
def test_a_list_under_what_may_be_applied_for_asks(who: str, asks: list[str]) -> None:
    listed = "".join(f"\n（{'一二'[n]}）{a}；" for n, a in enumerate(asks))
    (rule,) = compiled(f"第一条 {who}{listed}\n补贴标准为每人每月800元。").ruleset.rules
    whole = str(rule.when)
    assert all(a in whole for a in asks)
