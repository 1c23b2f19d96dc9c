"""The real HTTP path: what is sent, what is learnt, what is kept secret."""

from __future__ import annotations

import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

from llm import Answered, Failed, ModelError, ask_for
from llm.profiles import profile_for, profiles
from llm.transport import Endpoint
from tests.llm.stub import (
    KEY,
    Answer,
    Asked,
    Stub,
    answers_in_kind,
    busy,
    calls_tool,
    cuts,
    fails,
    hangs,
    knows_only,
    page,
    raw,
    says,
    vectors,
)
from tests.llm.test_misbehaviours import HONEST, REQUEST, WIRE

PLAIN = REQUEST.model_copy(update={"wire": None})


# -- what goes out -----------------------------------------------------------------------------


def test_the_schema_goes_out_as_it_was_written(stub: Stub) -> None:
    stub.always(says(HONEST))
    Endpoint(stub.settings()).complete(REQUEST)
    (asked,) = stub.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body["response_format"]["json_schema"] == {
        "name": "answer",
        "strict": True,
        "schema": WIRE,
    }
    assert asked.body["temperature"] == 0
    assert asked.body["max_tokens"] == 4096
    assert "stream" not in asked.body or asked.body["stream"] is False
    assert [m["role"] for m in asked.body["messages"]] == ["system", "user"]
    headers = {name.lower(): value for name, value in asked.headers.items()}
    assert headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("method", ["json_object", "text"])
def test_where_the_server_gets_no_schema_the_model_does(stub: Stub, method: str) -> None:
    stub.always(says(HONEST))
    Endpoint(stub.settings()).send(REQUEST, method)  # type: ignore[arg-type]
    (asked,) = stub.asked
    assert asked.method == method
    assert '"quote"' in asked.body["messages"][-1]["content"]
    assert "JSON" in asked.body["messages"][-1]["content"]


def test_a_request_without_a_schema_is_plain(stub: Stub) -> None:
    stub.always(says("一句话"))
    reply = Endpoint(stub.settings()).complete(PLAIN)
    assert (reply.text, reply.method, reply.finish) == ("一句话", "text", "stop")
    assert "response_format" not in stub.asked[0].body


@pytest.mark.parametrize("name", sorted(profiles()))
def test_every_family_sends_what_its_profile_says(stub: Stub, name: str) -> None:
    stub.always(answers_in_kind({"items": []}))
    profile = profiles()[name]
    assert isinstance(ask_for(Endpoint(stub.settings(profile=name)), REQUEST), Answered)
    body = stub.asked[0].body
    assert stub.asked[0].method == profile.methods[0]
    assert body[profile.tokens_field] == 4096
    assert ("temperature" in body) == profile.temperature
    assert {key: body[key] for key in profile.extra} == profile.extra
    other = {"max_tokens", "max_completion_tokens"} - {profile.tokens_field}
    assert not other & set(body)


@pytest.mark.parametrize(
    ("url", "model", "name"),
    [
        ("https://api.openai.com/v1", "gpt-4o", "openai"),
        ("https://api.openai.com/v1", "gpt-5-mini", "openai-reasoning"),
        ("https://api.openai.com/v1", "o3", "openai-reasoning"),
        ("https://api.deepseek.com", "deepseek-chat", "deepseek"),
        ("https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-plus", "qwen"),
        ("https://open.bigmodel.cn/api/paas/v4", "glm-5", "glm"),
        ("https://api.moonshot.cn/v1", "kimi-k2.6", "kimi"),
        ("http://127.0.0.1:11434/v1", "qwen3:8b", "ollama"),
        ("http://127.0.0.1:8080/v1", "any", "llama.cpp"),
        ("http://vllm.internal:8000/v1", "Qwen3-32B", "vllm"),
        ("http://10.0.0.5:9000/v1", "deepseek-r1", "other"),
    ],
)
def test_a_family_is_told_by_its_address_or_model(url: str, model: str, name: str) -> None:
    assert profile_for(url, model).name == name


def test_an_unknown_family_is_said(stub: Stub) -> None:
    with pytest.raises(ModelError, match="没有名为「nowhere」的模型系列"):
        Endpoint(stub.settings(profile="nowhere")).complete(REQUEST)


def test_a_task_may_have_a_model_of_its_own(stub: Stub) -> None:
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings(tasks="draft_tags=big，find_items=small"))
    endpoint.complete(REQUEST)
    endpoint.complete(PLAIN.model_copy(update={"task": "interpret"}))
    assert [asked.body["model"] for asked in stub.asked] == ["big", "stub-model"]
    assert endpoint.stamp("find_items")[0] == "small"


# -- what is learnt ----------------------------------------------------------------------------


