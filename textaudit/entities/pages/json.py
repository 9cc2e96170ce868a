"""`json`: one object, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from textaudit.entities.gather import CATEGORY
from textaudit.entities.pages.page import Page
from textaudit.model import DocumentPlace, Entity, Variant
from textaudit.reporters.shared.rows import as_json, head_row, outcome_row


def json_page(page: Page, entities: Iterable[Entity]) -> Iterator[str]:
    """What the rules were, the entities, one a line, and sums."""
    reasons = page.head.unmeasured
    head = replace(page.head, unmeasured={CATEGORY: reasons[CATEGORY]} if CATEGORY in reasons else {})
    yield as_json(head_row(head))[:-1] + ',"entities":[\n'
    for number, entity in enumerate(entities):
        yield (",\n" if number else "") + as_json(entity_row(entity))
    yield '\n],"totals":' + as_json(_totals(page)) + "}\n"


def entity_row(entity: Entity) -> dict[str, Any]:
    """One entity."""
    return {
        "name": entity.name,
        "kind": entity.kind.value if entity.kind else None,
        "mentions": entity.mentions,
        "documents": entity.documents,
        "in_list": entity.in_list,
        "variants": [_variant_row(variant) for variant in entity.variants],
        "places": [_place_row(place) for place in entity.places],
    }


def _variant_row(variant: Variant) -> dict[str, Any]:
    suspicion = variant.suspicion
    found = suspicion and {
        "rule": suspicion.rule,
        "confidence": suspicion.confidence,
        "suggestion": suspicion.suggestion,
    }
    return {
        "text": variant.text,
        "mentions": variant.mentions,
        "documents": variant.documents,
        "short": variant.short,
        "in_list": variant.in_list,
        "suspicion": found,
    }


def _place_row(place: DocumentPlace) -> dict[str, Any]:
    return {"id": place.id, "path": place.path, "record": place.record}


def _totals(page: Page) -> dict[str, Any]:
    tally, sums = page.tally, page.sums
    return {
        "documents": tally.documents,
        "unreadable": tally.unreadable,
        "entities": sums.entities,
        "mentions": sums.mentions,
        "listed": sums.listed,
        "failures": dict(sorted(tally.failures.items())),
        "failure_reasons": {rule: bad.reason for rule, bad in sorted(tally.failure_examples.items())},
        "quarantine": [outcome_row(bad) for bad in tally.unreadable_examples],
    }
