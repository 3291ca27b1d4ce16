"""What is in a file, and what the person says about it before it is taken in."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from baken.catalogue.sources import SOURCES
from baken.desks.deliveries.asked import asked_text
from baken.desks.deliveries.columns import ChosenColumns, chosen_columns, were_chosen
from baken.desks.deliveries.problems import shown_problem
from baken.desks.deliveries.row_kinds import KIND_COLUMNS
from baken.desks.deliveries.showing import shown_job
from baken.desks.deliveries.wording import KINDS, REFUSALS
from baken.flows.bring_in import ask_to_take_in
from baken.foundation.intake.columns.keeping import (
    LONGEST_NAME,
    MappingRefusedError,
    keep_mapping,
)
from baken.foundation.intake.facts import DeliveryFact
from baken.foundation.intake.selectors import deliveries_named, delivery
from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.partners.permissions import DELIVER_FILES
from baken.foundation.partners.routes import needs
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.rules import UploadRefusedError, UploadState
from baken.records.uploads.selectors import upload_by_id
from baken.records.uploads.services import change_upload
from baken.vocabulary.errors import UnusableInputError

UNUSABLE = 422
SELECT = {"class": "utrecht-select utrecht-select--html-select"}
TEXT = {"class": "utrecht-textbox utrecht-textbox--html-input", "autocomplete": "off"}


class ChoicesForm(forms.Form):
    """What a file does not say itself: its kind, source, day of delivery and year."""

    kind = forms.ChoiceField(label=_("What is in it"), widget=forms.Select(attrs=SELECT))
    source = forms.ChoiceField(label=_("Where it comes from"), widget=forms.Select(attrs=SELECT))
    delivered_on = forms.DateField(
        label=_("Day of delivery"),
        help_text=_("The day on which the publisher delivered this content."),
        widget=forms.DateInput(attrs={**TEXT, "type": "date"}, format="%Y-%m-%d"),
    )
    year = forms.IntegerField(
        label=_("Year of the file"),
        help_text=_("Only needed where the rows name no year: boundaries and key figures."),
        required=False,
        min_value=1990,
        max_value=2100,
        localize=False,
        widget=forms.TextInput(attrs={**TEXT, "inputmode": "numeric"}),
    )
    use_required_attribute = False

    def __init__(self, upload: UploadFact, data: object = None) -> None:
        look, chosen = upload.look, upload.choices
        kind = chosen.get("kind") or look.get("kind", "")
        super().__init__(
            data,
            initial={
                "kind": kind,
                "source": chosen.get("source") or look.get("sources", {}).get(kind, ""),
                "delivered_on": chosen.get("delivered_on") or timezone.localdate(),
                "year": chosen.get("year") or look.get("year"),
            },
        )
        nothing = ("", _("Choose"))
        language = get_language() or "nl"
        known = look.get("fits") or {}
        self.fields["kind"].choices = [nothing, *((name, KINDS.get(name, name)) for name in known)]
        self.fields["source"].choices = [nothing, *((s.id, s.title(language)) for s in SOURCES)]


@needs(DELIVER_FILES)
@require_safe
def choose(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show the first rows of a file, and ask what it is."""
    upload = upload_or_404(identifier)
    if upload.state is UploadState.TAKEN_IN and upload.job:
        return redirect("job", identifier=upload.job)
    return _show(request, upload, ChoicesForm(upload))


