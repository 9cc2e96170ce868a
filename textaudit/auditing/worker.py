"""The task that an engine runs: one document in, one outcome out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textaudit.annotate import language_detector
from textaudit.auditing.pipeline import Links, Pipeline
from textaudit.grammar import NOT_ASKED, Connection
from textaudit.model import Applicability, Cleaned, Document, Outcome, Unreadable
from textaudit.rulebook import build_ruleset
from textaudit.settings import Settings

Answer = Outcome | Cleaned


class Verb(StrEnum):
    """What to do with a document."""

    AUDIT = "audit"
    CLEAN = "clean"
    CLEAN_UNSAFE = "clean-unsafe"


@dataclass(frozen=True, slots=True)
class Job:
    """One document and what to do with it."""

    verb: Verb
    document: Document | Unreadable
    links: Links


class Worker:
    """Does jobs with one pipeline, built once."""

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline

    def __call__(self, job: Job) -> Answer:
        """Do one job; what could not be read passes through."""
        document = job.document
        if isinstance(document, Unreadable):
            return document
        if job.verb is Verb.AUDIT:
            return self.pipeline.audit(document, job.links)
        at_least = Applicability.UNSAFE if job.verb is Verb.CLEAN_UNSAFE else Applicability.SAFE
        return self.pipeline.clean(document, job.links, at_least)


def build_pipeline(settings: Settings, grammar: Connection = NOT_ASKED) -> Pipeline:
    """A pipeline for *settings*, with who answers for grammar; raises what `build_ruleset` raises."""
    ruleset = build_ruleset(settings, grammar=grammar)
    return Pipeline(ruleset, settings, language_detector(settings.language_detector))


def make_worker(settings: Settings, grammar: Connection = NOT_ASKED) -> Worker:
    """What each worker process builds from the recipe that it is sent."""
    return Worker(build_pipeline(settings, grammar))


def size_of(job: Job) -> int:
    """How much work a job is, in characters."""
    return len(job.document.text) if isinstance(job.document, Document) else 0


def crashed(job: Job) -> Answer:
    """The outcome for a document whose worker process died."""
    document = job.document
    reason = "the worker process died on it (out of memory?)"
    return Unreadable(document.id, document.path, document.record, reason)
