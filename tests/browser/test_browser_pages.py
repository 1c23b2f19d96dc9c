"""What a person sees and clicks, at 1280 and at 390 pixels.

Set POLICYCALC_SHOTS to a folder to keep a screenshot of every page visited.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser


def look(page: Any, name: str) -> None:
    """The page fits its width; keep a picture of it if asked."""
    page.wait_for_load_state()
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{name}: {overflow} px too wide"
    if folder := os.environ.get("POLICYCALC_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}-{page.viewport_size['width']}.png"))


def in_view(page: Any, selector: str) -> bool:
    """Whether the element stands inside the window."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return bool(0 <= box["y"] <= page.viewport_size["height"])


def sign_in(page: Any, name: str) -> None:
    page.goto("/review")
    page.fill("#name", name)
    page.get_by_role("button", name="签到").click()
    page.get_by_text(f"当前操作人：{name}").wait_for()


def test_the_list_leads_to_the_text(page: Any) -> None:
    page.goto("/")
    look(page, "home")
    page.get_by_role("navigation").get_by_role("link", name="政策列表").click()
    look(page, "list")
    assert page.locator("tbody tr").count() == 2
    page.locator("tbody a").first.click()
    look(page, "policy")
    assert page.locator("article.text p").count() > 10


def test_the_combination_fits_with_everything_unfolded(page: Any) -> None:
    page.goto("/match/result?on=2026-05-20&registered_region=青屏区")
    section = page.locator("#together")
    assert section.get_by_text("最多可能的组合").is_visible()
    page.evaluate("document.querySelectorAll('#together details').forEach(d => d.open = true)")
    look(page, "together")
    section.locator(".quote a").first.click()
    look(page, "together-clause")
    assert in_view(page, "mark.r-here")


def test_from_tags_to_an_amount_to_its_clause(page: Any) -> None:
    page.goto("/match?on=2026-05-20")
    look(page, "match")
    region = page.locator("fieldset", has=page.locator("legend", has_text="注册地"))
    region.get_by_text("青屏区", exact=True).click()
    interval = page.locator('fieldset input[value^="["]').first
    figure = interval.get_attribute("name")
    interval.check()
    page.get_by_role("button", name="查看结果").click()
    look(page, "result")
    answered = parse_qs(urlsplit(page.url).query)
    assert answered["registered_region"] == ["青屏区"]
    assert set(answered) == {"subject", "on", "registered_region", figure}
    cards = page.locator("article.result")
    assert cards.count() >= 10
    assert page.get_by_text("不是主管部门的决定").is_visible()
    verdicts = {card.get_attribute("data-verdict") for card in cards.all()}
    assert verdicts == {"unknown", "ineligible"}
    refused = page.locator(".result-ineligible .quote a:visible").first
    quote = refused.inner_text()
    refused.click()
    look(page, "place")
    assert page.locator("mark.r-here").inner_text() == quote
    assert in_view(page, "mark.r-here")


def test_a_missing_fact_leads_to_its_question_and_settles_it(page: Any) -> None:
    page.goto("/match/result?on=2026-05-20&registered_region=青屏区")
    link = page.locator(".settle a:visible").first
    link.click()
    anchor = urlsplit(page.url).fragment
    assert in_view(page, f'[id="{_decoded(anchor)}"]')
    question = page.locator(f'[id="{_decoded(anchor)}"]')
    assert question.locator("input:checked").input_value() == ""
    assert page.locator('input[value="青屏区"]').first.is_checked()


def test_review_shows_text_beside_rules(page: Any) -> None:
    sign_in(page, "李四")
    look(page, "review")
    page.get_by_role("link", name="青屏区科技创新专项资金实施细则").click()
    look(page, "document")
    marks = page.locator("section.text mark")
    assert marks.count() > 40
    roles = set(re.findall(r"r-(\w+)", " ".join(m.get_attribute("class") for m in marks.all())))
    assert roles >= {"condition", "amount", "exclusion", "cap"}
    card = page.locator("article[data-rule]").first
    card.scroll_into_view_if_needed()
    card.hover()
    lit = page.locator("section.text mark.lit")
    assert lit.count() > 0
    rule = card.get_attribute("data-rule")
    assert all(rule in m.get_attribute("data-rules").split() for m in lit.all())
    card.locator("a[data-place]").first.click()
    place = card.locator("a[data-place]").first.get_attribute("data-place")
    assert in_view(page, f"#{place}")
    look(page, "document-lit")


def test_an_edit_with_a_fault_keeps_what_was_typed(page: Any) -> None:
    sign_in(page, "王五")
    page.get_by_role("link", name="青屏区科技创新专项资金实施细则").click()
    card = page.locator("article[data-rule]").first
    card.get_by_text("修改这条规则").click()
    card.locator("textarea").wait_for()
    box = card.locator("textarea")
    box.fill(box.input_value().replace("kind: ", "kindd: ", 1))
    card.get_by_label("修改理由").fill("试一试")
    card.get_by_role("button", name="保存修改").click()
    page.get_by_text("没有保存").wait_for()
    assert in_view(page, "article[data-rule] .notice-error")
    assert "kindd" in page.locator("article[data-rule]").first.locator("textarea").input_value()
    look(page, "edit")


def test_of_two_readings_one_is_taken_by_a_click(page: Any) -> None:
    sign_in(page, "赵六")
    page.get_by_role("link", name="云江市工业企业稳增长扶持资金实施细则").click()
    look(page, "unlike")
    cards = page.locator("article.unlike")
    count = cards.count()
    assert count > 1
    first = cards.first
    assert first.locator(".sides > section").count() == 2
    first.locator(".quote a").first.click()
    told = first.get_attribute("id")
    first.get_by_role("button", name="采用模型的读法").click()
    page.get_by_text("已记录裁定").wait_for()
    assert cards.count() == count - 1
    assert told not in [card.get_attribute("id") for card in cards.all()]
    look(page, "unlike-taken")


def test_everything_works_without_script(chromium: Any, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/match?on=2026-05-20")
    page.get_by_role("button", name="查看结果").click()
    assert page.locator("article.result-unknown").count() > 5
    assert page.locator("article.result-eligible, article.result-ineligible").count() == 0
    page.locator("article.result h3 a").first.click()
    page.get_by_role("link", name="看原文").click()
    assert page.locator("mark.r-here").is_visible()
    context.close()


def test_focus_can_be_seen(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"


def _decoded(fragment: str) -> str:
    from urllib.parse import unquote

    return unquote(fragment)
