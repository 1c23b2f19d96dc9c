"""How every command ends: exit codes, and one place where errors become Chinese messages.

Exit codes: 0 done, 1 the input or the step was refused, 2 wrong usage, 3 the environment (database,
port, missing component) is not usable.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import Abort, TyperException

if TYPE_CHECKING:
    from rules.errors import PolicyCalcError

_F = TypeVar("_F", bound=Callable[..., Any])
OK, REFUSED, USAGE, ENVIRONMENT = 0, 1, 2, 3
INTERRUPTED = 130
_ENVIRONMENT_CODES = ("E-STORE-OPEN", "CLI2")
_HELP = "显示这份说明"


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help_option(self, ctx: Any) -> Any:
        """The ``--help`` option with a Chinese text."""
        return _in_chinese(super().get_help_option(ctx))


class Program(TyperGroup):
    """The program: commands in the order they were written, errors in Chinese."""

    def get_help_option(self, ctx: Any) -> Any:
        """The ``--help`` option with a Chinese text."""
        return _in_chinese(super().get_help_option(ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and end the process with its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        if not given or "--help" in given:
            _name_panels()
        try:
            result = super().main(
                given,
                prog_name or "policycalc",
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
        except TyperException as problem:
            _complain(_usage_message(problem))
            sys.exit(USAGE)
        except (Abort, KeyboardInterrupt):
            _complain("已中断，没有完成。")
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader (head, less) has seen enough; nobody is left to tell.
            sys.stderr.close()
            sys.exit(OK)
        except Exception as problem:
            code = _refusal(problem, as_json="--json" in given)
            if code is None:
                raise
            sys.exit(code)
        sys.exit(result if isinstance(result, int) else OK)


def command(app: typer.Typer, name: str) -> Callable[[_F], _F]:
    """Register a function as command ``name``; its docstring is the Chinese help."""
    return app.command(name, cls=Command)


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _name_panels() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"


def _complain(message: str) -> None:
    print(message, file=sys.stderr)


def _usage_message(problem: TyperException) -> str:
    name = _param_name(getattr(problem, "param", None))
    match type(problem).__name__:
        case "MissingParameter":
            what = f"缺少参数：{name}"
        case "NoSuchOption":
            close = getattr(problem, "possibilities", None) or ()
            what = f"没有这个选项：{getattr(problem, 'option_name', '')}"
            what += f"（相近的有 {'、'.join(sorted(close))}）" if close else ""
        case "BadParameter":
            what = f"{name} 的值不对：{problem.message}" if name else problem.message
        case "NoArgsIsHelpError":
            return problem.message
        case _:
            what = _translated(problem.message)
    ctx: Any = getattr(problem, "ctx", None)
    path = ctx.command_path if ctx is not None else "policycalc"
    return f"用法不对：{what}\n请看：{path} --help"


def _param_name(param: Any) -> str:
    """An argument as it is shown in the usage line, an option as it is typed."""
    if param is None:
        return ""
    return str(param.metavar or param.name) if not param.opts[0].startswith("-") else param.opts[0]


def _translated(message: str) -> str:
    """The usage errors that carry only an English sentence."""
    for start, chinese in (
        ("No such command", "没有这个命令"),
        ("Missing command", "缺少命令"),
        ("Got unexpected extra arguments", "多余的参数"),
        ("Got unexpected extra argument", "多余的参数"),
        ("Option", "选项缺少值或用法不对"),
    ):
        if message.startswith(start):
            said, _, close = message[len(start) :].partition(" Did you mean ")
            near = f"（是不是 {close.rstrip('?')}）" if close else ""
            return f"{chinese}：{said.strip(' .:')}{near}"
    return message


def _refusal(problem: Exception, *, as_json: bool) -> int | None:
    """Tell what was refused and the exit code for it; None for an error of the program."""
    from rules.errors import InputRejected, MissingExtra, PolicyCalcError, TransitionRefused

    if not isinstance(problem, PolicyCalcError):
        return None
    from cli import output

    if type(problem).__name__ == "ModelError":  # by name: the door is rarely imported
        output.rejected([problem.diagnostic()], as_json=as_json)  # type: ignore[attr-defined]
        return ENVIRONMENT
    if isinstance(problem, InputRejected):
        output.rejected(problem.diagnostics, as_json=as_json)
        codes = [d.code for d in problem.diagnostics]
        unusable = any(code.startswith(_ENVIRONMENT_CODES) for code in codes)
        return ENVIRONMENT if unusable else REFUSED
    environment = isinstance(problem, MissingExtra) or _is_busy(problem)
    if isinstance(problem, TransitionRefused):
        code = "CLI301"
    else:
        code = "CLI203" if environment else "CLI302"
    output.refused(code, str(problem), as_json=as_json)
    return ENVIRONMENT if environment else REFUSED


def _is_busy(problem: PolicyCalcError) -> bool:
    # by name: importing the store for every refusal would cost half a second
    return type(problem).__name__ == "StoreBusy"
