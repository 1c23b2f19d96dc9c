"""Blocks that say who may apply are read alike, however they are numbered and named."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts

SHAPES = (
    "霁州市服务办法\n第一条 融资补贴\n（一）支持对象：{said}。\n（二）补贴标准：每户补贴2万元。\n",
    "霁州市服务办法\n第一条 展会补贴\n1.申报对象。{said}。\n2.补贴标准。每户给予2万元补贴。\n",
    "霁州市服务办法\n第一条 入会补贴\n补贴对象：{said}。\n补贴标准：每户给予2万元补贴。\n",
)
HERE = "registered_region in 霁州市"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("本市花卉企业", [HERE, "industry in 花卉"]),
        ("本市行政区域内的竹编加工企业", [HERE, "industry in 竹编加工"]),
        ("在本市依法登记注册的苗木企业", [HERE, "industry in 苗木"]),
        ("本市企业", [HERE]),
        ("本市各类市场主体", [HERE]),
        # the place of the first is that of all
        ("本市花卉企业和竹编企业", [HERE, "industry in 花卉|竹编"]),
        ("本市企业、社会组织或者个体工商户", [HERE, "entity_type in 企业|社会组织|个体工商户"]),
        ("我市行政区域内的企业和合作社", [HERE, "entity_type in 企业|合作社"]),
        # what is done there says in what way somebody is there
        ("在本市经营的餐饮企业", ["business_region in 霁州市", "industry in 餐饮业"]),
        ("在本市实际居住的老年人", ["residence_region in 霁州市"]),
    ],
)
def test_the_block_of_recipients_has_many_shapes(
    shape: str, said: str, expected: list[str]
) -> None:
    """（一）支持对象：, 1.申报对象。 and a labelled line name the same recipients."""
    (rule,) = compiled(shape.format(said=said), head="").ruleset.rules
    assert parts(rule) == expected


def test_a_place_named_anew_is_that_of_its_own() -> None:
    """本市的甲和外市的乙: the place of the first is not that of the second."""
    text = SHAPES[0].format(said="本市花卉企业和其他市苗木企业")
    (rule,) = compiled(text, head="").ruleset.rules
    assert HERE not in parts(rule)