@needs(DELIVER_FILES)
@require_POST
def take_in(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Have the file taken in with these choices, and follow the job."""
    upload = upload_or_404(identifier)
    form = ChoicesForm(upload, request.POST)
    if not form.is_valid():
        return _show(request, upload, form, status=UNUSABLE)
    chosen = chosen_columns(upload, form.cleaned_data["kind"], request.POST)
    # Without a form of columns (an old look, a program) the proposal of the look is followed.
    written = chosen if were_chosen(form.cleaned_data["kind"], request.POST) else None
    if written and written.missing:
        _say_missing(request, form, written)
        return _show(request, upload, form, status=UNUSABLE)
    try:
        with transaction.atomic():
            if written:
                _keep(request, upload, form.cleaned_data["kind"], written)
            job = ask_to_take_in(
                identifier=identifier,
                **form.cleaned_data,
                mapping=written.mapping if written else None,
                by=request.scope,
                at=timezone.now(),
            )
    except MappingRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return _show(request, upload, form, status=UNUSABLE)
    except UnusableInputError as error:
        told = shown_problem(str(error))
        messages.error(request, told.text if told else "")
        return _show(request, upload, form, status=UNUSABLE)
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
        return redirect("desk-data-steward")
    return redirect("job", identifier=job.id)


@needs(DELIVER_FILES)
@require_POST
def read_columns(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Show the first rows as they would be read with these columns; nothing is taken in."""
    upload = upload_or_404(identifier)
    if upload.state is UploadState.TAKEN_IN:
        return redirect("upload", identifier=identifier)
    return _show(request, upload, ChoicesForm(upload, request.POST))


def _say_missing(request: HttpRequest, form: ChoicesForm, chosen: ChosenColumns) -> None:
    """Say above the page, and at the year, why nothing was taken in: the columns are far below."""
    text = _("Not taken in yet. Still to choose: %(columns)s.")
    messages.error(request, text % {"columns": ", ".join(chosen.missing)})
    if any(line.missing and line.column.name == "year" for line in chosen.lines):
        form.add_error("year", _("Fill in the year: the rows do not name it."))


def _keep(request: HttpRequest, upload: UploadFact, kind: str, chosen: ChosenColumns) -> None:
    """Keep the choice of columns when it was given a name."""
    name = asked_text(request.POST, "bewaren", longest=LONGEST_NAME)
    if name:
        keep_mapping(
            name=name,
            kind=kind,
            columns=KIND_COLUMNS[kind],
            header=upload.look.get("names") or upload.look["header"],
            mapping=chosen.whole,
            tenant=upload.tenant,
            by=request.scope,
            at=timezone.now(),
        )


def _kind_of(upload: UploadFact, data: QueryDict) -> str:
    """Return as which kind the file is read now: as chosen, as asked before, or as it seems."""
    given = data.get("kind", "")
    known = upload.look.get("fits") or {}
    return given if given in known else upload.choices.get("kind") or upload.look.get("kind", "")


@needs(DELIVER_FILES)
@require_POST
def discard(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """Let a file go that should not be taken in."""
    upload_or_404(identifier)
    try:
        change_upload(
            identifier=identifier, to=UploadState.DISCARDED, by=request.scope, at=timezone.now()
        )
        messages.success(request, _("The file was let go; nothing of it is kept."))
    except UploadRefusedError as refusal:
        messages.error(request, REFUSALS[refusal.reason])
    return redirect("desk-data-steward")


def upload_or_404(identifier: UUID) -> UploadFact:
    """Return an upload that the person may see."""
    found = upload_by_id(identifier)
    if found is None:
        raise Http404
    return found


def look_problem(upload: UploadFact) -> str:
    """Return why a look at the file could not read it, "" when it could."""
    return str(upload.look.get("problem", ""))


def _taken_in_before(upload: UploadFact) -> DeliveryFact | None:
    """Return the newest delivery of exactly these bytes, None when there is none to be seen."""
    found = deliveries_named(upload.sha256)
    return delivery(found[0]) if found else None


def _show(
    request: HttpRequest, upload: UploadFact, form: ChoicesForm, *, status: int = 200
) -> HttpResponse:
    job = job_by_id(upload.job) if upload.job else None
    looking = upload.state is UploadState.RECEIVED and (job is None or not job.ended)
    fits = upload.look.get("fits") or {}
    kind = _kind_of(upload, request.POST)
    shown = {
        "upload": upload,
        "look": upload.look,
        "looking": looking,
        "job": shown_job(job) if job else None,
        "problem": shown_problem(look_problem(upload)),
        "job_problem": shown_problem(job.message if job else ""),
        "form": form,
        "lacking": [(KINDS.get(k, k), columns) for k, columns in fits.items() if columns],
        "chosen": chosen_columns(upload, kind, request.POST) if kind and not looking else None,
        "before": None if looking else _taken_in_before(upload),
        "keep": asked_text(request.POST, "bewaren", longest=LONGEST_NAME),
        "kind": kind,
        "guess": KINDS.get(kind, ""),
        "crumbs": [
            {"url": reverse("desk-data-steward"), "label": _("Desk of the data steward")},
            {"label": upload.file_name},
        ],
    }
    polled = request.headers.get("HX-Request") == "true"
    template = "deliveries/choosing_live.html" if polled else "deliveries/choosing.html"
    return render(request, template, shown, status=status)
