"""The commands under ``policycalc check``: is what this installation leans on usable?"""

from __future__ import annotations

import typer

from cli.options import Json
from cli.program import Program, command

check = typer.Typer(
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="检查本机设置的服务能不能用、能做什么。",
)


@command(check, "llm")
def llm(as_json: Json = False) -> None:
    """检查设置的语言模型：能按哪种格式作答、会不会越出选项、截断时说不说，并写成能力档案。

    只发几句固定的短句，不发任何政策原文。没有设置模型时说明怎样设置，退出码为 3。
    """
    from cli.checking import check_llm

    raise typer.Exit(check_llm(as_json=as_json))
