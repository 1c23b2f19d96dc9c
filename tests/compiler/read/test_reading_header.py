"""文号, dates, issuers and telephones as texts write them."""

from __future__ import annotations

from datetime import date

import pytest

from compiler.read import find_date, find_number, read


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("京发改规〔2023〕12 号", "京发改规〔2023〕12号"),
        ("云政办[2015]8号", "云政办[2015]8号"),
        ("云政办发［2019］108号", "云政办发［2019］108号"),
        ("云人社（2018）3号", "云人社（2018）3号"),
        ("〔2022〕京经信发45号", "〔2022〕京经信发45号"),
        ("根据《办法》（穗府办规〔2021〕19号）", "穗府办规〔2021〕19号"),
        ("现根据云府规〔2021〕1号执行", "云府规〔2021〕1号"),
        ("云府规〔２０２１〕９号", "云府规〔２０２１〕９号"),
        ("二〇二一年（2021）", ""),
        ("位于中山路（2020）", ""),
        ("/", ""),
    ],
)
def test_find_number(text: str, number: str) -> None:
    assert find_number(text) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09-26", date(2023, 9, 26)),
        ("2023年9月26日", date(2023, 9, 26)),
        ("2023 / 9 / 6", date(2023, 9, 6)),
        ("2023.09.26 发布", date(2023, 9, 26)),
        ("二〇二三年十二月二十六日", date(2023, 12, 26)),
        ("二○二〇年十月十日", date(2020, 10, 10)),
        ("２０２３年９月２６日", date(2023, 9, 26)),
        ("2023年13月1日", None),
        ("2023年9月", None),
        ("电话12345678901", None),
    ],
)
def test_find_date(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


def _meta(text: str):  # type: ignore[no-untyped-def]
    return read(text.encode(), "a.txt").document.meta


def test_a_notice_names_its_bodies_number_and_dates() -> None:
    meta = _meta(
        "云江市经济和信息化局 云江市财政局关于印发《云江市制造业奖励办法》的通知\n"
        "云经信规〔2024〕3号\n各区：\n现印发给你们。\n"
        "云江市经济和信息化局　云江市财政局\n2024年3月14日\n"
        "云江市制造业奖励办法\n"
        "第一条 本办法自2024年5月1日起施行，有效期至2026年12月31日。\n"
        "咨询电话：020-12345678。"
    )
    assert meta.title.startswith("云江市经济和信息化局云江市财政局关于印发")
    assert meta.issuer == "云江市经济和信息化局、云江市财政局"
    assert meta.number == "云经信规〔2024〕3号"
    assert meta.published == date(2024, 3, 14)
    assert meta.effective == date(2024, 5, 1)
    assert meta.expires == date(2026, 12, 31)
    assert meta.phone == "020-12345678"


def test_in_force_from_issue_means_the_signed_date() -> None:
    meta = _meta("云江市补贴办法\n第一条 本办法自印发之日起施行。\n云江市民政局\n2022年7月7日")
    assert meta.effective == date(2022, 7, 7)
    assert meta.issuer == "云江市民政局"


def test_several_signatures_on_several_lines() -> None:
    meta = _meta("云江市补贴办法\n正文。\n云江市民政局\n云江市财政局\n2022年7月7日")
    assert meta.issuer == "云江市民政局、云江市财政局"


def test_the_line_in_brackets_under_a_title() -> None:
    meta = _meta("云江市补贴办法\n（云江市青屏区民政局2026年1月20日印发）\n第一条 正文。")
    assert (meta.issuer, meta.published) == ("云江市青屏区民政局", date(2026, 1, 20))


def test_labelled_heads_are_read() -> None:
    meta = _meta(
        "云江市补贴指南\n发文机关：云江市民政局\n文号：云民〔2021〕2号\n发布日期：2021年2月3日\n正文。"
    )
    assert (meta.issuer, meta.number, meta.published) == (
        "云江市民政局",
        "云民〔2021〕2号",
        date(2021, 2, 3),
    )


def test_what_a_text_does_not_say_stays_empty() -> None:
    meta = _meta("对企业给予奖励十万元，具体办法另行制定。")
    assert (meta.issuer, meta.number, meta.published, meta.effective) == ("", "", None, None)
    assert (meta.expires, meta.phone) == (None, "")


def test_a_guide_of_many_cards_claims_no_head_of_its_own() -> None:
    card = "依据文件 《办法》\n发文机构 云江市民政局\n发文字号 云民〔2021〕2号\n服务内容 补贴。\n"
    assert _meta(card * 2).number == ""
