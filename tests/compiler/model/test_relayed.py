"""A confined child reads with a model it cannot reach: its questions go through its parent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from compiler.pipeline import compile_again
from compiler.relayed import Relay, RelayEnded
from llm import Session
from llm.transport import Endpoint
from rules.draft import Draft
from rules.vocabulary import Attribute, Kind, standard_vocabulary
from tests.compiler.model.test_over_the_wire import GRAMMAR, _own_environment, answering
from tests.compiler.model.test_reading import DATA
from tests.llm.stub import KEY, Stub, fails, hangs, says

ROOT = Path(__file__).resolve().parents[3]
VOCABULARY = standard_vocabulary()
__all__ = ["_own_environment"]  # no proxy of the person who runs the tests


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


def relay(stub: Stub, folder: Path, minutes: float = 5, **more: object) -> Relay:
    session = Session(Endpoint(stub.settings(folder, **more)))
    return Relay(session.client, workers=2, minutes=minutes)


def test_it_is_the_draft_of_the_same_process_to_the_byte(stub: Stub, tmp_path: Path) -> None:
    stub.always(answering())
    apart = relay(stub, tmp_path / "a").read(GRAMMAR, VOCABULARY, Reading.BOTH)
    client = Session(Endpoint(stub.settings(tmp_path / "b"))).client
    here = compile_document(DATA, "t.txt", extraction=Extraction(Reading.BOTH, client))
    assert apart.model_dump_json() == here.model_dump_json()
    assert {part.state for part in apart.consensus} == {"agree"}
    assert apart.replies


@pytest.mark.parametrize("slug", ["yunjiang-industry-growth-rules", "linggang-commerce-guide"])
def test_a_text_that_was_read_is_compiled_again_to_the_same_draft(slug: str) -> None:
    (source,) = (ROOT / "policy_texts" / slug).glob("source.*")
    draft = compile_document(source.read_bytes(), source.name)
    kept = Draft.model_validate_json(draft.model_dump_json())
    assert compile_again(kept) == draft


def test_attributes_of_this_site_are_known_in_the_child(stub: Stub, tmp_path: Path) -> None:
    data = "青屏区办法\n第一条 对导师服务人次不少于50人次的机构，一次性奖励10万元。\n".encode()
    mine = Attribute(id="mentored", label="导师服务人次", kind=Kind.COUNT, unit="人次")
    words = VOCABULARY.extended((mine,))
    stub.always(fails(500))
    draft = compile_document(data, "t.txt", words)
    again = relay(stub, tmp_path, retries=0).read(draft, words, Reading.BOTH)
    assert again.ruleset == draft.ruleset
    assert "mentored" in again.model_dump_json()


def test_the_child_knows_no_key_and_no_address(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in stub.environment().items():
        monkeypatch.setenv(name, value)
    seen: list[dict[str, str]] = []
    import compiler.relayed as relayed

    popen = relayed.subprocess.Popen

    def watched(*args: object, **options: object) -> object:
        seen.append(options["env"])  # type: ignore[arg-type]
        return popen(*args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(relayed.subprocess, "Popen", watched)
    stub.always(answering())
    relay(stub, tmp_path).read(GRAMMAR, VOCABULARY, Reading.MODEL)
    (environment,) = seen
    assert not [n for n in environment if n.startswith(("OPENAI", "POLICYCALC"))]
    assert KEY not in "".join(environment.values())


def test_a_slow_model_ends_by_the_clock(stub: Stub, tmp_path: Path) -> None:
    stub.always(hangs(20, says("{}")))
    with pytest.raises(RelayEnded) as ended:
        relay(stub, tmp_path, minutes=0.05).read(GRAMMAR, VOCABULARY, Reading.BOTH)
    assert ended.value.why == "slow"


def test_it_can_be_stopped_before_and_while_it_runs(stub: Stub, tmp_path: Path) -> None:
    stub.always(hangs(20, says("{}")))
    running = relay(stub, tmp_path)
    threading.Timer(3, running.stop).start()
    for _ in range(2):
        with pytest.raises(RelayEnded) as ended:
            running.read(GRAMMAR, VOCABULARY, Reading.BOTH)
        assert ended.value.why == "stopped"


def test_a_child_without_memory_is_a_named_end(stub: Stub, tmp_path: Path) -> None:
    small = relay(stub, tmp_path)
    small.megabytes = 60
    with pytest.raises(RelayEnded) as ended:
        small.read(GRAMMAR, VOCABULARY, Reading.BOTH)
    assert ended.value.why == "broken"
