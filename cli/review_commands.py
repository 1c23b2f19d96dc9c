"""The commands under ``policycalc review``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.options import Actor, Json
from cli.program import Program, command

review = typer.Typer(
    cls=Program,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="审核草稿：查看、裁定、修改、提交、批准、退回。起草人与批准人必须是两个人。",
)

Document = Annotated[str, typer.Argument(metavar="文件编号", help="见 review list，可只写开头几位")]
Why = Annotated[str, typer.Option("--why", metavar="理由", help="理由，记入事件记录")]


class RulingKind(StrEnum):
    """What to decide on a blocking thing."""

    ACCEPT = "accept"
    BACKGROUND = "background"
    JUDGED = "judged"
    DROP = "drop"
    GRAMMAR = "grammar"
    MODEL = "model"


@command(review, "list")
def list_(as_json: Json = False) -> None:
    """列出全部文件：状态、条目数、待裁定数。"""
    from cli import reviewing

    raise typer.Exit(reviewing.list_documents(as_json=as_json))


@command(review, "show")
def show(
    document: Document,
    rules: Annotated[
        bool, typer.Option("--rules", help="输出规则文件（YAML），可修改后用 review edit 存回")
    ] = False,
    as_json: Json = False,
) -> None:
    """查看一份草稿：每个条目的中文表述和待裁定事项。"""
    from cli import reviewing

    raise typer.Exit(reviewing.show(document, rules=rules, as_json=as_json))


@command(review, "rule")
def rule(
    document: Document,
    actor: Actor,
    decision: Annotated[
        RulingKind,
        typer.Option(
            "--decision",
            metavar="accept|background|judged|drop|grammar|model",
            help="accept 看过、规则不变；background 这句话不影响结果；"
            "judged 由部门认定；drop 删去条目；grammar、model 两种读法中采用语法的或模型的",
        ),
    ],
    why: Why,
    block: Annotated[
        list[str] | None,
        typer.Option("--block", metavar="编号", help="待裁定事项的编号，可重复"),
    ] = None,
    body: Annotated[
        str, typer.Option("--body", metavar="部门", help="judged：由哪个部门认定")
    ] = "",
    gate: Annotated[
        str, typer.Option("--gate", metavar="事项", help="judged：认定什么；默认用原文的话")
    ] = "",
    rule_id: Annotated[str, typer.Option("--rule", metavar="编号", help="drop：删去哪个条目")] = "",
    as_json: Json = False,
) -> None:
    """对待裁定事项作出裁定；一次写多个编号时，要么全部生效，要么都不生效。"""
    from cli import reviewing

    raise typer.Exit(
        reviewing.rule_on(
            document,
            block or (),
            decision.value,
            actor,
            why,
            body=body,
            gate=gate,
            rule=rule_id,
            as_json=as_json,
        )
    )


@command(review, "attribute")
def attribute(
    document: Document,
    name: Annotated[str, typer.Argument(metavar="指标编号", help="文件带来的新指标，如 ?导师人次")],
    actor: Actor,
    into: Annotated[
        str, typer.Option("--into", metavar="编号", help="并入词表中已有的这个指标")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="编号", help="改成这个编号")] = "",
    label: Annotated[str, typer.Option("--label", metavar="名称", help="改成这个名称")] = "",
    department: Annotated[
        str,
        typer.Option("--department", metavar="部门", help="掌握这项数据的部门；不写就是还不知道"),
    ] = "",
    why: Annotated[str, typer.Option("--why", metavar="理由", help="理由，记入事件记录")] = "",
    as_json: Json = False,
) -> None:
    """处理文件带来的新指标：采纳（默认）、并入已有指标，或改名。"""
    from cli import reviewing

    raise typer.Exit(
        reviewing.rule_on_attribute(
            document,
            name,
            actor,
            why,
            into=into,
            to=to,
            label=label,
            department=department,
            as_json=as_json,
        )
    )


@command(review, "edit")
def edit(
    document: Document,
    rules_file: Annotated[
        Path, typer.Option("--rules-file", metavar="文件", help="改好的规则文件，- 为标准输入")
    ],
    actor: Actor,
    why: Why,
    as_json: Json = False,
) -> None:
    """用改好的规则文件替换草稿的规则；对已发布的文件即开始一次更正。"""
    from cli import reviewing

    raise typer.Exit(reviewing.edit(document, rules_file, actor, why, as_json=as_json))


@command(review, "submit")
def submit(
    document: Document,
    actor: Actor,
    why: Annotated[str, typer.Option("--why", metavar="说明", help="给审核人的说明")] = "",
    as_json: Json = False,
) -> None:
    """提交审核。"""
    from cli import reviewing

    raise typer.Exit(reviewing.step("submit", document, actor, why, as_json=as_json))


@command(review, "approve")
def approve(
    document: Document,
    actor: Actor,
    why: Annotated[str, typer.Option("--why", metavar="说明", help="批准意见")] = "",
    as_json: Json = False,
) -> None:
    """批准；起草人和最后修改人不能批准，有待裁定事项时不能批准。"""
    from cli import reviewing

    raise typer.Exit(reviewing.step("approve", document, actor, why, as_json=as_json))


@command(review, "send-back")
def send_back(document: Document, actor: Actor, why: Why, as_json: Json = False) -> None:
    """退回起草人，写明理由。"""
    from cli import reviewing

    raise typer.Exit(reviewing.step("send-back", document, actor, why, as_json=as_json))
