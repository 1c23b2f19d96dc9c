"""Stages of school as policies name them."""

from __future__ import annotations

import re

_NAMES = {
    r"幼儿园|学前教育|学前": "幼儿园",
    r"小学": "小学",
    r"初级中学|初中": "初中",
    r"普通高中|高级中学|高中": "高中",
    r"中等职业学校|中等职业|中职|中专": "中职",
    r"技工院校|技工学校|技校": "技工院校",
    r"高职高专|高职|大专|专科": "大专",
    r"本科": "本科",
    r"硕士研究生|博士研究生|研究生|硕士|博士": "研究生",
}
STAGE = rf"(?:{'|'.join(_NAMES)})"
#: 高中(含中职), 小学、初中.
_WITH = rf"{STAGE}(?:\((?:含|包括)?{STAGE}(?:(?:、|和|及){STAGE})*\))?"
STAGES = rf"{_WITH}(?:(?:、|和|或者?|及|以及){_WITH})*"


def stage_named(name: str) -> str:
    """The stage of the vocabulary that a name stands for."""
    return next(stage for words, stage in _NAMES.items() if re.fullmatch(words, name))
