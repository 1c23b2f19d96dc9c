"""One requirement of a list of 申报条件 and the conditions it states, by the modelling conventions.

Each row is point 1 of a numbered list in a text issued by 云江市青屏区; the sentences are invented.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

_PLACES = [
    (
        "工商登记、税务登记、统计关系均在本区",
        ["registered_region in 青屏区", "tax_region in 青屏区", "statistics_region in 青屏区"],
    ),
    ("企业在云江市范围内（含合作区，下同）登记注册", ["registered_region in 云江市"]),
    ("在本区实际经营", ["business_region in 青屏区"]),
    ("公司住所地在青屏区", ["registered_region in 青屏区"]),
    ("非本市户籍人员", ["not(household_region in 云江市)"]),
    (
        "具有本市户籍或持有本市居住证",
        ["any(household_region in 云江市; residence_permit)"],
    ),
    # a figure about such employees is no place of the applicant's
    ("本市户籍员工占比不低于50%", ["?本市户籍员工占比@now >= 50%"]),
]
_FIGURES = [
    ("上年度营业收入不低于人民币5000万元", ["revenue@Y-1 >= 5000万元"]),
    ("上年度营业收入5000万元人民币以上", ["revenue@Y-1 >= 5000万元"]),
    ("上年度工业总产值2 000万元以上", ["output_value@Y-1 >= 2000万元"]),
    ("2023年度研发费用1,500万元以上", ["rd_expense@2023 >= 1500万元"]),
    ("80周岁及以上老年人", ["age@now >= 80年"]),
    ("签订1年期以上劳动合同", ["contract_term@now >= 1年"]),
    # money of another currency is never read as yuan
    ("注册资本不低于3000万日元", ["unparsed 注册资本不低于3000万日元"]),
    ("年出口额500万港元以上", ["unparsed 年出口额500万港元以上"]),
]
_PEOPLE = [
    (
        "具有大专以上学历或中级以上职称",
        [
            "any(education in 大专|本科|硕士|博士;"
            " professional_title in 中级职称|副高级职称|正高级职称)"
        ],
    ),
    ("具有高级职称", ["professional_title in 副高级职称|正高级职称"]),
    (
        "取得高级工以上职业资格证书",
        [
            "skill_level has 高级工（三级）|技师（二级）|高级技师（一级）|特级技师|首席技师",
        ],
    ),
    ("被认定为A类、B类人才", ["talent_level in A类|B类"]),
    ("失能等级为中度以上", ["care_level in 中度失能|重度失能|完全失能"]),
    ("中、重度失能老年人", ["care_level in 中度失能|重度失能"]),
    (
        "最低生活保障家庭学生、孤儿、残疾学生",
        ["person_category has 最低生活保障家庭学生|孤儿|残疾学生"],
    ),
    ("独居、空巢、失独老年人", ["person_category has 独居老年人|空巢老年人|失独老年人"]),
    (
        "离校2年内未就业的高校毕业生",
        ["years_since_graduation@now <= 2年", "person_category has 离校未就业高校毕业生"],
    ),
    ("毕业年度内高校毕业生", ["person_category has 毕业年度高校毕业生"]),
    (
        "毕业5年内高校毕业生、退役军人",
        [
            "any(all(years_since_graduation@now <= 5年; person_category has 高校毕业生);"
            " person_category has 退役军人)"
        ],
    ),
    ("招用就业困难人员", ["?招用就业困难人员"]),
    # somebody the enterprise has, not what the applicant is
    ("法定代表人无犯罪记录", ["not criminal_penalty"]),
    ("企业及其法定代表人未被列入失信被执行人名单", ["not dishonest_list"]),
    ("拥有中级以上职称人员不少于5人", ["?中级以上职称人员@now >= 5人"]),
]
_ENTITIES = [
    ("高校、科研院所、医疗机构", ["entity_type in 高校|科研院所|医疗机构"]),
    ("普惠性民办幼儿园", ["entity_type in 普惠性民办幼儿园"]),
    ("在本市幼儿园就读", ["?在本市幼儿园就读"]),
    ("民营企业", ["ownership in 民营"]),
    ("非国有企业", ["not(ownership in 国有)"]),
    ("有效期内的国家高新技术企业", ["titles has 国家高新技术企业"]),
]
_TITLES = [
    ("获得省级“专精特新”认定", ["titles has 省级专精特新中小企业"]),
    (
        "获评省级以上智能工厂或数字化车间",
        ["titles has 国家级智能工厂|省级智能工厂|国家级数字化车间|省级数字化车间"],
    ),
    ("取得《安全生产许可证》", ["titles has 安全生产许可证"]),
    ("首次入围“中国民营企业500强”", ["first rankings has 中国民营企业500强"]),
    ("由规下转规上的工业企业", ["statistics_category has 规模以上工业企业"]),
]
_TIMES = [
    ("截至上年度末，员工人数不少于50人", ["employees@Y-1 >= 50人"]),
    ("截至申报之日，参保人数不少于20人", ["insured_employees@now >= 20人"]),
    ("近三年，未发生重大安全事故", ["not safety_accident@R36M"]),
    ("三年内未受到行政处罚", ["not administrative_penalty@R36M"]),
    # without a denial the years are a length of time
    ("毕业三年内", ["years_since_graduation@now <= 3年"]),
    ("近三年新增授权发明专利不少于3件", ["sum(patents_granted@Y-3..Y-1) >= 3件"]),
    ("近三年每年新增授权发明专利不少于3件", ["each(patents_granted@Y-3..Y-1) >= 3件"]),
]
_NAMES = [
    (
        "上年度研发费用不低于100万元，且占营业收入比例不低于3%",
        ["rd_expense@Y-1 >= 100万元", "rd_expense/revenue@Y-1 >= 3%"],
    ),
    ("上年度研发投入强度不低于3%", ["rd_expense/revenue@Y-1 >= 3%"]),
    ("裁员率不高于参保职工总数20%", ["layoff_rate@annual <= 20%"]),
    ("大专以上学历职工人数占企业职工总人数的30%以上", ["college_staff_ratio@now >= 30%"]),
    ("上年度在本区纳税总额不低于300万元", ["tax_paid@Y-1 >= 300万元"]),
    ("上年度净利润为正", ["net_profit@Y-1 > 0元"]),
    ("装机容量不低于1兆瓦", ["installed_capacity@now >= 1000千瓦"]),
    ("财务制度健全", ["financial_system_sound"]),
    ("在本市无自有住房", ["not owns_home"]),
    # a lease is no labour contract, and a parent is not the applicant
    ("租赁合同期限1年以上", ["?租赁合同期限@now >= 1年"]),
    ("父母一方具有本市户籍", ["?父母一方具有本市户籍"]),
    ("生物医药、人工智能企业", ["industry in 生物医药|人工智能"]),
    ("不属于房地产企业", ["not(industry in 房地产业)"]),
    ("商业街区运营管理单位", ["entity_type in 商业街区运营管理单位"]),
]

#: What belongs to one requirement, and what is one of its own.
_EXTENT = [
    (
        "通过举办讲座、开放矿场等方式，向社会普及石材知识",
        ["?通过举办讲座、开放矿场等方式，向社会普及石材知识"],
    ),
    ("按照学员不同需求，完成采石课程设计", ["?按照学员不同需求，完成采石课程设计"]),
    ("矿区定位清晰、管理制度健全", ["?矿区定位清晰", "?管理制度健全"]),
    ("原料来源合法、真实", ["?原料来源合法、真实"]),
    ("矿区建设目标合理", ["?矿区建设目标合理"]),
    ("建立较为完善的采石台账", ["?建立较为完善的采石台账"]),
    ("属于银行、担保公司以外的机构", ["?属于银行、担保公司以外的机构"]),
    ("具有3年以上采石、石雕工作经验", ["?采石、石雕工作经验@now >= 3年"]),
    ("注册资本不低于2亿元人民币或等值外币", ["registered_capital@now >= 2亿元"]),
    (
        "年营业收入（指上一会计年度合并报表收入，以下同）在2亿元（含）以下",
        ["revenue@annual <= 2亿元"],
    ),
    ("经矿业部门批准设立", ["?经矿业部门批准设立"]),
    (
        "符合《中小企业划型标准规定》的小型企业或微型企业划型标准",
        ["enterprise_size in 小型|微型"],
    ),
    ("符合中小企业划型标准", ["enterprise_size in 中型|小型"]),
    (
        "在本区行政区域内具有独立法人资格",
        ["registered_region in 青屏区", "legal_person"],
    ),
    ("经市人民政府批准", ["judged 经市人民政府批准"]),
    (
        "注册在云江石材产业示范区（以下简称“石材示范区”）范围内",
        ["registered_region in 石材示范区"],
    ),
]
#: Titles somebody holds, and titles of those somebody only deals with.
_HELD = [
    ("重点引入独角兽企业", ["?重点引入独角兽企业"]),
    ("围绕龙头企业薄弱环节开展攻关", ["?围绕龙头企业薄弱环节开展攻关"]),
    ("在市石材协会公布的东村高新技术企业名录内的企业", ["titles has 东村高新技术企业"]),
    ("通过市石材局认定为“石安贷”试点合作机构", ["titles has “石安贷”试点合作机构"]),
    ("具有矿石检验许可证", ["titles has 矿石检验许可证"]),
    ("取得采石机械注册证或石雕机械注册证", ["titles has 采石机械注册证|石雕机械注册证"]),
    ("具备甲级勘探资质", ["titles has 甲级勘探资质"]),
    ("具备相应资质证书", ["?具备相应资质证书"]),
    (
        "经国家或市级认定的石材研究中心、石雕重点实验室",
        ["titles has 国家级石材研究中心|市级石材研究中心|国家级石雕重点实验室|市级石雕重点实验室"],
    ),
]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [*_EXTENT, *_HELD, *_PLACES, *_FIGURES, *_PEOPLE, *_ENTITIES, *_TITLES, *_TIMES, *_NAMES],
)
def test_one_requirement_of_a_list(
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
    asked: str,
    expected: list[str],
) -> None:
    draft = draft_of(
        f"一、稳增长奖励\n（一）申报条件\n1．{asked}；\n2．依法缴纳住房公积金。\n"
        "（二）奖励标准\n给予一次性奖励10万元。\n"
    )
    (rule,) = draft.ruleset.rules
    assert [p for p in parts_of(rule) if "住房公积金" not in p] == expected
