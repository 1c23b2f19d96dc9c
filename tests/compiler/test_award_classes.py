"""Classes read piece by piece: ranges beside growths, grades, stages, terms of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

RANGES = [
    "对上年度产值1亿元至5亿元、5亿元至10亿元、10亿元以上的企业，产值同比增长分别达到20%、15%、10%以上的",
    "对上年度产值在1亿元（含）—5亿元、5亿元（含）—10亿元、10亿元（含）以上，且同比增长20%、15%、10%以上的企业",
    "上年度产值1亿元（含）至5亿元、5亿元（含）至10亿元、10亿元（含）以上，且增速分别不低于20%、15%、10%的",
    "上年度产值1亿元以上不足5亿元、5亿元以上不足10亿元、10亿元以上且增速分别达到20%、15%、10%的",
]


@pytest.mark.parametrize("who", RANGES)
def test_each_range_goes_with_its_growth(who: str, award_of: Callable[[str], str]) -> None:
    value, growth = "output_value@Y-1", "growth(output_value@Y-1)"
    assert award_of(f"{who}，分别给予20万元、30万元、50万元奖励。") == (
        f"highest of {{all({value} >= 1亿元; {value} < 5亿元; {growth} >= 20%) -> 20万元; "
        f"all({value} >= 5亿元; {value} < 10亿元; {growth} >= 15%) -> 30万元; "
        f"all({value} >= 10亿元; {growth} >= 10%) -> 50万元}}"
    )


CLASSES = [
    # each range ends with 的
    (
        "地方金融组织，实缴资本10亿元以上的、5亿元以上不足10亿元的、1亿元以上不足5亿元的，"
        "分别给予500万元、300万元、80万元奖励",
        "step by paid_in_capital@now {[1亿元,5亿元): 80万元; [5亿元,10亿元): 300万元; "
        "[10亿元,): 500万元}",
    ),
    # the grades are of what their first words name
    (
        "数字企业认证等级为五级、四级、三级的，分别给予50万元、30万元、15万元奖励",
        "highest of {certification_level in 五级 -> 50万元; certification_level in 四级 -> 30万元; "
        "certification_level in 三级 -> 15万元}",
    ),
    # stages on the way to the stock market
    (
        "完成股份制改造、通过上市辅导验收、上市申请获受理、在境内证券交易所上市的，"
        "分别给予50万元、80万元、120万元、250万元资助",
        "highest of {listing_stage has 完成股份制改造 -> 50万元; listing_stage has "
        "通过上市辅导验收 -> 80万元; listing_stage has 上市申请获受理 -> 120万元; "
        "listing_stage has 境内上市 -> 250万元}",
    ),
    (
        "在全国中小企业股份转让系统基础层挂牌的，给予60万元；在创新层挂牌的，给予110万元",
        "highest of {listing_stage has 新三板基础层挂牌 -> 60万元; "
        "listing_stage has 新三板创新层挂牌 -> 110万元}",
    ),
    # kinds of products
    (
        "按产品销售金额的20%给予奖励，成套设备、单台设备最高奖励额分别为150万元、80万元",
        "highest of {?成套设备 -> 20% of ?产品销售金额@now cap 150万元/item; "
        "?单台设备 -> 20% of ?产品销售金额@now cap 80万元/item}",
    ),
    # terms of their own
    (
        "对高校毕业生、就业困难人员，按缴费额的60%给予补贴，高校毕业生最长补2年，就业困难人员最长补3年",
        "highest of {person_category has 高校毕业生 -> 60% of ?缴费额@now for 2年; "
        "person_category has 就业困难人员 -> 60% of ?缴费额@now for 3年}",
    ),
    (
        "对A类人才、B类人才，每月分别给予2000元、1500元补贴，补贴期限分别为5年、3年",
        "highest of {talent_level in A类 -> 2000元 per month for 5年; "
        "talent_level in B类 -> 1500元 per month for 3年}",
    ),
    (
        "取得初级工（五级）、中级工（四级）、高级工（三级）证书的，分别补贴1000元、1500元、2000元",
        "highest of {skill_level has 初级工（五级） -> 1000元; skill_level has 中级工（四级） -> "
        "1500元; skill_level has 高级工（三级） -> 2000元}",
    ),
    # two limits, each of its own
    (
        "按不良贷款本金余额的50%给予风险补偿，单户贷款补偿不超过200万元，一家银行一年累计不超过1000万元",
        "50% of ?不良贷款本金余额@now cap 200万元/item cap 1000万元/enterprise_year",
    ),
    # what stands before the classes is counted in each
    (
        "按照上年度实际收托人数给予补助，示范托育机构每人每月600元，公办托育机构每人每月500元",
        "highest of {titles has 示范托育机构 -> 600元 per ?实际收托人数@Y-1 per month; "
        "titles has 公办托育机构 -> 500元 per ?实际收托人数@Y-1 per month}",
    ),
    # steps of what is named before them
    (
        "企业发行公司债券的，按债券发行额每满1000万元给予4万元补贴",
        "4万元 per debt_financing@annual step 1000万元",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), CLASSES)
def test_classes_are_read_one_by_one(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected
