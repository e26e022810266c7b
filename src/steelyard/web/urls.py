"""The addresses, each with its view; every view says to whom it opens (``access.opens``)."""

from django.urls import path

from steelyard.web import api
from steelyard.web.views import (
    acting,
    board,
    cases,
    draws,
    items,
    logs,
    people,
    plain,
    programs,
    public,
    signing,
    versions,
)

handler400 = "steelyard.web.views.errors.bad"
handler404 = "steelyard.web.views.errors.missing"
handler500 = "steelyard.web.views.errors.broken"

urlpatterns = [
    path("", plain.home, name="home"),
    path("healthz", plain.healthz, name="healthz"),
    path("style/<slug:name>/<slug:digest>", plain.style, name="style"),
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-out", signing.sign_out, name="sign-out"),
    path("password", signing.password, name="password"),
    path("public/", public.public, name="public"),
    path("public/<int:number>/", public.shown, name="published"),
    path("public.json", public.as_json, name="public-json"),
    path("public.csv", public.as_csv, name="public-csv"),
    path("board/", board.board, name="board"),
    path("board/open", board.open_year, name="open-year"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:number>/", cases.case, name="case"),
    path("cases/<int:number>/upload", acting.upload, name="upload"),
    path("cases/<int:number>/sample", acting.sample, name="sample"),
    path("cases/<int:number>/score", acting.score, name="score"),
    path("cases/<int:number>/reconcile", acting.reconcile, name="reconcile"),
    path("cases/<int:number>/act/<slug:name>", acting.act, name="act"),
    path("versions/<int:number>/", versions.version, name="version"),
    path("versions/<int:number>/file", versions.file, name="file"),
    path("versions/<int:number>/report.html", versions.report, name="report"),
    path("versions/<int:number>/result.json", versions.result, name="result"),
    path("cases/<int:number>/items", items.raise_item, name="raise-item"),
    path("draws/", draws.draws, name="draws"),
    path("draws/announce", draws.announce, name="announce-draw"),
    path("draws/<int:number>/", draws.draw, name="draw"),
    path("draws/<int:number>/draw", draws.carry_out, name="carry-out-draw"),
    path("draws/<int:number>/pool.csv", draws.pool, name="draw-pool"),
    path("draws/<int:number>/experts.csv", draws.inspectors, name="draw-experts"),
    path("draws/<int:number>/record.json", draws.record, name="draw-record"),
    path("items/", items.items, name="items"),
    path("items/<int:number>/", items.item, name="item"),
    path("items/<int:number>/act/<slug:name>", items.act_on_item, name="act-on-item"),
    path("places/", people.places, name="places"),
    path("people/", people.people, name="people"),
    path("people/<int:number>/post", people.post, name="post"),
    path("people/<int:number>/postings/<int:posting>/remove", people.unpost, name="unpost"),
    path("people/<int:number>/renew", people.renew, name="renew"),
    path("people/<int:number>/switch", people.switch, name="switch"),
    path("log/", logs.log, name="log"),
    path("log.jsonl", logs.lines, name="log-lines"),
    path("tokens/", programs.own_tokens, name="tokens"),
    path("tokens/<int:number>/revoke", programs.revoke, name="revoke-token"),
    path("api/", programs.explained, name="api-page"),
    path("api/v1/openapi.json", programs.document, name="api-document"),
    *api.addresses(),
]
