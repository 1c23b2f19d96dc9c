"""The one request for a better reply: the model sees what it said and what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from llm.client import Message, Reply, Request
from llm.errors import Kind

#: Longer replies are shown to the model only this far; the errors name the places.
MOST_SHOWN = 12_000

_WHY: dict[Kind, str] = {
    "empty": "你没有给出任何内容。",
    "only_thought": "你只写了思考过程，没有给出答案。",
    "no_json": "你的回答不是 JSON。",
    "broken_json": "你的回答不是完整正确的 JSON：",
    "several": "你给出了几个 JSON 对象，只能有一个。",
    "wrong_shape": "你的回答不符合约定的格式：",
    "tool_unread": "工具的参数不是正确的 JSON：",
}


def repair_request(
    request: Request, reply: Reply, kind: Kind | None, wrong: Sequence[str]
) -> Request:
    """The same task again, with the reply and its faults; ``kind`` is None when only the caller's
    check complained."""
    head = _WHY[kind] if kind else "下面几处不对，其余不变："
    lines = [head, *(f"- {line}" for line in wrong)]
    lines += [
        "请重新给出完整的答案：只输出一个 JSON 对象，不要解释，不要代码块，不要省略。",
        "引文必须逐字取自给你的原文；原文里没有的不要写。格式按以下 JSON Schema：",
        json.dumps(request.wire, ensure_ascii=False),
    ]
    said = reply.text if len(reply.text) <= MOST_SHOWN else reply.text[:MOST_SHOWN] + "…"
    more = [Message(role="assistant", content=said)] if said.strip() else []
    more.append(Message(role="user", content="\n".join(lines)))
    return request.model_copy(update={"messages": (*request.messages, *more)})
