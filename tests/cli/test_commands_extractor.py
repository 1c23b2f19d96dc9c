"""``compile --extractor`` and ``eval --extractor``: who reads, from what, and what it cost."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from compiler.extract.model.worksheet import Worksheet
from llm import Message, Request
from tests.cli.conftest import POLICY, ROOT, Run
from tests.compiler.model.honest import Honest

DATA = POLICY.encode()


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POLICYCALC_MODEL", "POLICYCALC_EXTRACTOR", "OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def answer_all(folder: Path, data: bytes = DATA) -> int:
    """Writes a reply beside every open question, as a person who reads it would."""
    honest = Honest(data, "措施.txt")
    written = 0
    for place in sorted(folder.glob("*-*/question.md")):
        if not (reply := place.with_name("reply.json")).exists():
            asked = (Message(role="user", content=place.read_text(encoding="utf-8")),)
            task = place.parent.name.rpartition("-")[0]
            said = honest.complete(Request(task=task, prompt_version="1", messages=asked))
            reply.write_text(said.text, encoding="utf-8")
            written += 1
    return written


def recorded(run: Run, policy: Path, folder: Path) -> Path:
    """The folder of replies of a policy whose questions were all answered by hand."""
    ask = ("compile", str(policy), "--extractor", "model", "--record-requests", str(folder))
    first = run(*ask)
    assert "待写：" in first.out
    assert "待写 1 个" in first.out
    assert answer_all(folder) == 1
    second = run(*ask)
    assert "已答 1 个，待写" in second.out
    assert answer_all(folder) >= 2
    last = run(*ask)
    assert "待写 0 个" in last.out
    assert "要改：" not in last.out
    return folder / "replies"


def test_questions_are_answered_by_hand_and_replayed(
    run: Run, policy: Path, tmp_path: Path
) -> None:
    replies = recorded(run, policy, tmp_path / "sheet")
    assert (tmp_path / "sheet/prompts/draft_tags.md").is_file()
    files = sorted(replies.rglob("*.json"))
    assert files
    for path in files:
        kept = json.loads(path.read_text(encoding="utf-8"))
        assert "不是某个在线模型的输出" in kept["note"]
        assert kept["model"] == "recorded"
    both = run("compile", str(policy), "--extractor", "both", "--replies", str(replies))
    assert both.code == 0
    assert "由语法和模型（recorded，提示词版本 1）两种方式提取" in both.out
    assert "0 处读法不同" in both.out
    assert re.search(r"模型：调用 \d+ 次，约 .*每千字政策约 \d+ token", both.out)
    shown = run("compile", str(policy), "--extractor", "both", "--replies", str(replies), "--json")
    (file,) = shown.json["files"]
    alone = run("compile", str(policy), "--json").json["files"][0]
    assert file["ruleset"] == alone["ruleset"]
    assert {part["state"] for part in file["consensus"]} == {"agree"}
    assert {origin["reply"] for origin in file["origins"]} <= {r["hash"] for r in file["replies"]}
    assert "consensus" not in alone


def test_without_a_model_the_command_says_what_is_missing(run: Run, policy: Path) -> None:
    ran = run("compile", str(policy), "--extractor", "both")
    assert ran.code == 0
    assert "PC705" in ran.out
    assert "没有设置 POLICYCALC_MODEL" in ran.out
    assert "只由语法提取" in ran.out
    ran = run("compile", str(policy), "--extractor", "both", "--replies", "nowhere")
    assert ran.code != 0
    assert "nowhere" in ran.out + ran.err


def test_a_folder_without_the_replies_leaves_the_grammars_draft(
    run: Run, policy: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = run("compile", str(policy), "--extractor", "model", "--replies", str(empty), "--json")
    (file,) = ran.json["files"]
    assert file["ruleset"] == run("compile", str(policy), "--json").json["files"][0]["ruleset"]
    assert "PC704" in {d["code"] for d in file["diagnostics"]}


def test_a_wrong_answer_by_hand_is_said_to_be_wrong(run: Run, policy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sheet"
    ask = ("compile", str(policy), "--extractor", "model", "--record-requests", str(folder))
    run(*ask)
    (place,) = folder.glob("find_items-*")
    wrong = {"items": [{"quote": "给予一次性奖励99万元", "clause": "6", "title": "甲"}]}
    (place / "reply.json").write_text(json.dumps(wrong), encoding="utf-8")
    ran = run(*ask)
    assert "要改：" in ran.out
    assert "给予一次性奖励99万元" in ran.out
    assert "PC701" in ran.out


@pytest.fixture
def corpus(run: Run, tmp_path: Path) -> Path:
    """One sample with its golden rules and replies written for it."""
    slug = "songhu-culture-tourism-measures"
    golden, texts = tmp_path / "golden", tmp_path / "texts"
    shutil.copytree(ROOT / "policy_texts" / slug, texts / slug)
    (golden / slug).mkdir(parents=True)
    shutil.copy(ROOT / "golden_rules" / slug / "rules.yaml", golden / slug)
    source = texts / slug / "source.md"
    sheet = tmp_path / "sheet"
    for _ in range(3):
        run("compile", str(source), "--extractor", "model", "--record-requests", str(sheet))
        answer_all(sheet, source.read_bytes())
    shutil.copytree(sheet / "replies", golden / slug / "replies")
    return tmp_path


def test_eval_compares_the_extractors_over_recorded_replies(run: Run, corpus: Path) -> None:
    where = ("--texts", str(corpus / "texts"), "--golden", str(corpus / "golden"))
    shown = run("eval", "--extractor", "both", *where)
    assert shown.code == 0
    for words in ("语法 F1", "模型 F1", "两种合并 F1", "读法不一致", "每千字 token", "没有犯的"):
        assert words in shown.out
    plain = run("eval", "--extractor", "both", *where, "--json").json
    assert set(plain["extractors"]) == {"grammar", "model", "both"}
    (one,) = plain["documents"]
    assert one["calls"] >= 3
    assert one["tokens"] > one["characters"]
    assert one["states"]["agree"] > 20
    wrong, exposed = one["errors_exposed"]["grammar"]
    assert 0 <= exposed <= wrong
    model = run("eval", "--extractor", "model", *where, "--json").json
    assert set(model["extractors"]) == {"grammar", "model"}


def test_eval_without_recorded_replies_says_how_to_make_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "golden").mkdir()
    ran = run("eval", "--extractor", "both", "--texts", "texts", "--golden", "golden")
    assert ran.code == 1
    assert "没有录下的模型回答" in ran.out


def test_a_worksheet_keeps_no_vectors(tmp_path: Path) -> None:
    from llm import ModelError

    with pytest.raises(ModelError):
        Worksheet(tmp_path).embed(["甲"])
