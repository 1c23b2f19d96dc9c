"""``policycalc check llm``: what a server can do, in plain words, and the profile it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from llm.measured import read_measured
from tests.llm.stub import (
    KEY,
    Asked,
    Behaviour,
    Stub,
    answers_in_kind,
    calls_tool,
    fails,
    hangs,
    knows_only,
    says,
    vectors,
)

SENTENCE = "上年度营业收入不低于2000万元"
GOOD = {"quote": SENTENCE, "kind": "条件"}
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def invoke(*more: str, **extra: str) -> tuple[int, str]:
        for name, value in {**stub.environment(), **extra}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("POLICYCALC_MODEL_FOLDER", str(tmp_path))
        result = CliRunner().invoke(app, ["check", "llm", *more])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert KEY not in result.stdout + result.stderr
        for path in tmp_path.rglob("*"):
            assert path.is_dir() or KEY not in path.read_text(encoding="utf-8")
        return result.exit_code, result.stdout + result.stderr

    return invoke


def good_server(asked: Asked) -> Behaviour:
    """Keeps every form, knows its limit, has embeddings."""
    if asked.path.endswith("embeddings"):
        return vectors(5)
    if asked.body.get("max_tokens", 99) < 20:
        return says(SENTENCE * 2, "length")
    return answers_in_kind(GOOD)


def test_no_model_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(app, ["check", "llm"])
    assert result.exit_code == 3
    assert result.stdout.startswith("没有设置语言模型。政策由语法提取")
    assert "POLICYCALC_MODEL" in result.stdout
    told = json.loads(CliRunner().invoke(app, ["check", "llm", "--json"]).stdout)
    assert (told["ok"], told["diagnostics"][0]["code"]) == (False, "LM100")


def test_a_good_server(stub: Stub, run: Run, tmp_path: Path) -> None:
    stub.always(lambda asked: good_server(asked)(asked))
    code, said = run(POLICYCALC_EMBEDDING_MODEL="e")
    assert code == 0
    assert said.count("：可用") == 5
    assert "越出选项的值：被服务挡住。" in said
    assert "写到长度上限：如实说明被截断。" in said
    assert "向量：可用，长度 5。" in said
    assert "结论：可以用。以后先用「按格式约束输出（json_schema）」" in said
    (kept,) = read_measured(tmp_path)
    assert kept.methods == ("json_schema", "tool", "json_object", "text")
    assert (kept.keeps_choices, kept.tells_cuts, kept.embedding_length) == (True, True, 5)
    assert len(stub.asked) == 7


def test_json_says_the_same(stub: Stub, run: Run) -> None:
    stub.always(lambda asked: good_server(asked)(asked))
    code, said = run("--json")
    told = json.loads(said)
    assert (code, told["ok"], told["command"]) == (0, True, "check llm")
    assert told["profile"]["methods"] == [one["method"] for one in told["tried"] if one["kept"]]


def test_a_server_that_ignores_schemas_and_tells_no_cut(stub: Stub, run: Run) -> None:
    wild = json.dumps({"quote": "营业收入较高", "kind": "条件"}, ensure_ascii=False)
    other = json.dumps({"quote": SENTENCE, "kind": "其他事项"}, ensure_ascii=False)

    def server(asked: Asked) -> Behaviour:
        if "其他事项" in asked.text:
            return says(f"<think>嗯</think>{other}")
        return says("好的。" if asked.method == "json_schema" else f"<think>嗯</think>{wild}")

    stub.always(lambda asked: server(asked)(asked))
    code, said = run()
    assert code == 0
    assert "按格式约束输出（json_schema）：不可用——服务接受，但模型没有照做" in said
    assert "越出选项的值：没有被服务挡住" in said
    assert "写到长度上限：没有说明" in said
    assert "照抄原文：没有做到" in said
    assert "思考过程：写在回答里" in said


def test_only_plain_text(stub: Stub, run: Run, tmp_path: Path) -> None:
    stub.always(knows_only(("text",), says(json.dumps(GOOD, ensure_ascii=False))))
    code, said = run()
    assert code == 0
    assert said.count("服务不支持") == 3
    assert "结论：勉强可用" in said
    assert read_measured(tmp_path)[0].methods == ("text",)


def test_a_model_that_keeps_no_form_is_of_no_use(stub: Stub, run: Run, tmp_path: Path) -> None:
    stub.always(lambda asked: (calls_tool("{") if asked.method == "tool" else says("啊"))(asked))
    code, said = run()
    assert code == 1
    assert "结论：这个模型没有一次按约定的格式作答" in said
    assert "参数读不出来" in said
    assert read_measured(tmp_path) == ()


def test_a_slow_server_is_not_waited_for_again_and_again(stub: Stub, run: Run) -> None:
    stub.always(hangs(5, says("{}")))
    code, said = run(POLICYCALC_MODEL_SECONDS="1")
    assert code == 1
    assert "在 1 秒 内没有答完" in said
    assert len(stub.asked) == 3


@pytest.mark.parametrize(
    ("behaviour", "code"),
    [(fails(401), "LM111"), (fails(404, "no such model"), "LM112"), (fails(402), "LM120")],
)
def test_what_cannot_be_probed_is_the_environment(
    stub: Stub, run: Run, behaviour: Behaviour, code: str
) -> None:
    stub.always(behaviour)
    ended, said = run()
    assert ended == 3
    assert said.startswith(f"[{code}] 错误 ")


def test_broken_embeddings_do_not_hide_the_rest(stub: Stub, run: Run) -> None:
    stub.always(
        lambda asked: (
            fails(501, "no embeddings") if "embeddings" in asked.path else good_server(asked)
        )(asked)
    )
    code, said = run(POLICYCALC_EMBEDDING_MODEL="e")
    assert code == 0
    assert "向量：[LM119]" in said
    assert "结论：可以用" in said
