"""Addresses of plans and of what can be taken along."""

from django.urls import path

from baken.desks.planning import (
    alarm_views,
    background,
    board_views,
    capacity_views,
    course_views,
    draft_views,
    exports,
    named,
    row_views,
    taking_in,
    version_views,
    views,
)

_ONE = "plannen/<slug:name>/"
_OFFERED = "plannen/opnemen/<uuid:identifier>/"

_DRAFT = "concept/<uuid:identifier>/"
_ROW = f"{_DRAFT}<slug:table>/<slug:row_id>/"

urlpatterns = [
    path("plannen/", views.all_plans, name="plans"),
    path("plannen/leeg.xlsx", exports.plan_template, name="plan-template"),
    path("plannen/opnemen/", taking_in.offer_page, name="offer-plan"),
    path("plannen/opnemen/werkmap/", taking_in.offer, name="offer-plan-file"),
    path(f"{_OFFERED}", taking_in.offered, name="offered-plan"),
    path(f"{_OFFERED}verbeteren.xlsx", taking_in.mended_file, name="mended-plan-file"),
    path(f"{_OFFERED}vaststellen/", taking_in.take_in, name="take-in-plan"),
    path("plannen/wensen/", background.wishes, name="plan-wishes"),
    path("plannen/organisaties/", named.partners, name="plan-partners"),
    path("plannen/organisaties/<slug:name>/", named.partner, name="plan-partner"),
    path("plannen/verschijnselen/", named.phenomena, name="plan-phenomena"),
    path("plannen/verschijnselen/<slug:name>/", named.phenomenon, name="plan-phenomenon"),
    path(f"{_ONE}rondom/", background.background, name="plan-background"),
    path(_ONE, views.one_plan, name="plan"),
    path(f"{_ONE}maatregelen.<slug:form>", exports.measures_file, name="plan-measures"),
    path(f"{_ONE}plan.xlsx", exports.plan_xlsx, name="plan-xlsx"),
    path(f"{_ONE}plan.toml", exports.plan_toml, name="plan-toml"),
    path(f"{_ONE}alarmen/", alarm_views.of_plan, name="plan-alarms"),
    path(f"{_ONE}nagekomen/", alarm_views.note, name="note-fulfilment"),
    path("nagekomen/<uuid:identifier>/", alarm_views.withdraw, name="withdraw-fulfilment"),
    path(f"{_ONE}tijdlijn/", course_views.timeline, name="plan-timeline"),
    path(f"{_ONE}bord/", course_views.board, name="plan-board"),
    path(f"{_ONE}geld/", course_views.money, name="plan-money"),
    path(f"{_ONE}capaciteit/", capacity_views.capacity, name="plan-capacity"),
    path("alarmen/", alarm_views.mine, name="my-plan-alarms"),
    path("alarmen/gezien/", alarm_views.seen, name="see-plan-alarms"),
    path("alarm/<uuid:identifier>/", alarm_views.one, name="plan-alarm"),
    path("alarm/<uuid:identifier>/behandelen/", alarm_views.handle, name="handle-plan-alarm"),
    path(f"{_ONE}versies/", version_views.versions, name="plan-versions"),
    path(f"{_ONE}versies/<int:number>.toml", version_views.version_toml, name="plan-version-toml"),
    path(f"{_ONE}wijzigen/", draft_views.editing, name="plan-editing"),
    path(_DRAFT, draft_views.one_draft, name="plan-draft"),
    path(f"{_DRAFT}nieuwere-versie/", draft_views.newer, name="plan-newer"),
    path(f"{_DRAFT}vaststellen/", draft_views.adopt, name="adopt-plan"),
    path(f"{_DRAFT}klaar/", draft_views.ready, name="ready-plan"),
    path(f"{_DRAFT}weggooien/", draft_views.discard, name="discard-plan"),
    path(f"{_DRAFT}ongedaan/<int:number>/", draft_views.undo, name="undo-plan-change"),
    path(f"{_DRAFT}bord/", board_views.draft_board, name="plan-draft-board"),
    path(f"{_DRAFT}<slug:table>/", row_views.add_row, name="add-plan-row"),
    path(_ROW, row_views.one_row, name="plan-row"),
    path(f"{_ROW}verwijderen/", row_views.remove, name="remove-plan-row"),
    path(f"{_ROW}verplaatsen/", row_views.move, name="move-plan-row"),
    path(f"{_ROW}bewaren/", row_views.keep, name="keep-typed"),
    path(f"{_ROW}vergeten/", row_views.forget, name="forget-typed"),
]
