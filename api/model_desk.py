"""Asking a language model about documents at the desk: in the background, a few at a time.

Nothing waits for a model: the grammar's draft is there before a job begins, and stays when the job
fails. A job is a row of the store, so that a restart can say what it cut. The text is read in a
confined child (``compiler.relayed``); the door to the model, with its key and its budget, is here.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from api.settings import Settings
from compiler.extract.extractor import Reading
from compiler.relayed import End, Relay, RelayEnded
from llm import ModelError, Session, open_endpoint
from llm.budget import Budget, Event, Spent
from llm.settings import ModelSettings, model_settings
from llm.transport import Endpoint
from rules.codec import content_hash
from rules.draft import Draft
from rules.errors import InputRejected, PolicyCalcError, TransitionRefused
from rules.vocabulary import Vocabulary
from store import ModelJob, PlainWords, Store
from store.records import JobState, Wanted

LOG = logging.getLogger("policycalc.api")
#: Seconds between two signs of life.
BEAT = 2.0
#: Documents that wait for their turn; one more is refused.
MOST_WAITING = 20
OFF = "本站没有设置语言模型"

_ENDED: dict[End, str] = {
    "slow": "到了时限还没有读完，已停下；得到的回答已存下，再读时不重复付费",
    "stopped": "网站停止，读到一半停下；得到的回答已存下，再读时不重复付费",
    "broken": "程序内部出错，详情见日志",
}


class ModelStatus(NamedTuple):
    """Whether a model can be asked, which, where it is, and what a document may cost."""

    on: bool
    model: str = ""
    place: str = ""
    budget: str = ""
    why_off: str = ""


class Progress(NamedTuple):
    """A job and what it has cost until now."""

    job: ModelJob
    spent: Spent

    @property
    def line(self) -> str:
        """The cost in words; empty for a job that ended before it asked anything."""
        counted = self.spent.calls or self.spent.remembered or self.spent.failed
        return self.spent.line() if counted or self.job.active else ""


@dataclass
class _Running:
    """A job of this process."""

    state: JobState = "waiting"
    spent: Spent = field(default_factory=Spent)
    relay: Relay | None = None


class ModelDesk:
    """The jobs of one application."""

    def __init__(
        self, settings: Settings, store: Store, vocabulary: Callable[[], Vocabulary]
    ) -> None:
        self._settings = settings
        self._store = store
        self._vocabulary = vocabulary
        self._owner = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._running: dict[str, _Running] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._closing = threading.Event()
        self._door: Endpoint | None = None

    def status(self) -> ModelStatus:
        """As the environment says now; never raises for settings that do not fit together."""
        try:
            settings = model_settings()
        except ModelError as error:
            return ModelStatus(False, why_off=str(error))
        if settings is None:
            return ModelStatus(False, why_off=OFF)
        budget = _limits(Budget.of(settings))
        return ModelStatus(True, settings.model, settings.place, budget)

    def begin(self, document_id: str, wanted: Wanted, actor: str) -> None:
        """Start a job; raises TransitionRefused where it cannot be, NoSuchRecord."""
        status = self.status()
        if not status.on:
            raise TransitionRefused(f"{status.why_off}，不能请模型读")
        if wanted != "plain" and self._store.get_draft(document_id).draft.amends is not None:
            raise TransitionRefused("按修改通知改出的文本沿用原来的条目，不请模型重读")
        with self._lock:
            if self._closing.is_set():
                raise TransitionRefused("网站正在停止，请稍后再试")
            if len(self._running) >= MOST_WAITING + self._settings.model_jobs:
                raise TransitionRefused("等模型读的文件太多，请等前面的读完")
            to_whom = f"{status.model}（{status.place}）"
            self._store.jobs.begin(document_id, wanted, actor, self._owner, to_whom)
            running = self._running[document_id] = _Running()
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._settings.model_jobs, "model")
                threading.Thread(target=self._beat, daemon=True).start()
            self._pool.submit(self._work, document_id, wanted, actor, running)

    def progress(self, document_id: str) -> Progress | None:
        """The document's last job as it stands now; None when there never was one."""
        job = self._store.jobs.of(document_id)
        if job is None:
            return None
        with self._lock:
            running = self._running.get(document_id)
        if running is not None and job.active:
            job = job.model_copy(update={"state": running.state})
            return Progress(job, running.spent)
        return Progress(job, Spent.model_validate_json(job.spent))

    def close(self) -> None:
        """Stop every job and say so in the store."""
        with self._lock:
            self._closing.set()
            pool, relays = self._pool, [r.relay for r in self._running.values() if r.relay]
        for relay in relays:
            relay.stop()
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        for document_id, left in list(self._running.items()):
            self._note(document_id, left, "cut", _ENDED["stopped"])
        if self._door is not None:
            self._door.close()

    # -- one job ---------------------------------------------------------------------------------

    def _work(self, document_id: str, wanted: Wanted, actor: str, running: _Running) -> None:
        state: JobState = "failed"
        try:
            running.state = "running"
            state, said = self._done(document_id, wanted, actor, running)
        except RelayEnded as ended:
            state = "cut" if ended.why == "stopped" else "failed"
            said = _ENDED[ended.why]
        except InputRejected as error:
            said = "；".join(d.message for d in error.diagnostics)
        except PolicyCalcError as error:
            said = str(error)
        except Exception:
            LOG.exception("a model job failed")
            said = _ENDED["broken"]
        with self._lock:
            self._running.pop(document_id, None)
        self._note(document_id, running, state, said)

    def _done(
        self, document_id: str, wanted: Wanted, actor: str, running: _Running
    ) -> tuple[JobState, str]:
        door = self._open()
        if door is None:
            return "failed", OFF

        def spent(event: Event) -> None:
            running.spent = event.spent

        session = Session(door, spent)
        relay = Relay(
            session.client,
            workers=door.settings.concurrency,
            seconds=3 * self._settings.compile_seconds,
            megabytes=self._settings.compile_mb,
            minutes=self._settings.model_minutes,
        )
        with self._lock:
            running.relay = relay
            if self._closing.is_set():
                relay.stop()
        draft = self._store.get_draft(document_id).draft
        if wanted == "plain":
            return self._explained(draft, relay)
        made = relay.read(draft, self._vocabulary(), Reading(wanted))
        without = [d for d in made.diagnostics if d.code == "PC704"]
        if not made.replies:
            reason = without[0].message if without else "没有可问的内容"
            return "failed", f"没有得到可用的回答（{reason}）"
        outcome = self._store.save_reading(made, actor).outcome
        if outcome == "kept":
            return "done", "读完时已有人在处理这份草稿，人工结果保留，模型的读法没有并入。"
        if without:
            return "done", f"读完了，其中 {len(without)} 处没有可用的回答，用的是语法的读法。"
        return "done", "读完了，每一处都有可用的回答。"

    def _explained(self, draft: Draft, relay: Relay) -> tuple[JobState, str]:
        told = relay.explain(draft, self._vocabulary())
        now = datetime.now(UTC)
        words = [
            PlainWords(
                rule_id=rule.id,
                rule=content_hash(rule),
                sentences=tuple((s.span, s.text) for s in told[rule.id].sentences),
                left_out=told[rule.id].left_out,
                model=told[rule.id].model,
                written=now,
            )
            for rule in draft.ruleset.rules
            if rule.id in told and not told[rule.id].failed
        ]
        self._store.jobs.keep_words(draft.document.id, words)
        failed = [one.failed for one in told.values() if one.failed]
        if not words:
            return "failed", f"没有得到可用的回答（{failed[0] if failed else '没有条目'}）"
        out = sum(one.left_out for one in words)
        said = f"{sum(1 for one in words if one.sentences)} 个条目有了通俗解读。"
        if out:
            said += f"另有 {out} 句与引文不符或多出数字，没有采用。"
        if failed:
            said += f"{len(failed)} 个条目没有得到可用的回答（{failed[0]}）。"
        return "done", said

    def _open(self) -> Endpoint | None:
        """One door for all jobs, so that its limit of requests holds for all of them."""
        wanted: ModelSettings | None = model_settings()
        with self._lock:
            if self._door is None or self._door.settings != wanted:
                self._door = open_endpoint(wanted) if wanted is not None else None
            return self._door

    # -- telling ---------------------------------------------------------------------------------

    def _note(self, document_id: str, running: _Running, state: JobState, said: str) -> None:
        spent = running.spent.model_dump_json()
        try:
            self._store.jobs.note(document_id, self._owner, state, spent, said)
        except Exception:
            LOG.exception("the end of a model job could not be written down")

    def _beat(self) -> None:
        """Say every few seconds that the jobs of this process are alive."""
        while not self._closing.wait(BEAT):
            with self._lock:
                alive = list(self._running.items())
            for document_id, running in alive:
                with suppress(PolicyCalcError):  # a busy database: the next beat tells
                    self._store.jobs.beat(
                        document_id, self._owner, running.state, running.spent.model_dump_json()
                    )


def _limits(budget: Budget) -> str:
    cost = f"、{budget.cost} 元" if budget.cost is not None else ""
    tokens = f"{budget.tokens:,}".replace(",", " ")
    return f"一份文件最多 {budget.calls} 次、{tokens} token{cost}"
