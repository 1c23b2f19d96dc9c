"""A misdeed, and for how long it bars: 骗取资金的，自查实之日起三年内取消其申报资格."""

from __future__ import annotations

import re

from compiler.normalise import NUMBER

_TIME = rf"(?<![下上])(?P<time>{NUMBER}个?(?:年|月)(?!度))"
_RIGHT = (
    r"(?:申[报请领]|享受|受理|参评|参与|支持|扶持|资助|奖励|补[贴助]|安排|资格|获得|纳入|推荐|接受)"
)
_DENIES = (
    r"(?:取消|撤销|暂停|停止|终止|中止|禁止|限制|剥夺|丧失|失去|不得|不能|不可|不予|不再|不受理|不接受"
    r"|不享受|不安排|不支持)"
)
#: 三年内取消其申报资格; 两年内不受理; 取消其三年申报资格; 暂停享受政策2年.
_FORMS = (
    rf"{_TIME}(?:以|之)?内?[^,;。\d]{{0,8}}?{_DENIES}[^,;。]{{0,12}}?{_RIGHT}",
    rf"{_TIME}(?:以|之)?内?(?:一律|均|将|再)*不(?:受理|接受|享受|安排|支持)",
    rf"{_DENIES}[^,;。\d]{{0,6}}?{_TIME}(?:以|之)?内?的?[^,;。]{{0,8}}?{_RIGHT}",
    rf"{_DENIES}[^,;。\d]{{0,10}}?{_RIGHT}[^,;。\d]{{0,6}}?{_TIME}(?!内?[^,;。]{{0,6}}(?:完成|整改|退))",
)
_WHO = r"(?:企业|单位|机构|个人|人员|主体|项目|者|人|申报人|家庭|组织|商户)?"
_BARRED = tuple(re.compile(rf"的[^,;。的]{{0,4}}?{_WHO},(?=[^。]*?{form})") for form in _FORMS)


def barred(view: str, start: int, end: int) -> tuple[int, str] | None:
    """Where a misdeed ends that bars for a time, and that time; None when nothing bars."""
    for form in _BARRED:
        if found := form.search(view, start, end):
            return found.start(), found["time"]
    return None
