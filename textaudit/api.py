"""textaudit as a library: audit and clean strings, iterables, files and folders.

The command line is a thin layer over this module, so both give the same results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final, overload
from weakref import finalize

from textaudit import __version__, plugins
from textaudit.annotate import Annotations, language_detector
from textaudit.auditing.corpus import CorpusLinks
from textaudit.auditing.pipeline import NO_LINKS, Pipeline
from textaudit.auditing.spool import Spool
from textaudit.auditing.worker import Answer, Job, Verb, Worker, build_pipeline, crashed, make_worker, size_of
from textaudit.engines.base import AnyEngine, Engine
from textaudit.grammar import NOT_ASKED, Connection, Lease, connect
from textaudit.model import Cleaned, Document, Head, Outcome, Result, Rule, SourceText, Unreadable
from textaudit.readers import Inputs, open_inputs
from textaudit.readers.jsonl import source_in
from textaudit.rulebook import load_rules, wants_grammar
from textaudit.settings import Settings

SCHEMA_VERSION = 1
# Grammar is so many times as much work as the rest: batches are small then, and the progress shown is true.
_GRAMMAR_COST: Final = 100
Source = Iterable[Document | Unreadable]
Text = str | Document | Mapping[str, Any]


class Run:
    """Documents under the rules, lazily: iterate once over the outcomes, in the order of the input.

    Args:
        documents: iterated twice where corpus-wide rules run.
        verb: what to do with each.

    Attributes:
        head: what is known beforehand.
        no_grammar: why LanguageTool cannot be asked though rules that run would, or ``None``.

    LanguageTool's server is started on construction, where rules that run ask it, and let go after the last document.

    Raises:
        CardError, SettingsError, PluginError, GazetteerError: on construction, before anything is read.
    """

    def __init__(self, documents: Source, settings: Settings, verb: Verb = Verb.AUDIT) -> None:
        self._documents, self._settings, self._verb = documents, settings, verb
        wanted = wants_grammar(settings)
        self._lease = connect(settings.grammar_server) if wanted else Lease(NOT_ASKED)
        self.no_grammar = self._lease.connection.reason if wanted else None
        finalize(self, self._lease.close)
        self._pipeline = cached_pipeline(settings, self._lease.connection)
        self.head = head_of(self._pipeline, settings)

    def __iter__(self) -> Iterator[Any]:
        with self._lease, self._engine() as engine:
            size = _costly_size if self._pipeline.ruleset.grammar else size_of
            if not self._pipeline.ruleset.corpus_wide:
                jobs = (Job(self._verb, document, NO_LINKS) for document in self._documents)
                yield from engine.run(jobs, size)
                return
            with closing(CorpusLinks(self._pipeline.ruleset)) as links:
                # In this process: to send a document to another costs more than to sketch it.
                for ordinal, document in enumerate(self._documents):
                    if isinstance(document, Document):
                        links.add(ordinal, self._pipeline.sketch(document))
                links.link()
                linked = zip(self._documents, links.in_order(), strict=False)
                jobs = (Job(self._verb, document, own) for document, own in linked)
                yield from engine.run(jobs, size)

    def _engine(self) -> AnyEngine:
        jobs = self._settings.jobs
        kind: type[Engine[Any, Any]] = plugins.find("engines", "processes" if jobs > 1 else "serial", Engine)
        recipe = _Recipe(self._settings, self._lease.connection, self._pipeline if jobs == 1 else None)
        return kind(recipe, crashed, jobs)


def _costly_size(job: Job) -> int:
    return size_of(job) * _GRAMMAR_COST


class _Recipe:
    """Builds the task of an engine: from settings in a worker process, or with the pipeline at hand."""

    def __init__(self, settings: Settings, grammar: Connection, pipeline: Pipeline | None) -> None:
        self._settings, self._grammar, self._pipeline = settings, grammar, pipeline

    def __call__(self) -> Worker:
        return Worker(self._pipeline) if self._pipeline else make_worker(self._settings, self._grammar)


_pipelines: dict[str, Pipeline] = {}


def cached_pipeline(settings: Settings, grammar: Connection = NOT_ASKED) -> Pipeline:
    """The pipeline for *settings*; the last few are kept, so that auditing string after string is quick."""
    key = repr((replace(settings, jobs=1), grammar))
    pipeline = _pipelines.get(key)
    if pipeline is None or (pipeline.ruleset.grammar and pipeline.ruleset.grammar.broken):
        pipeline = build_pipeline(settings, grammar)
        _pipelines.pop(key, None)
        while len(_pipelines) >= 4:
            del _pipelines[next(iter(_pipelines))]
        _pipelines[key] = pipeline
    return pipeline


def head_of(pipeline: Pipeline, settings: Settings) -> Head:
    """What a report says before the first document."""
    ruleset = pipeline.ruleset
    return Head(
        version=__version__,
        schema_version=SCHEMA_VERSION,
        fingerprint=ruleset.fingerprint,
        rules=tuple(rule.id for rule in ruleset.rules),
        settings={
            "select": list(settings.select),
            "ignore": list(settings.ignore),
            "severities": {name: str(severity) for name, severity in settings.severities.items()},
            "params": {name: dict(params) for name, params in settings.params.items()},
            "language": settings.language,
            "language_detector": settings.language_detector,
            "corpus": settings.corpus,
            "gazetteers": [Path(path).name for path in settings.gazetteers],
            "translation_models": [Path(path).name for path in settings.translation_models],
            "source": Path(settings.source).name if settings.source is not None else None,
            "source_field": settings.source_field,
            "glossaries": [Path(path).name for path in settings.glossaries],
            "grammar": settings.grammar,
        },
        unmeasured=ruleset.unmeasured,
        remarks=ruleset.remarks,
    )


def audit_inputs(inputs: Source, settings: Settings) -> Run:
    """Audit what *inputs* hold; iterate over the `Run` for the outcomes."""
    return Run(inputs, settings)


def clean_inputs(inputs: Source, settings: Settings, unsafe: bool = False) -> Run:
    """Clean what *inputs* hold; iterate over the `Run` for `Cleaned` or `Unreadable`. Nothing is written."""
    return Run(inputs, settings, Verb.CLEAN_UNSAFE if unsafe else Verb.CLEAN)


def audit_paths(
    paths: Sequence[str | Path], settings: Settings | None = None, **options: Any
) -> Iterator[Outcome]:
    """Audit files, folders and globs.

    Args:
        paths: as on the command line.
        options: fields of `Settings`, e.g. ``jobs=2``.

    Raises:
        InputError: a path that does not exist.
    """
    settings = replace(settings or Settings(), **options)
    yield from Run(open_paths(paths, settings), settings)


def open_paths(paths: Sequence[str | Path], settings: Settings) -> Inputs:
    """The documents at *paths*, read as *settings* say."""
    return open_inputs(
        [str(path) for path in paths],
        id_field=settings.id_field,
        text_field=settings.text_field,
        stdin_format=settings.stdin_format,
        document_bytes=settings.limits.document_bytes,
        source=settings.source,
        source_field=settings.source_field,
    )


@overload
def audit(texts: str, settings: Settings | None = None, **options: Any) -> Result: ...
@overload
def audit(texts: Iterable[Text], settings: Settings | None = None, **options: Any) -> Iterator[Result]: ...
def audit(
    texts: str | Iterable[Text], settings: Settings | None = None, **options: Any
) -> Result | Iterator[Result]:
    """Audit a text, or many.

    Args:
        texts: one string, for which one `Result` comes back; or an iterable of strings, `Document` values or
            mappings with ``text`` and maybe ``id`` and the field that ``source_field`` names, for which an
            iterator comes back, in the same order.
        settings, options: what to do; options are fields of `Settings` and win.

    Raises:
        CardError, SettingsError, PluginError: rules or settings with a mistake.

        >>> audit("It rained on the the town all day, and the river rose.").findings[0].text
        'the the'
    """
    settings = replace(settings or Settings(), **options)
    if isinstance(texts, str):
        return next(iter(_audited([texts], replace(settings, jobs=1, corpus=False))))
    return _audited(texts, settings)


def _audited(texts: Iterable[Text], settings: Settings) -> Iterator[Result]:
    with Spool(_documents(texts, settings), again=settings.corpus) as documents:
        yield from Run(documents, settings)


@overload
def clean(
    texts: str, settings: Settings | None = None, *, unsafe: bool = False, **options: Any
) -> Cleaned: ...
@overload
def clean(
    texts: Iterable[Text], settings: Settings | None = None, *, unsafe: bool = False, **options: Any
) -> Iterator[Cleaned]: ...
def clean(
    texts: str | Iterable[Text], settings: Settings | None = None, *, unsafe: bool = False, **options: Any
) -> Cleaned | Iterator[Cleaned]:
    """Clean a text, or many; takes and raises what `audit` does.

    Args:
        unsafe: whether fixes that are only likely right are applied too.

        >>> clean("Rain fell on\\u00ad Oslo.").text
        'Rain fell on Oslo.'
    """
    settings = replace(settings or Settings(), **options)
    if isinstance(texts, str):
        return next(iter(_cleaned([texts], replace(settings, jobs=1, corpus=False), unsafe)))
    return _cleaned(texts, settings, unsafe)


def _cleaned(texts: Iterable[Text], settings: Settings, unsafe: bool) -> Iterator[Cleaned]:
    with Spool(_documents(texts, settings), again=settings.corpus) as documents:
        yield from clean_inputs(documents, settings, unsafe)


def _documents(texts: Iterable[Text], settings: Settings) -> Iterator[Document]:
    for number, text in zip(count(1), texts, strict=False):
        if isinstance(text, str):
            yield Document(str(number), "", number, text)
        elif isinstance(text, Document):
            yield text
        else:
            id = str(text.get(settings.id_field, number))
            source, sourceless = _source_of(text, settings, id, number)
            yield Document(id, "", number, text[settings.text_field], source=source, sourceless=sourceless)


def _source_of(
    record: Mapping[str, Any], settings: Settings, id: str, number: int
) -> tuple[SourceText | None, str | None]:
    """What the text of a record was translated from, or why that is not known though it was asked for."""
    if settings.source_field is None:
        return None, None
    source, sourceless = source_in(record, settings.source_field)
    return source and replace(source, id=id, record=number), sourceless


def names_in(paths: Sequence[str | Path], settings: Settings) -> Iterator[list[tuple[str, str]] | Unreadable]:
    """The full names in each document, with their kind (empty where nothing says it); short forms are left out.

    A document that cannot be read comes as it is.
    """
    detector = language_detector(settings.language_detector)
    for document in open_paths(paths, settings):
        if isinstance(document, Unreadable):
            yield document
        else:
            notes = Annotations(document.text, detector, settings.language)
            full = (mention for mention in notes.mentions if mention.whole is None)
            yield [(document.text[mention.span.slice], mention.kind or "") for mention in full]


def rules(settings: Settings | None = None) -> tuple[Rule, ...]:
    """All rules there are, also those that *settings* do not choose."""
    return load_rules((settings or Settings()).rules)


__all__ = [
    "Answer",
    "Cleaned",
    "Document",
    "Result",
    "Run",
    "Settings",
    "audit",
    "audit_inputs",
    "audit_paths",
    "clean",
    "clean_inputs",
    "names_in",
    "open_paths",
    "rules",
]
