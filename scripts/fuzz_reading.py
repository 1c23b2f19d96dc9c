"""Damage the sample files at random and compile them: nothing may crash, hang or swell.

    python scripts/fuzz_reading.py --minutes 10 [--seed N] [--keep DIR]

Every round takes one sample (or a small text of the odd kind), damages it as bytes or as text, and
compiles it in a child under limits. Some rounds amend a sample by a damaged notice, or a damaged
sample by a notice; pictures of pages are among the samples. A file may be read or refused with a
message. What ends in any other way is kept in DIR with its seed; it belongs into tests/compiler as
a fixture once it is understood. The children live for many rounds, so that a round costs what
compiling costs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

ODD = (
    "第一条", "（一）", "1.", "①", "Ａ", "％", "万元", "805030万元", "最高不超过", "以上", "\t",
    "\u200b", "\ufeff", "\x00", "<table><tr><td rowspan=99999>", "</p>", "<!--", "]]>",
    "&#x110000;", "&amp;", "|---|", "#" * 7, "分别", "；" * 40, "（" * 60, "第" * 50, "9" * 400,
    "0.", "１２３", "国〔2024〕1号", "2024年13月45日", "①②③", "\u202e", "\U0001f600", "𠮷", "ｱ",
    "\r", "\x0c", "\u2028",
)  # fmt: skip

#: Notices and the texts they amend; how often one of these pairs is tried.
NOTICES = {
    "qingping-amendment-notice": "qingping-manufacturing-measures",
    "lanpu-elder-care-amendment": "lanpu-elder-care-rules",
}
AMENDING = 0.15
Named = tuple[str, bytes]


def sample(folder: str) -> Named:
    """The one source file of a sample."""
    (path,) = (ROOT / "policy_texts" / folder).glob("source.*")
    return path.name, path.read_bytes()


def damaged(data: bytes, rng: random.Random) -> bytes:
    """The file with bytes changed, cut, moved or repeated; or with odd text in it."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(7):
            case 0 if out:
                out[min(at, len(out) - 1)] = rng.randrange(256)
            case 1:
                del out[at : at + rng.choice((1, 5, 200, 5000))]
            case 2:
                out[at:at] = rng.randbytes(rng.choice((1, 4, 100)))
            case 3:
                end = at + rng.choice((3, 50, 2000))
                out[at:at] = bytes(out[at:end]) * rng.choice((1, 2, 20))
            case 4:
                encoding = rng.choice(("utf-8", "utf-8", "gb18030"))
                out[at:at] = rng.choice(ODD).encode(encoding, "replace")
            case 5:
                start = rng.randrange(len(out) + 1)
                piece = bytes(out[start : start + rng.choice((10, 500))])
                out[at:at] = piece
            case _:
                for _ in range(rng.choice((1, 10))):
                    spot = rng.randrange(len(out) + 1)
                    out[spot:spot] = rng.choice(ODD).encode("utf-8", "replace")
        out = out[:400_000] or bytearray(b"x")
    return bytes(out)


def work(pipe: Connection, megabytes: int) -> None:
    """The child: files in, how each ended out."""
    import resource

    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    from compiler import amend_document, compile_document
    from rules.draft import Draft
    from rules.errors import InputRejected

    while True:
        name, data, notice = pipe.recv()
        try:
            if notice is None:
                draft = compile_document(data, name)
            else:
                draft = amend_document((data, name), notice).draft
            for rule in draft.ruleset.rules:
                if not draft.document.holds(rule.source):
                    raise AssertionError(f"a span that does not quote its text: {rule.id}")
            if Draft.model_validate_json(draft.model_dump_json(by_alias=True)) != draft:
                raise AssertionError("the stored draft is another one")
            pipe.send(("read", len(draft.ruleset.rules)))
        except InputRejected as rejected:
            pipe.send(("refused", ",".join(d.code for d in rejected.diagnostics)))
        except BaseException:  # a fuzzer wants everything
            pipe.send(("CRASH", traceback.format_exc()))


def main() -> int:
    """Fuzz for some minutes; 1 when anything ended badly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path("fuzz_found"))
    parser.add_argument("--seconds", type=float, default=30, help="the most one file may take")
    parser.add_argument("--megabytes", type=int, default=3072)
    asked = parser.parse_args()
    samples = [(p.name, p.read_bytes()) for p in sorted(ROOT.glob("policy_texts/*/source.*"))]
    samples += [
        (p.name, p.read_bytes()) for p in sorted(ROOT.glob("tests/compiler/read/pictures/*.*"))
    ]
    samples += [("a.txt", b"x"), ("a.md", "# 办法\n|a|b|\n|-|-|\n".encode()), ("a.html", b"<p>")]
    amending = [(sample(base), sample(notice)) for notice, base in NOTICES.items()]
    context = multiprocessing.get_context("spawn")
    until = time.monotonic() + asked.minutes * 60
    rounds = bad = 0
    ended: dict[str, int] = {}
    slowest = 0.0
    pipe = child = None
    while time.monotonic() < until:
        seed = asked.seed + rounds
        rng = random.Random(seed)
        name, data = rng.choice(samples)
        notice: tuple[bytes, str] | None = None
        if rng.random() < AMENDING:
            (name, file), (told, orders) = rng.choice(amending)
            hurt_base = rng.random() < 0.3
            file = damaged(file, rng) if hurt_base else file
            notice = (orders if hurt_base else damaged(orders, rng), told)
        else:
            file = damaged(data, rng)
        if rng.random() < 0.05:  # another name for the same bytes
            name = "a" + rng.choice((".txt", ".html", ".docx", ".pdf", ".md", ".doc", ""))
        if child is None or pipe is None or not child.is_alive():
            pipe, theirs = context.Pipe()
            child = context.Process(target=work, args=(theirs, asked.megabytes), daemon=True)
            child.start()
            theirs.close()
        begun = time.monotonic()
        pipe.send((name, file, notice))
        try:
            answered = pipe.poll(asked.seconds + (20 if rounds == 0 else 0))
            how, what = pipe.recv() if answered else ("HANG", f"{asked.seconds} s")
        except EOFError:
            how, what = "CRASH", "the process died"
        slowest = max(slowest, time.monotonic() - begun if rounds else 0)
        rounds += 1
        ended[how] = ended.get(how, 0) + 1
        if how in ("CRASH", "HANG"):
            bad += 1
            asked.keep.mkdir(exist_ok=True)
            (asked.keep / f"{seed}-{name}").write_bytes(file)
            if notice is not None:
                (asked.keep / f"{seed}-notice-{notice[1]}").write_bytes(notice[0])
            (asked.keep / f"{seed}-{name}.why").write_text(f"{how}\n{what}", encoding="utf-8")
            print(f"{how} {seed} {name}\n{what}", flush=True)
            child.kill()
            child = None
    if child is not None:
        child.kill()  # it waits for another file, and would complain that there is nobody left
        child.join()
    print(f"{rounds} files: {ended}; slowest {slowest:.1f} s; seed {asked.seed}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
