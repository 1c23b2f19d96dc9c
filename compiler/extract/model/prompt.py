"""The prompts as package data: front matter, the two messages, worked examples.

A file of ``prompts/`` is checked when it is read: every variable it uses is declared, every one
declared is used, and filling it with anything else is refused.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

import yaml

from llm import Message
from rules.document import Frozen
from rules.errors import PolicyCalcError

Task = Literal["find_items", "draft_tags", "shared_conditions", "windows_stacking", "interpret"]
TASKS: tuple[Task, ...] = get_args(Task)

_HEAD = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_SECTION = re.compile(r"^# (system|user|example)\n", re.M)
_VARIABLE = re.compile(r"\{\{([^{}]*)\}\}")
_BLOCKS = re.compile(r"\s*```text\n(.*?)\n```\s*```json\n(.*?)\n```\s*", re.S)


class PromptError(PolicyCalcError):
    """A prompt file that says what it must not, or a variable it does not know."""


class Example(NamedTuple):
    """A worked example: the lines put before the model, and the reply it should give."""

    source: str
    reply: str


class Prompt(Frozen):
    """One task for a model, as ``prompts/`` words it."""

    task: Task
    version: str
    variables: tuple[str, ...]
    model_floor: str
    max_tokens: int
    system: str
    user: str
    examples: tuple[Example, ...]

    def messages(self, **values: str) -> tuple[Message, ...]:
        """The conversation: what to do, the worked examples as turns, then the question."""
        question = self._filled(values)
        turns = [Message(role="system", content=self.system)]
        for example in self.examples:
            shown = self._filled({**values, "source": example.source})
            turns.append(Message(role="user", content=shown))
            turns.append(Message(role="assistant", content=example.reply))
        return (*turns, Message(role="user", content=question))

    def _filled(self, values: dict[str, str]) -> str:
        if unknown := sorted(set(values) ^ set(self.variables)):
            raise PromptError(f"{self.task}: variables unknown or missing: {', '.join(unknown)}")
        return _VARIABLE.sub(lambda match: values[match[1]], self.user)


@cache
def load_prompt(task: Task) -> Prompt:
    """The prompt of a task; raises ``PromptError`` when its file is not in order."""
    return parse_prompt(files("prompts").joinpath(f"{task}.md").read_text(encoding="utf-8"))


def parse_prompt(text: str) -> Prompt:
    """A prompt from the text of its file."""
    found = _HEAD.match(text)
    if found is None:
        raise PromptError("a prompt begins with front matter between two lines of ---")
    head = yaml.safe_load(found[1])
    parts = _SECTION.split(found[2])[1:]
    sections = list(zip(parts[::2], parts[1::2], strict=True))
    task = str(head.get("task"))
    if task not in TASKS or head.get("schema") != task:
        raise PromptError(f"{task}: not one of the tasks {', '.join(TASKS)}, or another's schema")
    systems = [body.strip() for name, body in sections if name == "system"]
    users = [body.strip() for name, body in sections if name == "user"]
    if len(systems) != 1 or len(users) != 1:
        raise PromptError(f"{task}: needs one section 'system' and one section 'user'")
    used = set(_VARIABLE.findall(users[0]))
    declared = [str(name) for name in head["variables"]]
    if _VARIABLE.search(systems[0]) or used != set(declared):
        raise PromptError(f"{task}: declares {sorted(declared)}, its user message uses {used}")
    examples = []
    for name, body in sections:
        if name == "example":
            blocks = _BLOCKS.fullmatch(body)
            if blocks is None:
                raise PromptError(f"{task}: an example is one block of text and one of json")
            examples.append(Example(blocks[1], blocks[2]))
    return Prompt(
        task=task,
        version=str(head["version"]),
        variables=tuple(declared),
        model_floor=str(head["model_floor"]),
        max_tokens=int(head["max_tokens"]),
        system=systems[0],
        user=users[0],
        examples=tuple(examples),
    )
