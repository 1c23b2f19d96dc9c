"""What can be wrong with a table of facts: one code, one Chinese text, one hint.

MF130 to MF139 the file, MF140 to MF149 its columns, MF150 to MF166 a cell, MF170 to MF179 rows and
subjects. What a cell shares with a facts file (MF102 to MF107) keeps the code it has there.
"""

from __future__ import annotations

from typing import NamedTuple

from rules.errors import Diagnostic, InputRejected, Severity

_LONGEST = 200


class TableProblem(NamedTuple):
    """What stood there, what was expected, and what to do."""

    message: str
    hint: str


TABLE_PROBLEMS: dict[str, TableProblem] = {
    "MF130": TableProblem(
        "扩展名是 {name}，内容却是{found}", "请把扩展名改成与内容一致，或重新另存为需要的格式"
    ),
    "MF131": TableProblem("这是{found}，读不了", "请在 Excel 中另存为 .xlsx，有密码的先去掉密码"),
    "MF132": TableProblem(
        "Excel 文件已损坏或不完整，打不开", "请在 Excel 中打开并重新另存为 .xlsx"
    ),
    "MF133": TableProblem(
        "有内容的工作表有{found}，看不出该读哪一个", "请用 --sheet 工作表名 指明"
    ),
    "MF134": TableProblem("没有名为「{name}」的工作表", "文件里的工作表是：{found}"),
    "MF135": TableProblem(
        "从第{found}行起引号没有配对，后面的内容分不开", "请补上缺少的引号，引号内的引号写成两个"
    ),
    "MF136": TableProblem(
        "看不出各列用什么分隔：{found}", "请统一用英文逗号、英文分号或制表符中的一种分隔"
    ),
    "MF137": TableProblem("文字编码{found}，读不了", "请另存为「CSV UTF-8（逗号分隔）」"),
    "MF138": TableProblem("{found}", "第一行写列名，从第二行起每行写一个对象"),
    "MF139": TableProblem("Parquet 文件已损坏或不完整，读不出内容", "请重新导出"),
    "MF140": TableProblem("这里有内容「{found}」，第一行却没有列名", "请写上列名，或删去内容"),
    "MF141": TableProblem(
        "不认识的列「{found}」，应为词表中的指标", "{near}；不需要这一列，请加 --ignore {found}"
    ),
    "MF142": TableProblem(
        "列名「{found}」中的期间无法识别", "期间写成 2025年、上年度、2025年第一季度，或 @2025、@Y-1"
    ),
    "MF143": TableProblem(
        "列名「{found}」的单位「{unit}」不能用于「{label}」，{units}", "请改正列名中的单位"
    ),
    "MF144": TableProblem(
        "列名「{found}」括号里的「{unit}」既不是能用的单位，也不是期间",
        "「{label}」{units}；与单位和期间无关的字请去掉",
    ),
    "MF145": TableProblem("列名「{found}」与{other}说的是同一件事（{label}）", "请只保留一列"),
    "MF146": TableProblem(
        "有 {found} 行数据，却没有一列写明是哪个对象",
        "请加一列统一社会信用代码、企业名称、身份证号或姓名",
    ),
    "MF147": TableProblem("--ignore 写的列「{found}」不在表头里", "表头有：{near}"),
    "MF148": TableProblem(
        "合并了单元格（{found}），看不出内容属于哪一格", "请取消合并，每格各写各的；标题行请删去"
    ),
    "MF149": TableProblem("{found}是隐藏的，看不出该不该算", "请取消隐藏；不要的请删去"),
    "MF150": TableProblem("写的是「{found}」，应为{example}", "请按示例的写法填写，不清楚的请留空"),
    "MF151": TableProblem(
        "只写了数字「{found}」，列名和格内都没有单位，应为{example}",
        "请在列名后写明单位，如 {title}（{unit}）",
    ),
    "MF152": TableProblem(
        "写的是「{found}」，单位「{unit}」不能用于「{label}」，{units}",
        "请写全单位，或换算后改正",
    ),
    "MF153": TableProblem(
        "写的是「{found}」，看不出是没有（{none}）还是不清楚", "确实没有请写 {none}，不清楚请留空"
    ),
    "MF154": TableProblem(
        "写的是「{found}」，列的单位是「{unit}」，看不出是 {low} 还是 {high}",
        "请连同百分号写成 {low} 或 {high}",
    ),
    "MF155": TableProblem(
        "写的是「{found}」，看不出年、月、日各是哪个，应为日期，如 2024-01-31",
        "请写成 2024-01-31、2024/1/31 或 2024年1月31日",
    ),
    "MF156": TableProblem("写的是「{found}」，没有这一天，应为日期，如 2024-01-31", "请核对年月日"),
    "MF157": TableProblem(
        "是公式 {found}，文件里没有存它的结果", "请在 Excel 中打开、计算并保存，或把公式粘贴成数值"
    ),
    "MF158": TableProblem("是 Excel 的错误值「{found}」", "请改正公式；不清楚的请留空"),
    "MF159": TableProblem(
        "写的是「{found}」，这种数不精确，后面的数位可能已经丢失或有误",
        "请写出完整的数字；公式结果请用 ROUND 取整到需要的位数，长编号请把格式设为文本后重填",
    ),
    "MF160": TableProblem("写的是「{found}」，「{label}」不能是负数", "请核对"),
    "MF161": TableProblem(
        "数字是 {found}，单元格的显示格式「{unit}」却让它看起来是另一个数或另一种货币",
        "请把格式改成常规或数值，单位写进列名",
    ),
    "MF162": TableProblem(
        "写的是「{found}」，千位分隔符的位置不对，看不出是多少", "请写成 1,234,567 或 1234567"
    ),
    "MF163": TableProblem(
        "写的是「{found}」，像是一个范围，但看不出两端含不含本数",
        "范围请写成 [{low},{high})，方括号含本数，圆括号不含；只有一个数请只写这个数",
    ),
    "MF164": TableProblem(
        "写的是「{found}」，Excel 已把它当成日期，应为{example}",
        "请把这一格的格式设为文本或数值后重填",
    ),
    "MF165": TableProblem("写的是「{found}」，这里只能有一个选项", "请只写一个，如 {example}"),
    "MF166": TableProblem(
        "这一列的类型是 {found}，应为整数、decimal、布尔、日期、文字或文字的列表",
        "请换成合适的类型后重新导出；浮点数不精确，不能用",
    ),
    "MF167": TableProblem(
        "写的是「{found}」，看不出是没有还是不清楚，应为{example}", "没有或不清楚请留空，按未知处理"
    ),
    "MF170": TableProblem("这一行有内容，却没有写明是哪个对象", "请填写「{found}」"),
    "MF171": TableProblem("「{found}」与{other}重复，内容相同", "请删去其中一行"),
    "MF172": TableProblem(
        "「{found}」与{other}是同一个对象，内容却不同：{unit}", "请核对后只保留正确的一行"
    ),
    "MF173": TableProblem("「{found}」像是合计或说明，不是一个对象", "请删去这一行"),
    "MF174": TableProblem(
        "这一行有 {found} 格，表头有 {other} 列，对不上",
        "内容里有逗号的格请加英文引号；空着的格也要留分隔符",
    ),
    "MF175": TableProblem("{found}互相矛盾：{unit}", "请核对，只保留正确的"),
    "MF176": TableProblem("文件里有 {found} 个对象，这里只能用一个", "{other}"),
    "MF177": TableProblem("没有编号或名称为「{found}」的对象", "文件里有：{near}"),
    "MF178": TableProblem("「{found}」不止一个对象", "请改用编号，如统一社会信用代码"),
}


def texts(code: str, **details: str) -> tuple[str, str]:
    """Message and hint of a code; what stood in a cell on one line and not longer than a line."""
    problem = TABLE_PROBLEMS[code]
    told = {name: _short(detail) for name, detail in details.items()}
    return problem.message.format(**told), problem.hint.format(**told)


def _short(detail: str) -> str:
    line = " ".join(detail.splitlines())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"


def table_problem(code: str, *, file: str = "", place: str = "", **details: str) -> Diagnostic:
    """The diagnostic for a code, its texts filled in."""
    message, hint = texts(code, **details)
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        file=file,
        place=place,
    )


def table_rejected(code: str, *, file: str = "", place: str = "", **details: str) -> InputRejected:
    """An exception carrying the one diagnostic."""
    return InputRejected([table_problem(code, file=file, place=place, **details)])
