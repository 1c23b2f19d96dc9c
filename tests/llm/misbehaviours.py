"""Every way a server or a model may misbehave, by name, around one honest answer.

``MISBEHAVIOURS[name].around(honest)`` gives the behaviours that a ``Stub`` is to show one after the
other; the last one goes on for ever. ``honest`` is the JSON text that a good model would give. The
door's own half of the table is in ``test_misbehaviours.py``; whoever asks a model through the door
runs the same list against their own use, with what must come of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from tests.llm.stub import (
    Behaviour,
    busy,
    calls_tool,
    cuts,
    drips,
    fails,
    hangs,
    knows_only,
    page,
    raw,
    refuses,
    says,
    thinks_only,
)

Around = Callable[[str], list[Behaviour]]


class Misbehaviour(NamedTuple):
    """What it is, in Chinese, and how the stub shows it."""

    label: str
    around: Around


def _then_honest(*first: Behaviour) -> Around:
    return lambda honest: [*first, says(honest)]


def _always(*behaviours: Behaviour) -> Around:
    return lambda _: list(behaviours)


MISBEHAVIOURS: dict[str, Misbehaviour] = {
    # -- the connection
    "500 once": Misbehaviour("服务出错一次", _then_honest(fails(500))),
    "500 always": Misbehaviour("服务一直出错", _always(fails(500))),
    "503 page": Misbehaviour("网关的 503 网页", _always(page(503))),
    "429 once": Misbehaviour("限流一次，说明等多久", _then_honest(busy(1))),
    "429 always": Misbehaviour("一直限流", _always(fails(429, "rate limited"))),
    "429 for hours": Misbehaviour("限流，要等一小时", _always(busy(3600))),
    "no credit": Misbehaviour("余额不足", _always(fails(402, "Insufficient Balance"))),
    "slow once": Misbehaviour("一次迟迟不答", lambda h: [hangs(3, says(h)), says(h)]),
    "drips": Misbehaviour("一点一点地答，没完没了", lambda h: [drips(0.2, says(h + " " * 2000))]),
    "cut before": Misbehaviour("一次没答就断开", lambda h: [cuts(0, says(h)), says(h)]),
    "cut within": Misbehaviour("一次答到一半断开", lambda h: [cuts(60, says(h)), says(h)]),
    "cut always": Misbehaviour("每次都答到一半断开", lambda h: [cuts(60, says(h))]),
    "401": Misbehaviour("密钥不对", _always(fails(401, "Incorrect API key provided"))),
    "404 model": Misbehaviour("没有这个模型", _always(fails(404, "The model does not exist"))),
    "400 always": Misbehaviour("什么方式都不接受", _always(fails(400, "bad request"))),
    "too long": Misbehaviour(
        "超过上下文", _always(fails(400, "maximum context length is 4096 tokens"))
    ),
    "html page": Misbehaviour("状态 200 的网页", _always(page())),
    "no json body": Misbehaviour("响应体是写坏的 JSON", _always(raw(b'{"choices": ['))),
    "no choices": Misbehaviour("响应里没有回答", _always(raw(b'{"choices": []}'))),
    "null choices": Misbehaviour("响应里的回答为空", _always(raw(b'{"choices": null}'))),
    "error as 200": Misbehaviour(
        "状态 200，内容是错误", _always(raw(b'{"error": {"message": "overloaded"}}'))
    ),
    # -- the form
    "no json_schema": Misbehaviour(
        "不支持 json_schema",
        lambda h: [knows_only(("tool", "json_object", "text"), calls_tool(h))],
    ),
    "only text": Misbehaviour("什么格式都不支持", lambda h: [knows_only(("text",), says(h))]),
    "ignored schema": Misbehaviour("不理会格式，写文章", _always(says("这条政策说的是补贴。"))),
    "ignored once": Misbehaviour("一次不理会格式", _then_honest(says("好的，马上整理。"))),
    "wrong schema": Misbehaviour(
        "格式不符", _always(says('{"answer": "有补贴", "items": "一条"}'))
    ),
    "wrong once": Misbehaviour("一次格式不符", _then_honest(says('{"result": 1}'))),
    "cut reply": Misbehaviour("被长度上限截断", lambda h: [says(h[: len(h) // 2], "length")]),
    "cut, not told": Misbehaviour("被截断却说完了", lambda h: [says(h[: len(h) // 2], "stop")]),
    "fenced": Misbehaviour("写在代码块里", lambda h: [says(f"```json\n{h}\n```")]),
    "fenced in prose": Misbehaviour(
        "代码块前后有话", lambda h: [says(f"结果如下：\n\n```json\n{h}\n```\n请查收。")]
    ),
    "prose around": Misbehaviour("前后有话", lambda h: [says(f"结果：{h}\n以上。")]),
    "think text": Misbehaviour("带思考过程", lambda h: [says(f"<think>先看{{条件}}</think>\n{h}")]),
    "think, no end": Misbehaviour("只有思考，没有答案", _always(says("<think>先看第一条，然后"))),
    "thinks beside": Misbehaviour("思考在别处，内容为空", _always(thinks_only())),
    "empty": Misbehaviour("内容为空", _always(says(""))),
    "empty once": Misbehaviour("一次内容为空", _then_honest(says(None))),
    "refusal": Misbehaviour("拒绝回答", _always(refuses())),
    "content filter": Misbehaviour("内容审查拦下", _always(says("", "content_filter"))),
    "refused as 400": Misbehaviour(
        "以 400 拒绝内容", _always(fails(400, "data_inspection_failed: inappropriate content"))
    ),
    "tool to None": Misbehaviour(
        "工具调用的参数读不出来",
        lambda h: [knows_only(("tool",), calls_tool(f"```json\n{h[:-3]}"))],
    ),
    "tool cut": Misbehaviour(
        "工具调用的参数被截断",
        lambda h: [knows_only(("tool",), calls_tool(h[: len(h) // 2], "length"))],
    ),
    "invalid JSON": Misbehaviour("JSON 有语法错误", lambda h: [says(h.replace(":", "=", 1))]),
    "key twice": Misbehaviour("同一项写两次", lambda h: [says('{"items": [], ' + h[1:])]),
    "NaN": Misbehaviour("写了 NaN", _always(says('{"items": NaN}'))),
    "two objects": Misbehaviour("两个不同的对象", lambda h: [says(f'{h}\n{{"items": null}}')]),
    "deep nesting": Misbehaviour("嵌套十万层", _always(says('{"items":' + "[" * 100_000))),
    "surrogates": Misbehaviour(
        "半个字符", lambda h: [raw(_completion_with(h[:-1] + ', "x": "\\ud800"}'))]
    ),
    "a thousand items": Misbehaviour(
        "一千个条目", lambda h: [says(json.dumps(_a_thousand(json.loads(h)), ensure_ascii=False))]
    ),
}


def _completion_with(content: str) -> bytes:
    """A response whose content holds half a character, which only an escape can write."""
    body = {
        "choices": [{"index": 0, "message": {"role": "assistant"}, "finish_reason": "stop"}],
        "model": "stub-model",
    }
    text = json.dumps(content).replace("\\\\ud800", "\\ud800")
    return json.dumps(body).replace('"assistant"', f'"assistant", "content": {text}').encode()


def _a_thousand(honest: dict[str, object]) -> dict[str, object]:
    """The honest answer with each of its lists grown to a thousand."""
    return {
        name: (value * 1000)[:1000] if isinstance(value, list) else value
        for name, value in honest.items()
    }
