"""``compile`` and ``check-rules``: every file has its say, and bad ones say what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.cli.conftest import POLICY, ROOT, Ran, Run


def codes(ran: Ran) -> set[str]:
    found = ran.json.get("files", [ran.json])
    return {d["code"] for file in found for d in file["diagnostics"]}


def test_items_conditions_amounts_and_quotes_are_shown(run: Run, policy: Path) -> None:
    ran = run("compile", str(policy))
    assert ran.code == 0
    for words in (
        "《青屏区支持企业发展若干措施》",
        "青工信规〔2026〕3号",
        "上年度营业收入不低于2000万元（含2000万元）",
        "原文：「上年度营业收入2000万元以上」",
        "给予10万元",
        "第二条",
    ):
        assert words in ran.out
    assert "\x1b[" not in ran.out


def test_json_holds_text_rules_and_true_spans(run: Run, policy: Path) -> None:
    ran = run("compile", str(policy), "--json")
    (file,) = ran.json["files"]
    assert ran.json["schema"] == "policycalc-cli/1"
    assert ran.json["command"] == "compile"
    assert ran.json["ok"] is file["ok"] is True
    assert file["spans"]["exact"] == file["spans"]["checked"] > 4
    text = file["document"]["text"]
    for rule in file["ruleset"]["rules"]:
        span = rule["award"]["source"]
        assert text[span["start"] : span["end"]] == span["quote"]
    assert sum(file["sentences"].values()) == len(file["ledger"])


def test_a_bad_file_does_not_keep_the_others_back(run: Run, policy: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    ran = run("compile", str(tmp_path / "没有.docx"), str(empty), str(policy), "--json")
    assert ran.code == 1
    missing, blank, good = ran.json["files"]
    assert [d["code"] for d in missing["diagnostics"]] == ["CLI101"]
    assert [d["code"] for d in blank["diagnostics"]] == ["PC101"]
    assert blank["diagnostics"][0]["file"] == str(empty)
    assert good["ok"]
    assert len(good["ruleset"]["rules"]) == 2


def test_an_encrypted_pdf_says_what_to_do(run: Run, tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    writer.encrypt("geheim", algorithm="RC4-128")
    path = tmp_path / "密.pdf"
    with path.open("wb") as file:
        writer.write(file)
    ran = run("compile", str(path))
    assert ran.code == 1
    assert "PC105" in ran.out
    assert "请去掉打开密码" in ran.out


def test_a_text_in_gb18030_simply_works(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "措施.txt"
    path.write_bytes(POLICY.encode("gb18030"))
    ran = run("compile", str(path), "--json")
    assert (ran.code, len(ran.json["files"][0]["ruleset"]["rules"])) == (0, 2)


def test_a_folder_is_named_as_one(run: Run, tmp_path: Path) -> None:
    assert codes(run("compile", str(tmp_path), "--json")) == {"CLI102"}


def test_a_text_without_a_subsidy_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("关于放假的通知\n国庆节放假七天，请做好值班安排。\n", encoding="utf-8")
    assert "PC201" in codes(run("compile", str(path), "--json"))


def test_saving_needs_a_name(run: Run, policy: Path) -> None:
    ran = run("compile", str(policy), "--save")
    assert ran.code == 2
    assert "--author" in ran.err


def test_saving_twice_changes_nothing(run: Run, policy: Path) -> None:
    save = ("compile", str(policy), "--save", "--author", "张三", "--json")
    assert [run(*save).json["files"][0]["saved"] for _ in "ab"] == ["created", "unchanged"]


GOLDEN = ROOT / "golden_rules" / "yunjiang-employment-faq" / "rules.yaml"
TEXT = ROOT / "policy_texts" / "yunjiang-employment-faq" / "source.html"


def test_golden_rules_pass_against_their_text(run: Run) -> None:
    ran = run("check-rules", str(GOLDEN), "--text", str(TEXT))
    assert (ran.code, "检查通过" in ran.out) == (0, True)


def test_rules_of_another_text_are_refused(run: Run, policy: Path) -> None:
    ran = run("check-rules", str(GOLDEN), "--text", str(policy), "--json")
    assert (ran.code, codes(ran)) == (1, {"CLI110"})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("attribute: registered_region", "attribute: registered_regoin", "RF108"),
        ("kind: fixed", "kind: fixd", "RF107"),
        ("title:", "titel:", "RF105"),
        ("1万元", "1万人", "RF110"),
    ],
)
def test_a_typo_is_placed_and_explained(
    run: Run, tmp_path: Path, old: str, new: str, code: str
) -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "规则.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = run("check-rules", str(path), "--json")
    assert ran.code == 1
    assert code in codes(ran)
    assert all(d["file"] == str(path) and d["place"] for d in ran.json["diagnostics"])


def test_a_quote_moved_by_one_character_is_found(run: Run, tmp_path: Path) -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if "source: {start: " in line)
    start = int(lines[at].split("start: ")[1].split(",")[0])
    end = int(lines[at].split("end: ")[1].split(",")[0])
    lines[at] = lines[at].replace(
        f"start: {start}, end: {end}", f"start: {start + 1}, end: {end + 1}"
    )
    path = tmp_path / "规则.yaml"
    path.write_text("".join(lines), encoding="utf-8")
    ran = run("check-rules", str(path), "--text", str(TEXT), "--json")
    assert (ran.code, codes(ran)) == (1, {"RF130"})


def test_one_id_in_two_files_is_refused(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "副本.yaml"
    copy.write_bytes(GOLDEN.read_bytes())
    ran = run("check-rules", str(GOLDEN), str(copy), "--json")
    assert (ran.code, codes(ran)) == (1, {"CLI107"})


def test_one_id_twice_in_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    first, second = [line for line in text.splitlines() if line.startswith("  - id: yunjiang-")][:2]
    path = tmp_path / "规则.yaml"
    path.write_text(text.replace(second, first, 1), encoding="utf-8")
    ran = run("check-rules", str(path), "--json")
    assert (ran.code, codes(ran)) == (1, {"RF109"})
