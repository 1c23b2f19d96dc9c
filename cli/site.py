"""The site this machine keeps: its settings, its store, and what is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from api.settings import Settings
from api.site import Catalogue, Site
from cli.problems import problem, rejected
from rules.errors import InputRejected
from store import Store, open_store


def settings() -> Settings:
    """The settings from the environment; raises InputRejected naming each wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        names = ["POLICYCALC_" + "_".join(map(str, e["loc"])).upper() for e in error.errors()]
        raise InputRejected([problem("CLI202", name) for name in names]) from None


@contextmanager
def opened_store() -> Iterator[Store]:
    """The store, closed afterwards."""
    store = open_store(settings().database_url)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened_site() -> Iterator[Site]:
    """The site, its store closed afterwards."""
    chosen = settings()
    store = open_store(chosen.database_url)
    try:
        yield Site(chosen, store)
    finally:
        store.close()


def published() -> Catalogue:
    """Everything published now."""
    with opened_site() as site:
        return site.catalogue()


def document_id(store: Store, written: str) -> str:
    """The id a person abbreviated; several fitting ones are refused, none is left to the store."""
    fitting = [d.id for d in store.list_documents() if d.id.startswith(written)]
    if len(fitting) > 1 and written not in fitting:
        raise rejected("CLI108", written)
    return fitting[0] if len(fitting) == 1 else written