def test_a_refused_method_is_not_tried_twice(stub: Stub) -> None:
    stub.always(knows_only(("json_object", "text"), says(HONEST)))
    endpoint = Endpoint(stub.settings())
    assert endpoint.complete(REQUEST).method == "json_object"
    assert endpoint.complete(REQUEST).method == "json_object"
    methods = [asked.method for asked in stub.asked]
    assert methods == ["json_schema", "tool", "json_object", "json_object"]


def test_a_method_ignored_from_the_start_is_left_after_two_replies(stub: Stub) -> None:
    stub.always(lambda asked: says("好的。" if asked.method == "json_schema" else HONEST)(asked))
    endpoint = Endpoint(stub.settings())
    first = ask_for(endpoint, REQUEST)
    assert isinstance(first, Failed)
    assert first.kind == "no_json"
    second = ask_for(endpoint, REQUEST)
    assert isinstance(second, Answered)
    assert second.reply.method == "tool"
    assert endpoint.counts()["missed:json_schema"] == 2


def test_a_method_that_worked_is_kept_through_bad_days(stub: Stub) -> None:
    stub.next(says(HONEST), *[says("好的。")] * 4)
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings())
    for _ in range(6):
        assert endpoint.complete(REQUEST).method == "json_schema"


def test_a_measured_profile_comes_first(stub: Stub) -> None:
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings(), methods={"stub-model": ("json_object", "text")})
    assert endpoint.complete(REQUEST).method == "json_object"


@pytest.mark.parametrize(
    ("family", "message", "gone"),
    [
        ("other", "invalid temperature: only 1 is allowed for this model", "temperature"),
        ("glm", "该模型始终思考，不支持关闭思考；请使用 low、high 或 max。", "thinking"),
        ("other", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'", "max_tokens"),
        ("openai", "Unrecognized request argument: max_completion_tokens", "max_completion_tokens"),
    ],
)
def test_a_parameter_the_server_names_is_left_out(
    stub: Stub, family: str, message: str, gone: str
) -> None:
    good = answers_in_kind({"items": []})
    stub.always(lambda asked: (fails(400, message) if gone in asked.body else good)(asked))
    endpoint = Endpoint(stub.settings(profile=family))
    for _ in range(2):
        assert isinstance(ask_for(endpoint, REQUEST), Answered)
    assert [gone in asked.body for asked in stub.asked] == [True, False, False]


# -- retries, time, threads --------------------------------------------------------------------


def test_retry_after_is_waited_for_once(stub: Stub) -> None:
    stub.next(busy(1))
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings())
    start = time.monotonic()
    endpoint.complete(REQUEST)
    assert time.monotonic() - start > 0.9
    counts = endpoint.counts()
    assert (counts["requests"], counts["status 429"], counts["status 200"]) == (2, 1, 1)


def test_no_retries_means_none(stub: Stub) -> None:
    stub.always(fails(500))
    with pytest.raises(ModelError) as caught:
        Endpoint(stub.settings(retries=0)).complete(REQUEST)
    assert caught.value.kind == "server_error"
    assert len(stub.asked) == 1


def test_no_more_at_once_than_the_settings_say(stub: Stub) -> None:
    stub.always(hangs(0.05, says(HONEST)))
    endpoint = Endpoint(stub.settings(concurrency=2))
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: endpoint.complete(REQUEST), range(12)))
    assert {reply.text for reply in replies} == {HONEST}
    assert stub.most_at_once == 2


def test_each_thread_gets_its_own_reply(stub: Stub) -> None:
    stub.always(lambda asked: says(asked.body["messages"][-1]["content"])(asked))
    endpoint = Endpoint(stub.settings(concurrency=8))
    message = PLAIN.messages[-1]
    texts = [f"第{number}条" for number in range(40)]
    requests = [
        PLAIN.model_copy(update={"messages": (message.model_copy(update={"content": text}),)})
        for text in texts
    ]
    with ThreadPoolExecutor(8) as pool:
        assert [reply.text for reply in pool.map(endpoint.complete, requests)] == texts


def test_nobody_listens(stub: Stub) -> None:
    settings = stub.settings(base_url="http://127.0.0.1:9/v1", retries=0)
    with pytest.raises(ModelError) as caught:
        Endpoint(settings).complete(REQUEST)
    assert (caught.value.kind, caught.value.lasting) == ("unreachable", True)


# -- raw words ---------------------------------------------------------------------------------


def test_the_arguments_of_a_tool_call_are_kept_as_written(stub: Stub) -> None:
    written = '{ "items" : [ ] ,  "n": 1234567890.123456789 }'
    stub.always(calls_tool(written))
    reply = Endpoint(stub.settings()).send(REQUEST, "tool")
    assert reply.text == written


