"""What can be wrong at the command line itself: one code, one Chinese text, one hint.

CLI1xx files and arguments, CLI2xx the environment, CLI3xx refused steps.
"""

from __future__ import annotations

from typing import NamedTuple

from rules.errors import Diagnostic, InputRejected, Severity


class Problem(NamedTuple):
    """What to say and what to do about it."""

    message: str
    hint: str


PROBLEMS: dict[str, Problem] = {
    "CLI101": Problem("没有这个文件", "请检查路径和文件名"),
    "CLI102": Problem("这是一个文件夹，不是文件", "请写到具体文件，多个文件可以用 文件夹/*.docx"),
    "CLI103": Problem("读不了这个文件：{detail}", "请检查文件权限"),
    "CLI104": Problem("文件不是 UTF-8 或 GB18030 编码的文本", "请另存为 UTF-8 编码后再试"),
    "CLI105": Problem("{detail}", "请用 policycalc match --help 查看用法"),
    "CLI106": Problem("没有编号为「{detail}」的条目", "已发布的条目编号见 policycalc match --json"),
    "CLI107": Problem("条目编号「{detail}」在几个规则文件中重复", "请改掉其中一个编号"),
    "CLI108": Problem("编号「{detail}」对应多份文件", "请多写几位编号，见 policycalc review list"),
    "CLI109": Problem("写不了这个文件：{detail}", "请检查文件夹是否存在、是否有写入权限"),
    "CLI110": Problem(
        "规则文件写的是文件 {detail} 的规则，与所给原文不是同一份", "请给出规则所引的那份原文"
    ),
    "CLI111": Problem("裁定不完整：{detail}", "请用 policycalc review rule --help 查看用法"),
    "CLI112": Problem(
        "part 应为 worked_on 或 held_out，写的是「{detail}」", "请改正这份文本的 about.yaml"
    ),
    "CLI113": Problem("文件写不进去：{detail}", "请检查文件夹是否存在、是否有写入权限"),
    "CLI201": Problem(
        "端口 {detail} 已被占用", "请设置 POLICYCALC_PORT 为其他端口，或停掉占用它的程序"
    ),
    "CLI202": Problem("设置 {detail} 的值不对", "各项设置见 docs/settings.md"),
    "CLI203": Problem("{detail}", "请稍后再试，或按提示安装组件"),
    "CLI204": Problem("找不到文件夹 {detail}", "请在项目目录中运行，或用选项指明文件夹"),
    "CLI205": Problem("批量测算还缺组件 {detail}", "请运行 pip install 'policycalc[batch]'"),
    "CLI206": Problem(
        "检索索引写不进去：{detail}",
        "请用 POLICYCALC_SEARCH_FOLDER 换一个能写的文件夹，或用 --mode lexical 只按字词检索",
    ),
    "CLI301": Problem("{detail}", ""),
    "CLI302": Problem("{detail}", ""),
    "CLI303": Problem(
        "事件记录从第 {detail} 条起被改动过", "请停止使用这个数据库，从导出的备份核对"
    ),
}


def problem(code: str, detail: str = "", *, file: str = "", place: str = "") -> Diagnostic:
    """The diagnostic for a code, its texts filled in."""
    found = PROBLEMS[code]
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=found.message.format(detail=detail),
        hint=found.hint,
        file=file,
        place=place,
    )


def rejected(code: str, detail: str = "", *, file: str = "", place: str = "") -> InputRejected:
    """An exception carrying the one diagnostic."""
    return InputRejected([problem(code, detail, file=file, place=place)])
