"""Rules in plain Chinese: exact sentences for every member of every union.

Long because the unions are: one table of rule and sentence for each.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rules.benefit import (
    Award,
    Band,
    Cap,
    Case,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Authority,
    Comparator,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.document import SourceSpan
from rules.period import Period
from rules.quantity import quantity
from rules.rule import Delivery, Note, ReviewMode, Rule, Validity, Window
from rules.stacking import (
    AnnualCap,
    Budget,
    Cumulative,
    ExclusiveWith,
    HighestOf,
    OnceOnly,
    Stacking,
)
from rules.unions import KINDED, kind_of
from rules.vocabulary import Attribute, Kind, standard_vocabulary
from rules.wording import (
    describe_authority,
    describe_award,
    describe_condition,
    describe_operand,
    describe_period,
    describe_rule,
    describe_stacking,
)

VOCABULARY = standard_vocabulary().extended(
    (Attribute(id="?导师服务人次", label="导师服务人次", kind=Kind.COUNT, unit="人次"),)
)
SPAN = SourceSpan(document="d", start=0, end=4, quote="原文四字")
LAST = Period("Y-1")
THREE = Period("Y-3..Y-1")


def val(attribute: str, period: str = "now") -> Value:
    return Value(attribute=attribute, period=Period(period))


def compare(operand: Operand, op: Comparator, amount: str) -> Compare:
    return Compare(operand=operand, op=op, value=quantity(amount), source=SPAN)


REVENUE = compare(val("revenue", "Y-1"), Comparator.GE, "2000万元")
LEGAL = Is(attribute="legal_person", source=SPAN)
HIGH_TECH = Has(attribute="titles", values=("国家高新技术企业",), source=SPAN)
DISHONEST = Is(attribute="dishonest_list", source=SPAN)
HIRES = Records(
    attribute="hires",
    aggregate="count",
    where=compare(val("contract_term"), Comparator.GE, "1年"),
)

CONDITIONS: list[tuple[Condition, str]] = [
    (REVENUE, "上年度营业收入不低于2000万元（含2000万元）"),
    (
        compare(val("revenue", "annual"), Comparator.GT, "1亿元"),
        "全年营业收入高于1亿元（不含1亿元）",
    ),
    (compare(val("layoff_rate"), Comparator.LE, "5.5%"), "裁员率不超过5.5%（含5.5%）"),
    (compare(val("employees"), Comparator.LT, "30人"), "职工人数少于30人（不含30人）"),
    (compare(val("age"), Comparator.GE, "60年"), "年龄不少于60周岁（含60周岁）"),
    (compare(val("years_established"), Comparator.LE, "5年"), "成立时长不超过5年（含5年）"),
    (compare(val("branches"), Comparator.EQ, "3家"), "分支机构数等于3家"),
    (compare(val("branches"), Comparator.NE, "3家"), "分支机构数不等于3家"),
    (
        compare(val("established_on"), Comparator.GE, "2021-01-01"),
        "成立日期不早于2021年1月1日（含当日）",
    ),
    (
        compare(val("established_on"), Comparator.LT, "2021-01-01"),
        "成立日期早于2021年1月1日（不含当日）",
    ),
    (
        compare(val("?导师服务人次", "each_year"), Comparator.GE, "50人次"),
        "每年导师服务人次不少于50人次（含50人次）",
    ),
    (
        Compare(
            operand=val("rd_expense"),
            op=Comparator.GE,
            other=val("revenue"),
            times="3%",
            source=SPAN,
        ),
        "研发费用不低于营业收入的3%",
    ),
    (
        Compare(
            operand=val("settled_on"), op=Comparator.LE, other=val("established_on"), source=SPAN
        ),
        "落户日期不晚于成立日期",
    ),
    (LEGAL, "「独立法人资格」为“是”"),
    (
        Is(attribute="serious_violation", expected=False, period=Period("R36M"), source=SPAN),
        "申请日前36个月内「重大违法违规行为」为“否”",
    ),
    (OneOf(attribute="registered_region", values=("青屏区",), source=SPAN), "注册地在青屏区"),
    (
        OneOf(attribute="education", values=("本科", "硕士", "博士"), source=SPAN),
        "学历为本科、硕士或博士",
    ),
    (HIGH_TECH, "申请时「资质认定」包括国家高新技术企业"),
    (
        HIGH_TECH.model_copy(update={"first": True, "period": LAST}),
        "「资质认定」于上年度首次取得国家高新技术企业",
    ),
    (
        HIGH_TECH.model_copy(update={"first": True}),
        "「资质认定」首次取得国家高新技术企业，且申请时有效",
    ),
    (
        Within(attribute="established_on", period=Period("2021-01-01.."), source=SPAN),
        "成立日期在2021年1月1日及以后（含当日）",
    ),
    (
        AllOf(of=(REVENUE, AnyOf(of=(LEGAL, HIGH_TECH)))),
        "同时满足：（1）上年度营业收入不低于2000万元（含2000万元）；（2）〔满足以下任一项："
        "①「独立法人资格」为“是”；②申请时「资质认定」包括国家高新技术企业〕",
    ),
    (
        AtLeast(k=2, of=(LEGAL, REVENUE)),
        "至少满足以下2项：（1）「独立法人资格」为“是”；"
        "（2）上年度营业收入不低于2000万元（含2000万元）",
    ),
    (
        AnyOf(of=(LEGAL, HIGH_TECH)),
        "满足以下任一项：（1）「独立法人资格」为“是”；（2）申请时「资质认定」包括国家高新技术企业",
    ),
    (Not(of=LEGAL), "不属于以下情形：「独立法人资格」为“是”"),
    (
        Judged(gate="符合产业导向", body="区发展改革局", source=SPAN),
        "由区发展改革局判断：符合产业导向（系统不作判断）",
    ),
    (Judged(gate="择优", source=SPAN), "由主管部门判断：择优（系统不作判断）"),
    (Unparsed(reason="句子不完整", source=SPAN), "尚未转换的条件：“原文四字”（句子不完整）"),
]
OPERANDS: list[tuple[Operand, str]] = [
    (val("revenue", "Y-1"), "上年度营业收入"),
    (val("registered_region"), "注册地"),
    (val("?未定义的指标"), "未定义的指标"),
    (Growth(attribute="revenue", period=LAST), "上年度营业收入比前一年度的增长率"),
    (Increment(attribute="revenue", period=LAST), "上年度营业收入比前一年度的增加额"),
    (
        Share(part="rd_expense", whole="revenue", period=LAST),
        "上年度研发费用占营业收入的比例",
    ),
    (
        OverYears(attribute="tax_paid", period=THREE, aggregate="each"),
        "最近三个完整年度每年的纳税额",
    ),
    (
        OverYears(attribute="tax_paid", period=THREE, aggregate="sum"),
        "最近三个完整年度纳税额合计",
    ),
    (
        OverYears(attribute="revenue", period=THREE, aggregate="mean", of="growth"),
        "最近三个完整年度营业收入增长率年平均",
    ),
    (HIRES, "新招用人员明细中符合〔劳动合同期限不少于1年（含1年）〕的记录的数量"),
    (
        Records(attribute="leases", aggregate="sum", field="rent_paid"),
        "租赁合同明细的租金合计",
    ),
    (
        Records(attribute="loans", aggregate="max", field="loan_principal"),
        "贷款合同明细的贷款本金最大值",
    ),
    (Records(attribute="hires", aggregate="exists"), "是否有新招用人员明细"),
]
TEN_WAN = Fixed(amount="10万元", source=SPAN)
CAP = Cap(amount="200万元", source=SPAN)
RATE = Rate(rate="10%", base=val("rd_expense", "Y-1"), source=SPAN)
AWARDS: list[tuple[Award, str]] = [
    (TEN_WAN, "给予10万元"),
    (
        Fixed(amount="10万元", ceiling=True, source=SPAN),
        "最高给予10万元，以上为上限，实际金额由主管部门核定",
    ),
    (
        Fixed(amount="500元", per="month", lasting="6个月", source=SPAN),
        "每月给予500元，支付期限最长6个月",
    ),
    (
        Fixed(amount="100万元", instalments=("40%", "30%", "30%"), source=SPAN),
        "给予100万元，分3期按40%、30%、30%拨付",
    ),
    (
        RATE.model_copy(update={"caps": (CAP,)}),
        "按上年度研发费用的10%计算，最高不超过200万元",
    ),
    (
        RATE.model_copy(
            update={
                "caps": (
                    Cap(amount="500万元", per="project", source=SPAN),
                    Cap(rate="50%", of=val("actual_cost"), source=SPAN),
                    Cap(of=val("tax_paid", "Y-1"), per="enterprise_year", source=SPAN),
                )
            }
        ),
        "按上年度研发费用的10%计算，单个项目最高不超过500万元，最高不超过实际发生费用的50%，"
        "单个企业每年最高不超过上年度纳税额",
    ),
    (
        RATE.model_copy(update={"ceiling": True, "per": "year"}),
        "每年按上年度研发费用的最高10%计算，以上为上限，实际金额由主管部门核定",
    ),
    (
        PerUnit(amount="2000元", quantity=val("new_hires"), floor="1万元", source=SPAN),
        "按新招用人数计算，每人给予2000元，计算结果低于1万元的按1万元支付",
    ),
    (
        PerUnit(amount="20元", quantity=val("rent_area"), at_most="1000平方米", source=SPAN),
        "按租赁面积计算，每平方米给予20元，最多计算1000平方米",
    ),
    (
        PerUnit(amount="5000元", quantity=val("invention_patents"), source=SPAN),
        "按有效发明专利数计算，每件给予5000元",
    ),
    (
        PerUnit(amount="1000元", quantity=HIRES, source=SPAN),
        "按新招用人员明细中符合〔劳动合同期限不少于1年（含1年）〕的记录的数量计算，每条给予1000元",
    ),
    (
        PerUnit(
            amount="10万元",
            quantity=Increment(attribute="revenue", period=LAST),
            step="1000万元",
            from_="5000万元",
            source=SPAN,
        ),
        "按上年度营业收入比前一年度的增加额计算，每满1000万元给予10万元，不满1000万元的部分不计，"
        "只计算超过5000万元的部分",
    ),
    (
        Tiers(
            machine="step",
            operand=val("output_value", "Y-1"),
            bands=(
                Band(lower="1亿元", upper="5亿元", amount="10万元", source=SPAN),
                Band(lower="5亿元", amount="50万元", source=SPAN),
            ),
            source=SPAN,
        ),
        "按上年度工业总产值达到的最高一档给予：（1）1亿元（含）至5亿元（不含），10万元；"
        "（2）5亿元以上（含5亿元），50万元",
    ),
    (
        Tiers(
            machine="slab",
            operand=val("revenue", "Y-1"),
            base=val("rd_expense", "Y-1"),
            bands=(
                Band(upper="5000万元", upper_included=True, rate="5%", cap="80万元", source=SPAN),
            ),
            source=SPAN,
        ),
        "按上年度营业收入所在的档次，对全部上年度研发费用适用同一比例或金额："
        "（1）5000万元以下（含5000万元），上年度研发费用的5%，本档最高80万元",
    ),
    (
        Tiers(
            machine="slice",
            operand=val("project_investment"),
            bands=(
                Band(upper="1000万元", rate="5%", source=SPAN),
                Band(lower="1000万元", lower_included=False, rate="3%", source=SPAN),
            ),
            source=SPAN,
        ),
        "按项目总投资额分段计算后相加，每段的比例只适用于该段之内的部分："
        "（1）1000万元以下（不含1000万元），该段部分的5%；"
        "（2）1000万元以上（不含1000万元），该段部分的3%",
    ),
    (
        Cases(
            cases=(
                Case(when=HIGH_TECH, award=TEN_WAN),
                Case(when=LEGAL, award=Fixed(amount="5万元", source=SPAN)),
            ),
            source=SPAN,
        ),
        "符合下列情形的，取其中金额最高的一项：（1）申请时「资质认定」包括国家高新技术企业的，"
        "给予10万元；（2）「独立法人资格」为“是”的，给予5万元",
    ),
    (
        Cases(choose="first", cases=(Case(when=LEGAL, award=TEN_WAN),), source=SPAN),
        "按顺序适用第一个符合的情形：（1）「独立法人资格」为“是”的，给予10万元",
    ),
    (
        Cases(choose="sum", cases=(Case(when=LEGAL, award=TEN_WAN),), source=SPAN),
        "下列情形符合几项就相加几项：（1）「独立法人资格」为“是”的，给予10万元",
    ),
    (
        LesserOf(of=(TEN_WAN, RATE), source=SPAN),
        "取以下各项中最小的一项：（1）给予10万元；（2）按上年度研发费用的10%计算",
    ),
    (
        LesserOf(
            of=(
                Cases(cases=(Case(when=AllOf(of=(LEGAL, REVENUE)), award=TEN_WAN),), source=SPAN),
                TEN_WAN,
            ),
            source=SPAN,
        ),
        "取以下各项中最小的一项：（1）〔符合下列情形的，取其中金额最高的一项：①〔同时满足："
        "①「独立法人资格」为“是”；②上年度营业收入不低于2000万元（含2000万元）〕的，给予10万元〕；"
        "（2）给予10万元",
    ),
    (
        TopUp(target=TEN_WAN, received=val("received_support"), source=SPAN),
        "按“给予10万元”计算，扣除已获资助额后补足差额，差额不足0的不支付",
    ),
    (InKind(what="优先推荐申报市级平台", source=SPAN), "给予非资金支持：优先推荐申报市级平台"),
]
STACKING: list[tuple[Stacking, str]] = [
    (HighestOf(scope="同一项目", source=SPAN), "「同一项目」符合多项的，只按金额最高的一项支付"),
    (
        HighestOf(scope="", source=SPAN),
        "（原文没有写明范围）符合多项的，只按金额最高的一项支付",
    ),
    (ExclusiveWith(scope="市级同类补贴", source=SPAN), "不得与「市级同类补贴」重复享受"),
    (OnceOnly(scope="同一企业", source=SPAN), "「同一企业」只能享受一次"),
    (
        AnnualCap(amount="300万元", scope="单个企业", source=SPAN),
        "「单个企业」每年合计最高300万元",
    ),
    (Budget(source=SPAN), "资金总额控制，超出预算时不再支付"),
    (
        Budget(pro_rata=True, scope="本办法", source=SPAN),
        "「本办法」资金总额控制，超出预算时按比例核减",
    ),
    (Cumulative(scope="不同级别", source=SPAN), "「不同级别」可以叠加享受"),
]


@pytest.mark.parametrize(("condition", "sentence"), CONDITIONS)
def test_condition(condition: Condition, sentence: str) -> None:
    assert describe_condition(condition, VOCABULARY) == sentence


@pytest.mark.parametrize(("operand", "phrase"), OPERANDS)
def test_operand(operand: Operand, phrase: str) -> None:
    assert describe_operand(operand, VOCABULARY) == phrase


@pytest.mark.parametrize(("award", "sentence"), AWARDS)
def test_award(award: Award, sentence: str) -> None:
    assert describe_award(award, VOCABULARY) == sentence


@pytest.mark.parametrize(("stacking", "sentence"), STACKING)
def test_stacking(stacking: Stacking, sentence: str) -> None:
    assert describe_stacking(stacking) == sentence


def test_every_kind_of_every_union_is_worded_here() -> None:
    worded = (*CONDITIONS, *OPERANDS, *AWARDS, *STACKING)
    assert {kind_of(type(item)) for item, _ in worded} == set(KINDED)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("now", "申请时"),
        ("annual", "全年"),
        ("ever", "截至申请日的任何时候"),
        ("each_year", "每年"),
        ("Y", "当年"),
        ("Y-1", "上年度"),
        ("Y-2", "前年度"),
        ("Y-4", "申请年度之前第4个年度"),
        ("Y-2..Y-1", "最近两个完整年度"),
        ("Y-1..Y", "含当年在内的最近两个年度"),
        ("Y-4..Y-2", "申请年度之前第4至第2个年度"),
        ("R36M", "申请日前36个月内"),
        ("R90D", "申请日前90日内"),
        ("2023", "2023年度"),
        ("2023Q1", "2023年第一季度"),
        ("2023H2", "2023年下半年"),
        ("2023-01-01..2023-12-31", "2023年1月1日至2023年12月31日（含起止日）"),
        ("..2024-12-31", "2024年12月31日及以前（含当日）"),
    ],
)
def test_period(code: str, phrase: str) -> None:
    assert describe_period(Period(code)) == phrase


@pytest.mark.parametrize("authority", Authority)
def test_authority_is_explained(authority: Authority) -> None:
    assert describe_authority(authority).startswith("按")
    assert ("请核对" in describe_authority(authority)) == (authority is Authority.CONVENTION)


def test_a_whole_rule_reads_as_sentences() -> None:
    rule = Rule(
        id="demo-1",
        title="研发投入补助",
        document="d",
        place="第五条",
        when=AllOf(of=(LEGAL, REVENUE)),
        unless=(DISHONEST,),
        award=RATE,
        stacking=(OnceOnly(scope="同一企业", source=SPAN),),
        validity=Validity(start=date(2024, 1, 1), end=date(2026, 12, 31)),
        windows=(
            Window(end=datetime(2024, 6, 9, 17), source=SPAN),
            Window(start=datetime(2025, 3, 1), source=SPAN),
            Window(source=SPAN),
        ),
        delivery=Delivery.NO_APPLICATION,
        review_mode=ReviewMode.APPROVAL,
        obligations=(Note(text="五年内不得迁出。", source=SPAN),),
        materials=(Note(text="营业执照", source=SPAN),),
        source=SPAN,
    )
    assert describe_rule(rule, VOCABULARY) == (
        "研发投入补助（第五条）。",
        "条件1：「独立法人资格」为“是”。",
        "条件2：上年度营业收入不低于2000万元（含2000万元）。",
        "不予支持的情形：「被列入严重失信名单」为“是”。",
        "支持标准：按上年度研发费用的10%计算。",
        "限制：「同一企业」只能享受一次。",
        "有效期：2024年1月1日至2026年12月31日。",
        "申报时间：至2024年6月9日17:00止。",
        "申报时间：自2025年3月1日起。",
        "申报时间：“原文四字”。",
        "办理方式：免申即享，不需要申请。",
        "审核方式：核准制（符合条件即予支持）。",
        "后续义务：五年内不得迁出。",
        "申报材料：营业执照。",
    )
