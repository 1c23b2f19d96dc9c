"""JSON: which items can be had together."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter

from api import matching
from api.bundle_shapes import BundleIn, BundleOut
from api.site import TheCatalogue
from matcher import read_facts
from matcher.receipts import read_receipts

router = APIRouter(prefix="/api", tags=["测算"])


@router.post("/bundle", summary="哪些条目可以同时享受、合计多少，没有选的各是什么原因")
def bundle(body: BundleIn, catalogue: TheCatalogue) -> BundleOut:
    on = body.on or date.today()
    facts = read_facts(body.facts, vocabulary=catalogue.vocabulary, on=on, file="facts")
    receipts = None
    if body.received is not None:
        given = [
            {key: value for key, value in item.model_dump(mode="json").items() if value}
            for item in body.received
        ]
        receipts = read_receipts(given, file="received", known=catalogue.by_id.keys())
    items = matching.decide(catalogue, facts, on, body.subject)
    found = matching.combine(catalogue, items, on, receipts)
    rules = {item.rule_id: catalogue.rule(item.rule_id).rule for item in items}
    return BundleOut.of(found, rules, proof=body.proof)
