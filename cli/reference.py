"""docs/cli.md, written from the commands themselves so that it cannot go stale."""

from __future__ import annotations

from typing import Any

import typer

from cli.main import app

_HEAD = """# 命令行 / Command line

本页由 `make docs` 从命令本身生成，请勿手改。
Generated from the commands by `make docs`; do not edit.

{help}

- 每条命令都有 `--help` 和 `--json`。`--json` 在标准输出写**一个** JSON 对象，
  含 `schema`（`policycalc-cli/1`）、`command`、`ok`；
  出错时 `command` 为 `error`，`diagnostics` 列出每个问题的编号、位置和办法。
- 结果写到标准输出，进度和错误写到标准错误；不在终端上时没有颜色、进度条和折行。
- 文件路径写 `-` 表示标准输入。
- 数据库由 `POLICYCALC_DATABASE_URL` 指定，见 [settings.md](settings.md)。
- 问题编号见 [diagnostics](diagnostics/README.md)。

| 退出码 | 含义 |
|---|---|
| 0 | 完成；测算结论是「不符合」也算完成 |
| 1 | 输入有误（有错误级的问题），或这一步不允许 |
| 2 | 用法不对 |
| 3 | 数据库、端口、文件夹、组件等环境不可用 |

Exit codes: 0 done (also when the verdict is ineligible), 1 the input or the step was refused,
2 wrong usage, 3 the environment is unusable.
"""

_EXAMPLES = {
    "compile": (
        "policycalc compile 政策.docx",
        "policycalc compile 政策/*.pdf --brief",
        "policycalc compile 政策.docx --save --author 张三",
    ),
    "check-rules": ("policycalc check-rules 规则.yaml --text 政策.docx",),
    "match": (
        "policycalc match --facts docs/examples/enterprise.yaml --on 2026-05-06",
        "policycalc match --facts docs/examples/enterprises.csv --on 2026-05-06 --ignore 备注",
        "policycalc match --fact 注册地=云江市 --fact 上年度营业收入=3000万元 --for enterprise",
    ),
    "bundle": (
        "policycalc bundle --facts docs/examples/enterprise.yaml --on 2026-05-06",
        "policycalc bundle --facts 情况.yaml --received 已领取.yaml --json --proof",
    ),
    "ask": ("policycalc ask 我们去年研发费用500万元，有什么补贴",),
    "check llm": ("policycalc check llm",),
    "eval": ("policycalc eval", "policycalc eval yunjiang-employment-faq --detail"),
    "export": ("policycalc export --out 备份.json",),
    "import": ("policycalc import 备份.json --actor 李四",),
    "events": ("policycalc events --verify",),
    "publish": ("policycalc publish 1a9f --actor 李四",),
    "review rule": (
        "policycalc review rule 1a9f --block sentence:120-160 --decision background"
        " --why 宣传性表述 --actor 张三",
    ),
    "review approve": ("policycalc review approve 1a9f --actor 李四",),
}


def render() -> str:
    """The page."""
    root: Any = typer.main.get_command(app)
    parts = [_HEAD.format(help=root.help)]
    parts.extend(_section(name, command) for name, command in commands(root))
    return "\n".join(parts)


def commands(group: Any, prefix: str = "") -> list[tuple[str, Any]]:
    """Every command with its full name, in the order of ``--help``."""
    found: list[tuple[str, Any]] = []
    for name, command in group.commands.items():
        full = f"{prefix}{name}"
        if hasattr(command, "commands"):
            found.extend(commands(command, f"{full} "))
        else:
            found.append((full, command))
    return found


def _section(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(
        ["policycalc", name, *(_typed(a) for a in arguments), *_required(options), "[选项]"]
    )
    lines = [f"## {name}", "", " ".join(command.help.split()), "", f"    {usage}", ""]
    rows = [f"| {_typed(a)} | {a.help} |" for a in arguments]
    rows += [f"| `{_escaped(_option(o))}` | {o.help}{_environment(o)} |" for o in options]
    lines += ["| 参数 | 说明 |", "|---|---|", *rows, ""]
    if name in _EXAMPLES:
        lines += ["```bash", *_EXAMPLES[name], "```", ""]
    return "\n".join(lines)


def _typed(argument: Any) -> str:
    shown = str(argument.metavar or argument.name)
    return shown if argument.required else f"[{shown}]"


def _required(options: list[Any]) -> list[str]:
    return [_option(o) for o in options if o.required]


def _option(option: Any) -> str:
    if option.is_flag:
        return str(option.opts[0])
    return f"{option.opts[0]} {option.metavar}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _environment(option: Any) -> str:
    return f"（或环境变量 `{option.envvar}`）" if option.envvar else ""