def test_half_a_character_becomes_a_mark_and_not_a_crash(stub: Stub) -> None:
    body = b'{"choices": [{"message": {"content": "a\\ud800b"}, "finish_reason": "stop"}]}'
    stub.always(raw(body))
    reply = Endpoint(stub.settings()).complete(PLAIN)
    assert reply.text == "a\ufffdb"
    assert len(reply.hash) == 64


def test_content_in_pieces_is_joined(stub: Stub) -> None:
    stub.always(
        raw(
            b'{"choices": [{"message": {"content": [{"type": "text", "text": "a"},'
            b' {"type": "text", "text": "b"}]}, "finish_reason": null}], "usage": {"x": -1}}'
        )
    )
    reply = Endpoint(stub.settings()).complete(PLAIN)
    assert (reply.text, reply.finish, reply.usage.prompt_tokens) == ("ab", "stop", 0)


# -- what is kept secret -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "behaviour",
    [
        fails(401, f"Incorrect API key provided: {KEY}"),
        fails(500, f"upstream said {KEY}"),
        fails(400, f"bad header {KEY}"),
        page(200, f"<html>{KEY}</html>"),
        raw(f'{{"error": "{KEY}"}}'.encode()),
        cuts(10, says(KEY)),
    ],
)
def test_the_key_is_in_no_message_no_repr_and_no_traceback(
    stub: Stub, behaviour: object, caplog: pytest.LogCaptureFixture
) -> None:
    stub.always(behaviour)  # type: ignore[arg-type]
    endpoint = Endpoint(stub.settings(retries=0))
    caplog.set_level("DEBUG")
    with pytest.raises(ModelError) as caught:
        endpoint.complete(REQUEST)
    error = caught.value
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(endpoint.settings)
    assert KEY not in shown + repr(endpoint) + error.diagnostic().line() + caplog.text
    assert error.__cause__ is None
    assert error.__context__ is None


def test_nothing_is_told_to_a_tracing_service(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", stub.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "tracing-key")
    stub.always(says(HONEST))
    endpoint = Endpoint(stub.settings(embedding_model="e"))
    endpoint.complete(REQUEST)
    stub.always(vectors())
    endpoint.embed(["甲"])
    time.sleep(0.3)  # traces leave from a thread of their own
    assert [asked.path for asked in stub.asked] == ["/v1/chat/completions", "/v1/embeddings"]


def test_the_environment_of_other_programs_changes_nothing(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_PROXY", "http://127.0.0.1:9")
    stub.always(says(HONEST))
    Endpoint(stub.settings()).complete(REQUEST)
    assert len(stub.asked) == 1


# -- embeddings --------------------------------------------------------------------------------


def test_embeddings_keep_their_order_across_batches(stub: Stub) -> None:
    stub.always(vectors(shuffled=True))
    endpoint = Endpoint(stub.settings(embedding_model="e", profile="qwen"))
    texts = ["字" * n for n in range(1, 24)]
    found = endpoint.embed(texts)
    assert [row[1] for row in found.rows] == [float(n) for n in range(1, 24)]
    assert found.model == "e"
    sizes = [len(asked.body["input"]) for asked in stub.asked]
    assert sizes == [10, 10, 3]
    assert stub.asked[0].body["encoding_format"] == "float"
    assert stub.asked[0].body["input"][0] == "字"
    assert endpoint.embed([]).rows == ()


def test_without_an_embedding_model_nothing_is_sent(stub: Stub) -> None:
    with pytest.raises(ModelError, match="没有设置向量模型"):
        Endpoint(stub.settings()).embed(["甲"])
    assert stub.asked == []


def _one_vector(asked: Asked) -> Answer:
    return Answer(b'{"data": [{"index": 0, "embedding": [1.0]}]}')


@pytest.mark.parametrize(
    ("behaviour", "says_"),
    [
        (_one_vector, "要 2 个向量，来了 1 个"),
        (raw(b'{"data": [{"index": 0, "embedding": [1]}, {"index": 0, "embedding": [1]}]}'), "要"),
        (raw(b'{"data": [{"index": 0, "embedding": [1]}, {"index": 1, "embedding": []}]}'), "长度"),
        (raw(b'{"data": [{"embedding": [1, NaN]}, {"embedding": [1, 2]}]}'), "不是数"),
        (raw(b'{"data": [{"embedding": "AAAA"}, {"embedding": null}]}'), "格式"),
        (page(), "格式"),
        (fails(500), "500"),
    ],
)
def test_vectors_that_do_not_fit_are_refused(stub: Stub, behaviour: object, says_: str) -> None:
    stub.always(behaviour)  # type: ignore[arg-type]
    endpoint = Endpoint(stub.settings(embedding_model="e", retries=0))
    with pytest.raises(ModelError, match=says_):
        endpoint.embed(["甲", "乙"])
