"""Review, publication and the log, one command a step, by two people."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run


def saved(run: Run, policy: Path) -> str:
    ran = run("compile", str(policy), "--save", "--author", "张三", "--json")
    document: str = ran.json["files"][0]["document"]["id"]
    return document


def test_the_author_cannot_approve(run: Run, policy: Path) -> None:
    document = saved(run, policy)
    assert run("review", "submit", document, "--actor", "张三").code == 0
    ran = run("review", "approve", document, "--actor", "张 三", "--json")
    assert ran.code == 1
    assert [d["code"] for d in ran.json["diagnostics"]] == ["CLI301"]
    assert "两个人" in ran.err


def test_publishing_before_approval_is_refused(run: Run, policy: Path) -> None:
    ran = run("publish", saved(run, policy), "--actor", "李四")
    assert (ran.code, "草稿" in ran.err) == (1, True)


def test_sending_back_needs_a_reason_and_returns_to_draft(run: Run, policy: Path) -> None:
    document = saved(run, policy)
    run("review", "submit", document, "--actor", "张三")
    assert run("review", "send-back", document, "--actor", "李四").code == 2
    ran = run("review", "send-back", document, "--actor", "李四", "--why", "再核对", "--json")
    assert ran.json["state"] == "draft"


def test_the_list_and_the_page_of_a_draft(run: Run, policy: Path) -> None:
    document = saved(run, policy)
    listed = run("review", "list").out
    assert document in listed
    assert "草稿" in listed
    shown = run("review", "show", document[:6])
    assert "规模奖励（第一条）" in shown.out
    assert "第1稿，草稿；起草 张三" in shown.out


def test_rules_are_edited_through_a_file(run: Run, policy: Path, tmp_path: Path) -> None:
    document = saved(run, policy)
    text = run("review", "show", document, "--rules").out
    file = tmp_path / "规则.yaml"
    file.write_text(text.replace("amount: 10万元", "amount: 12万元"), encoding="utf-8")
    args = ("--rules-file", str(file), "--actor", "李四", "--why", "按原件更正", "--json")
    ran = run("review", "edit", document, *args)
    assert (ran.json["revision"], ran.json["last_editor"]) == (2, "李四")
    assert "12万元" in run("review", "show", document).out


def test_an_edit_whose_quote_is_false_is_refused(run: Run, policy: Path, tmp_path: Path) -> None:
    document = saved(run, policy)
    text = run("review", "show", document, "--rules").out
    file = tmp_path / "规则.yaml"
    file.write_text(
        text.replace("quote: 给予一次性奖励10万元", "quote: 给予一次性奖励99万元"), encoding="utf-8"
    )
    ran = run(
        "review", "edit", document, "--rules-file", str(file), "--actor", "李四", "--why", "改"
    )
    assert (ran.code, "RF130" in ran.err) == (1, True)
    assert run("review", "show", document, "--json").json["revision"] == 1


def test_published_then_retired(run: Run, published: str) -> None:
    rules = [d["rule"] for d in run("match", "--fact", "注册地=青屏区", "--json").json["decisions"]]
    assert len(rules) == 2
    ran = run("retire", rules[0], "--actor", "李四", "--why", "政策调整")
    assert (ran.code, "已停用" in ran.out) == (0, True)
    left = run("match", "--fact", "注册地=青屏区", "--json").json["decisions"]
    assert [d["rule"] for d in left] == rules[1:]


def test_unknown_ids_are_named(run: Run) -> None:
    ran = run("review", "show", "没有", "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (1, ["CLI302"])
    assert "没有" in ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("--decision", "accept", "--why", "看过"),
        ("--decision", "judged", "--why", "部门定", "--block", "x"),
        ("--decision", "drop", "--why", "不是条目"),
        ("--decision", "accept", "--why", " ", "--block", "x"),
    ],
)
def test_an_incomplete_ruling_is_refused(run: Run, policy: Path, args: tuple[str, ...]) -> None:
    ran = run("review", "rule", saved(run, policy), "--actor", "张三", *args, "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (1, ["CLI111"])


def test_an_item_is_dropped(run: Run, policy: Path) -> None:
    document = saved(run, policy)
    (first, second) = run("review", "show", document, "--json").json["draft"]["ruleset"]["rules"]
    args = ("--decision", "drop", "--rule", first["id"], "--why", "不是条目", "--actor", "张三")
    assert run("review", "rule", document, *args).code == 0
    left = run("review", "show", document, "--json").json["draft"]["ruleset"]["rules"]
    assert [rule["id"] for rule in left] == [second["id"]]


def test_export_and_import_carry_everything(
    run: Run, published: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "导出.json"
    assert run("export", "--out", str(bundle), "--json").json["rules"] == 2
    assert json.loads(run("export").out) == json.loads(bundle.read_text(encoding="utf-8"))
    monkeypatch.setenv("POLICYCALC_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    ran = run("import", str(bundle), "--actor", "王五", "--json")
    assert (ran.code, ran.json["documents"]) == (0, [published])
    found = run("match", "--fact", "上年度营业收入=3000万元", "--json").json["decisions"]
    assert {d["verdict"] for d in found} == {"eligible", "ineligible"}


def test_an_altered_bundle_is_refused(run: Run, published: str, tmp_path: Path) -> None:
    altered = tmp_path / "改过.json"
    altered.write_text(run("export").out.replace("10万元", "99万元"), encoding="utf-8")
    ran = run("import", str(altered), "--actor", "王五", "--json")
    assert (ran.code, {d["code"] for d in ran.json["diagnostics"]}) == (1, {"E-STORE-BUNDLE"})


def test_the_log_is_whole_until_somebody_changes_it(
    run: Run, published: str, tmp_path: Path
) -> None:
    ran = run("events", "--verify")
    assert ran.code == 0
    assert "记录链完整" in ran.out
    for words in ("张三  存入", "张三  提交审核", "李四  批准", "李四  发布"):
        assert words in ran.out
    with sqlite3.connect(tmp_path / "cli.db") as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE events SET actor = '王五' WHERE seq = 2")
    connection.close()
    broken = run("events", "--verify", "--json")
    assert (broken.code, broken.json["ok"], broken.json["verified"]) == (1, False, False)
    assert [d["code"] for d in broken.json["diagnostics"]] == ["CLI303"]


def test_the_sample_policies_are_published_once(run: Run) -> None:
    folders = ("--texts", str(ROOT / "policy_texts"), "--golden", str(ROOT / "golden_rules"))
    first = run("seed", *folders, "--json")
    assert first.code == 0
    assert all(p["published_now"] for p in first.json["policies"])
    head = run("events", "--json").json["head"]
    again = run("seed", *folders, "--json")
    assert not any(p["published_now"] for p in again.json["policies"])
    assert run("events", "--json").json["head"] == head
    published = run("match", "--fact", "注册地=云江市", "--json").json["decisions"]
    assert len(published) == sum(p["rules"] for p in first.json["policies"]) >= 80


@pytest.mark.parametrize("name", ["seed", "eval"])
def test_folders_that_are_not_there(run: Run, name: str) -> None:
    ran = run(name, "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (3, ["CLI204"])


def test_of_two_readings_one_is_taken(run: Run) -> None:
    slug = "linggang-talent-rules"
    (source,) = (ROOT / "policy_texts" / slug).glob("source.*")
    replies = ROOT / "golden_rules" / slug / "replies"
    args = ("--extractor", "both", "--replies", str(replies), "--save", "--author", "张三")
    (file,) = run("compile", str(source), *args, "--json").json["files"]
    document = file["document"]["id"]
    clash = next(
        p
        for p in file["consensus"]
        if p["state"] == "conflict" and p["swap"] and p["swap"]["award"]
    )
    block = f"diagnostic:{clash['told']}"
    taken = ("--decision", "model", "--block", block, "--actor", "李四", "--why", "与原文相符")
    ran = run("review", "rule", document, *taken, "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["author"], ran.json["last_editor"]) == ("张三", "李四")
    shown = run("review", "show", document, "--json").json
    (rule,) = [r for r in shown["draft"]["ruleset"]["rules"] if r["id"] == clash["rule"]]
    assert rule["award"] == clash["model"]["award"]
    assert block not in [b["id"] for b in shown["blocks"]]
    stray = run("review", "rule", document, *taken[:2], "--block", "diagnostic:0", *taken[4:])
    assert stray.code != 0
    assert "没有这处两种读法" in stray.err
