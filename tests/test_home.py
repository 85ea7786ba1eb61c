"""The front door: what anybody finds, and what a person who has signed in finds."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from govtrack.analytics.kinds import Kind, Status
from govtrack.domain import collaborations
from govtrack.rooms.home.reported import latest_periods
from govtrack.store.clock import set_to, today
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from tests import make
from tests.doors import send
from tests.pages import Client

SignIn = Callable[[str], Client]


@pytest.fixture
def together(app: Flask) -> Collaboration:
    """Kent, with a recorder who is signed in for, and Essex."""
    alliance = make.collaboration("Two Rivers")
    for name in ("Essex", "Kent"):
        make.membership(alliance, make.body(name))
    make.person("recorder@example.org", "recorder", organisation=make.body("Kent"))
    return alliance


def both(together: Collaboration, name: str, period: str, paid: int = 100_00, had: int = 110_00) -> None:
    partner = make.body(name)
    make.figures(
        make.entry(together, partner, period, paid), make.entry(together, partner, period, had, kind=Kind.BENEFIT)
    )


def last_quarters() -> list[str]:
    """The labels of the latest four finished quarters."""
    now = today()
    first = (now.year * 12 + now.month - 1) // 3 * 3
    labels = []
    for back in (4, 3, 2, 1):
        year, quarter = divmod(first - 3 * back - 3, 12)
        labels.append(f"{year}-{(year + 1) % 100:02d} Q{quarter // 3 + 1}")
    return labels


def test_anybody_finds_what_this_is_and_the_way_in(client: Client) -> None:
    page = client.get("/").text

    assert "over the long run" in page
    assert "/account/login" in page
    assert "Record a figure" not in page


def test_an_administrator_of_an_empty_register_is_told_what_to_do_first(app: Flask, sign_in: SignIn) -> None:
    make.person("admin@example.org", "administrator")

    page = sign_in("admin@example.org").get("/").text

    assert "This register is empty" in page
    assert "/collaborations/new" in page
    assert "/bodies/new" in page


def test_who_has_no_role_is_told_whom_to_ask(app: Flask, sign_in: SignIn) -> None:
    make.person("nobody@example.org")

    assert "Your account has no role yet" in sign_in("nobody@example.org").get("/").text


def test_a_partner_reads_its_long_run_in_one_line(sign_in: SignIn, together: Collaboration) -> None:
    for year in range(2012, 2018):
        for name in ("Kent", "Essex"):
            both(together, name, f"{year}-{(year + 1) % 100:02d}", 1_000_000_00, 1_100_000_00)

    page = sign_in("recorder@example.org").get("/").text

    assert "Since 2012-13 Kent has put in" in page
    assert "ahead" in page
    assert "/collaborations/Two%20Rivers/long-run" in page


def test_the_grid_says_in_words_who_has_reported(sign_in: SignIn, together: Collaboration) -> None:
    *_, before, last = last_quarters()
    both(together, "Kent", last)
    both(together, "Essex", before)
    make.figure(together, make.body("Essex"), last, 5_00)

    page = sign_in("recorder@example.org").get("/").text

    assert f"For {last}, still waiting for Essex" in page
    own, other = page.split('<tr><th scope="row">Kent</th>')[1].split('<tr><th scope="row">Essex</th>')
    assert own.count("not yet") == 3
    assert "reported<span" in own
    assert f"/ledger/Two%20Rivers/grid?partner=Kent&amp;period={last.replace(' ', '+')}" in own.replace("%20Q", "+Q")
    assert '<td class="state-part">part</td>' in other
    assert '<td class="state-whole">reported</td>' in other


def test_a_forecast_is_called_one_and_reports_nothing(sign_in: SignIn, together: Collaboration) -> None:
    *_, last = last_quarters()
    make.figure(together, make.body("Essex"), last, 5_00, status=Status.FORECAST)

    page = sign_in("recorder@example.org").get("/").text

    assert '<td class="state-part">forecast only</td>' in page
    assert f"For {last}, still waiting for Kent and Essex" in page


def test_a_partner_is_not_awaited_for_what_came_before_it_joined_nor_an_observer_ever(
    sign_in: SignIn, together: Collaboration
) -> None:
    first_of_month = today().replace(day=1)
    make.membership(together, make.body("Surrey"), joined=first_of_month - timedelta(days=100))
    make.membership(together, make.body("Sussex"), observer=True)

    page = sign_in("recorder@example.org").get("/").text

    assert "not a member" in page
    assert "Sussex" not in page


def test_who_reports_by_the_year_is_asked_for_years(sign_in: SignIn, together: Collaboration) -> None:
    start = today().year - 1 if today().month >= 4 else today().year - 2
    label = f"{start}-{(start + 1) % 100:02d}"
    both(together, "Kent", label)

    page = sign_in("recorder@example.org").get("/").text

    assert f"For {label}, still waiting for Essex" in page
    assert f"{label} Q4" not in page


def test_figures_for_the_whole_are_not_awaited_partner_by_partner(sign_in: SignIn, together: Collaboration) -> None:
    make.figure(together, None, last_quarters()[0], 5_00)

    assert "stated for the collaboration as a whole" in sign_in("recorder@example.org").get("/").text


def test_a_review_due_within_a_hundred_days_stands_here_and_a_later_one_does_not(
    sign_in: SignIn, together: Collaboration
) -> None:
    with transaction():
        collaborations.agree(together, title="The near one", review_due=today() + timedelta(days=100), by=make.BY)
        collaborations.agree(together, title="The far one", review_due=today() + timedelta(days=101), by=make.BY)
        late = collaborations.agree(together, title="The late one", review_due=today() - timedelta(days=1), by=make.BY)
        old = collaborations.agree(together, title="The old one", review_due=today(), by=make.BY)
        collaborations.agree(together, title="The new one", supersedes=old, by=make.BY)

    page = sign_in("recorder@example.org").get("/").text

    assert "in 100 days: The near one" in page
    assert "The far one" not in page
    assert f"1 day ago: {late.title}" in page
    assert "The old one" not in page


def test_what_a_person_last_did_stands_here_one_line_a_deed(sign_in: SignIn, together: Collaboration) -> None:
    make.person("keeper@example.org", "secretariat", collaboration=together)
    browser = sign_in("keeper@example.org")
    kent = together.memberships[1]

    day = {"joined-day": "1", "joined-month": "4", "joined-year": "2012"}
    send(browser, f"/collaborations/Two Rivers/partners/{kent.id}", {"role": "host", **day})
    page = browser.get("/").text

    assert "Amended a membership: <a" in page
    assert ">Kent in Two Rivers<" in page


def test_a_collaboration_that_is_over_is_kept_apart(sign_in: SignIn, together: Collaboration) -> None:
    past = make.collaboration("Old Air", state="ended", ended="2015")
    make.membership(past, make.body("Kent"))

    page = sign_in("recorder@example.org").get("/").text

    assert "Over, or left: <a" in page
    assert '<h2><a href="/collaborations/Old' not in page


def test_the_keys_lead_to_a_new_figure_only_for_who_may_record(sign_in: SignIn, together: Collaboration) -> None:
    make.person("reader@example.org", "reader", organisation=make.body("Kent"))

    recorder = sign_in("recorder@example.org").get("/").text
    assert 'data-new-entry="/ledger/new"' in recorder
    assert 'data-new-decision="/decisions/new"' in recorder
    assert "<dt><kbd>n</kbd></dt><dd>Record a figure</dd>" in recorder
    reader = sign_in("reader@example.org").get("/").text
    assert "data-new-" not in reader
    assert "<kbd>n</kbd>" not in reader
    assert "Record a figure" not in reader


def test_the_keys_are_listed_as_they_work_on_pages_that_say_no_as_well(
    sign_in: SignIn, together: Collaboration
) -> None:
    make.person("reader@example.org", "reader", organisation=make.body("Kent"))
    make.person("keeper@example.org", "secretariat", collaboration=together)

    for email, writes in (("reader", False), ("recorder", True), ("keeper", True)):
        browser = sign_in(f"{email}@example.org")
        for address, code in (("/no/such/page", 404), ("/account/people", 403), ("/drafts", 200)):
            page = browser.get(address)
            assert page.status_code == code
            for key, works in (
                ("<dd>Record a figure</dd>", "data-new-entry="),
                ("<dd>Log a decision</dd>", "data-new-d"),
            ):
                assert (key in page.text, works in page.text) == (writes, writes), (email, address, key)


@pytest.mark.parametrize("month", range(1, 13))
def test_the_latest_quarter_is_always_one_that_is_over(app: Flask, month: int) -> None:
    together = make.collaboration("Two Rivers")
    with set_to(datetime(2026, month, 15, tzinfo=UTC)):
        periods = latest_periods(together, [])

    assert all(period.end < date(2026, month, 15) for period in periods)
    assert (date(2026, month, 15) - periods[-1].end).days < 100
