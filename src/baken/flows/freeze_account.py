"""An account is frozen when it is published, and made again from what was frozen on request."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from baken import __version__
from baken.foundation.paper.frozen import frozen, thaw
from baken.foundation.paper.letters import FONTS
from baken.foundation.paper.page import to_page
from baken.foundation.paper.pdf import FORM, to_pdf
from baken.foundation.paper.row_headers import VERSION
from baken.foundation.paper.word import to_docx
from baken.foundation.partners.scope import Scope
from baken.records.accounts.facts import FileForm, PublishedAccountFact, RevisedInput
from baken.records.accounts.publishing import AccountToPublish, publish_account, sha256_of
from baken.records.accounts.rules import revised_inputs
from baken.vocabulary.paper import Document

MAIN = ("nl", "en")
"""The names of the whole account among its documents; the others are pages of wijken."""


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A file that was made again from the frozen content, and whether it is the same."""

    language: str
    form: FileForm
    published: str
    now: str

    @property
    def is_same(self) -> bool:
        """Return whether both are the same, byte for byte."""
        return self.published == self.now


def freeze_account(
    *,
    of: tuple[str, str, int],
    documents: Mapping[str, Document],
    inputs: Iterable[Mapping[str, Any]],
    reason: str,
    hides_replaced: bool,
    by: Scope,
    at: datetime,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> PublishedAccountFact:
    """Publish the documents of an account: content, inputs, versions and files in one.

    ``of`` is (municipality, plan, year); ``tell`` hears how many files of how many are made.
    Raises AccountRefusedError when the person may not.
    """
    tenant, plan, year = of
    content = frozen(dict(documents))
    return publish_account(
        AccountToPublish(
            tenant=tenant,
            plan=plan,
            year=year,
            content=content,
            inputs=list(inputs),
            made_with=made_with(),
            files=_made_files(content, tell),
            reason=reason,
            hides_replaced=hides_replaced,
        ),
        by=by,
        at=at,
    )


def _made_files(
    content: str, tell: Callable[[int, int], None]
) -> dict[tuple[str, FileForm], bytes]:
    wanted, made = _files(), {}
    for done, key in enumerate(wanted):
        tell(done, len(wanted))
        made[key] = file_of(content, *key)
    tell(len(wanted), len(wanted))
    return made


def _files() -> list[tuple[str, FileForm]]:
    return [(language, form) for language in MAIN for form in FileForm]


def file_of(content: str, language: str, form: FileForm) -> bytes:
    """Return a file of a frozen account, made from its content alone."""
    return file_of_document(thaw(content)[language], form)


def file_of_document(document: Document, form: FileForm) -> bytes:
    """Return a document in one of its forms."""
    if form is FileForm.PDF:
        return to_pdf(document)
    if form is FileForm.DOCX:
        return to_docx(document)
    if form is FileForm.HTML:
        return to_page(document).encode()
    return json.dumps(
        json.loads(frozen({document.language: document})), ensure_ascii=False, indent=1
    ).encode()


def made_again(published: PublishedAccountFact) -> tuple[MadeAgain, ...]:
    """Make every file again and hold it against what went out."""
    return tuple(
        MadeAgain(
            each.language,
            each.form,
            each.sha256,
            sha256_of(file_of(published.content, each.language, each.form)),
        )
        for each in published.files
    )


def revised_since(
    published: PublishedAccountFact, now: Iterable[Mapping[str, Any]]
) -> tuple[RevisedInput, ...]:
    """Return which figures and verdicts changed since an account was published."""
    return revised_inputs(published.inputs, json.loads(json.dumps(list(now), default=str)))


def made_with() -> dict[str, str]:
    """Return the versions that files are made with: the same again gives the same bytes."""
    fonts = sorted(path for path in FONTS.iterdir() if path.suffix == ".ttf")
    letters = sha256_of(b"".join(path.read_bytes() for path in fonts))
    return {
        "baken": __version__,
        "typst": version("typst"),
        "python-docx": version("python-docx"),
        "form": sha256_of(FORM.read_bytes()),
        "tags": VERSION,
        "fonts": letters,
    }
