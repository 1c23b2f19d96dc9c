"""Chinese names of the codes that pages show."""

from __future__ import annotations

from rules.document import SentenceKind
from rules.review import BlockKind, Step
from rules.vocabulary import Kind, Subject

SUBJECTS = {
    Subject.ENTERPRISE: "企业",
    Subject.PERSON: "个人",
    Subject.PROJECT: "项目",
    Subject.AREA: "地区",
}
KINDS = {
    Kind.MONEY: "金额",
    Kind.RATIO: "比率",
    Kind.HEADCOUNT: "人数",
    Kind.AREA: "面积",
    Kind.DURATION: "时长",
    Kind.COUNT: "数量",
    Kind.DATE: "日期",
    Kind.BOOL: "是否",
    Kind.ENUM: "单选",
    Kind.TAGS: "资质称号",
    Kind.REGION: "地区",
    Kind.RECORDS: "明细",
}
SENTENCES = {
    SentenceKind.HEADING: "标题",
    SentenceKind.CONDITION: "条件",
    SentenceKind.AMOUNT: "金额",
    SentenceKind.EXCLUSION: "排除",
    SentenceKind.STACKING: "叠加限制",
    SentenceKind.WINDOW: "时间",
    SentenceKind.PROCEDURE: "程序",
    SentenceKind.OBLIGATION: "义务",
    SentenceKind.DEFINITION: "定义",
    SentenceKind.BACKGROUND: "背景",
    SentenceKind.NOT_MODELLED: "未写成规则",
}
BLOCKS = {
    BlockKind.CONFLICT: "两种提取读法不同",
    BlockKind.DIAGNOSTIC: "解析发现的问题",
    BlockKind.UNPARSED: "没有读懂的条件",
    BlockKind.SENTENCE: "未写成规则的句子",
    BlockKind.NO_RULES: "没有补贴条目",
}
# Which rulings a form offers for which block; replacing and dropping a rule are done at the rule.
RULINGS: dict[BlockKind, tuple[tuple[str, str], ...]] = {
    BlockKind.CONFLICT: (("accept_as_is", "按规则里现在的读法"),),
    BlockKind.DIAGNOSTIC: (("accept_as_is", "已核对，规则不变"),),
    BlockKind.UNPARSED: (("declare_judged", "交由部门认定"),),
    BlockKind.SENTENCE: (
        ("mark_background", "不影响享受，标为背景"),
        ("accept_as_is", "已核对，规则不变"),
    ),
    BlockKind.NO_RULES: (),
}
RULING_NAMES = {
    "accept_as_is": "已核对，规则不变",
    "mark_background": "标为背景",
    "declare_judged": "交由部门认定",
    "replace": "改写条目",
    "drop_rule": "删去条目",
    "accept_attribute": "认可新指标",
    "rename_attribute": "改名并认可新指标",
    "merge_attribute": "并入已有指标",
    "take_reading": "采用一种读法",
}
SIDES = {"grammar": "语法", "model": "模型", "first": "第一种理解", "second": "第二种理解"}
EVENTS = {
    "save": "上传并解析",
    "recompile": "重新解析",
    "import": "导入",
    "ask_model": "请模型读",
    "drop_words": "删去通俗解读",
    **{step.value: step.chinese for step in Step},
}
