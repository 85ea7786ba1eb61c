"""A page's server time beside its floor: the bare driver's rows, the same arithmetic, one f-string."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from govtrack.analytics import sentences
from govtrack.analytics.kinds import Nature
from govtrack.analytics.look import Asked, Look, Rows, look
from govtrack.analytics.totals import Total
from govtrack.analytics.words import POUNDS, exact, short
from govtrack.charts.parts import serialise
from govtrack.domain import shipped
from govtrack.rooms.longrun.panels import panels
from govtrack.store.collaborations import collaboration_named, memberships_in
from govtrack.store.longrun import members_of
from govtrack.store.people import person_with
from govtrack.web.people import demonstration_link
from tests.benchmarks.national import KEPT

PATH = f"/collaborations/{KEPT.replace(' ', '%20')}/long-run"
QUERY = """SELECT partner_id, kind, starts, months, sum(amount), sum(in_kind), sum(lines), sum(counted), sum(costed),
 sum(judged), sum(published), sum(inferred), sum(illustrative), {covered}
 FROM {table} WHERE collaboration_id = ? AND measure_id = 1 AND status IN (3, 4) AND lines > 0
 GROUP BY partner_id, kind, starts, months ORDER BY partner_id, kind, starts, months"""


def signed_in(app: Flask) -> FlaskClient:
    """A browser of the reader of everything."""
    client = app.test_client()
    with app.app_context():
        link = demonstration_link(person_with("all@example.org"))
    assert client.get(link).status_code == 302
    return client


def page(app: Flask, path: str, words: str) -> Callable[[], object]:
    """A call of a page that makes sure of its answer."""
    client = signed_in(app)

    def call() -> object:
        answer = client.get(path)
        assert answer.status_code == 200, answer.status
        assert words in answer.text
        return answer

    return call


def floor(app: Flask, folder: Path) -> Callable[[], object]:
    """The least that the long-run page can cost: what it shows, without framework, templates or sign-in."""
    with app.app_context():
        together = collaboration_named(KEPT)
        assert together is not None
        members, number = members_of(memberships_in([together.id])), together.id
    asked = Asked(members[0].partner, POUNDS, Nature.FLOW, "benefit")
    release = shipped.release()

    def call() -> object:
        with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
            years, periods = (
                [Total._make(row) for row in connection.execute(QUERY.format(table=table, covered=covered), [number])]
                for table, covered in (("year_totals", "max(covered)"), ("period_totals", "4095"))
            )
        text = written(look(asked, members, Rows(years, periods), release))
        assert "ahead" in text or "behind" in text
        return text

    return call


def written(one: Look) -> str:
    """Everything the page says, shows and tabulates, in one f-string."""
    assert one.own is not None
    drawn = panels(one, [], [])
    figures = "".join(
        f"<section><h2>{panel.heading}</h2><p>{panel.lead}</p><script>{serialise(panel.figure or {})}</script>"
        f"<table>{''.join(f'<tr>{_cells(row)}</tr>' for row in panel.rows)}</table></section>"
        for panel in drawn
    )
    said = "".join(f"<p>{each.text}</p>{''.join(f'<p>{line}</p>' for line in each.workings)}" for each in one.sentences)
    years = "".join(
        f"<tr><td>{label}</td><td title='{exact(paid.amount or 0)}'>{short(paid.amount or 0)}</td>"
        f"<td>{short(back.amount or 0)}</td></tr>"
        for label, paid, back in zip(one.record.labels, one.record.contribution[0], one.record.benefit[0], strict=True)
    )
    title = sentences.headline(one.own, one.told)
    return f"<html><body><h1>{title}</h1>{said}{figures}<table>{years}</table></body></html>"


def _cells(row: list[object]) -> str:
    return "".join(f"<td>{cell['text'] if isinstance(cell, dict) else cell}</td>" for cell in row)
