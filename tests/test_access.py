"""Who may do what: every address as every role, held against what is written here by hand."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from govtrack import rooms
from govtrack.analytics.kinds import Kind, Role
from govtrack.domain import bodies, collaborations
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.figures import written
from govtrack.store.people import User, person_with
from govtrack.web import access
from tests import make, making_cases
from tests import making_shares as making
from tests.doors import token
from tests.making_alone import study
from tests.pages import Client

SignIn = Callable[[str], Client]

OPEN = """
    home.index home.help_page home.accessibility
    register.index register.decision register.body register.document
    plans.index plans.body plans.show plans.atom plans.body_atom plans.ics plans.body_ics
    register.collaborations register.collaboration register.agreement
    register.feed register.body_feed register.collaboration_feed register.data
    register.decisions_csv register.decisions_json register.agreements_csv register.agreements_json
    account.enter security.login security.logout security.forgot_password security.reset_password
    security.two_factor_token_validation security.mf_recovery security.two_factor_setup
    security.two_factor_rescue security.tf_select
"""
GUARDS = {
    "open to all": OPEN,
    "see own account": """
        account.index account.sign_out_everywhere security.verify security.change_password
        security.two_factor_setup_validate security.mf_recovery_codes
    """,
    "manage people": """
        account.people account.invite account.person account.link account.grant account.revoke account.close
        account.reopen
    """,
    "read organisations": "bodies.index bodies.show bodies.checklist",
    "keep organisations": """
        bodies.new bodies.rename bodies.open_office bodies.amend_office bodies.appoint bodies.amend_term bodies.succeed
        bodies.limit decisions.template
    """,
    "read collaborations": """
        briefings.index briefings.show collaborations.index collaborations.show collaborations.story
        ledger.figure ledger.figures
        longrun.show longrun.pack longrun.as_json longrun.as_csv longrun.changes_as_csv drivers.index drivers.show
        rules.trial rules.trial_as_csv rules.trial_as_workbook
        returns.show returns.period returns.one
        cases.index cases.show
        alone.show alone.as_json alone.history alone.study
        positions.album apportionments.index apportionments.show disputes.index claims.index claims.download
    """,
    "register collaborations": "collaborations.new",
    "keep collaborations": """
        cases.new cases.supersede cases.end
        collaborations.change collaborations.admit collaborations.amend collaborations.agree
        collaborations.amend_agreement documents.attach positions.rule rules.new drivers.new
        alone.new_study alone.blank_study alone.withdraw_study
    """,
    "keep periods": "returns.open_period returns.close returns.reopen returns.move",
    "publish agreements": "collaborations.publish_agreement collaborations.take_down_agreement",
    "submit returns": "returns.submit returns.submit_nil returns.take_back",
    "agree returns": "returns.agree returns.object_to returns.agree_to_all",
    "let partners back in": "returns.let_in",
    "read decisions": "decisions.index decisions.show documents.download reviews.show",
    "read lessons": "lessons.index lessons.show",
    "state positions": "positions.state",
    "keep lessons": "lessons.new lessons.take_back",
    "record decisions": """
        decisions.new decisions.amend decisions.put decisions.withdraw decisions.add
        documents.append documents.take_back
        reviews.expect reviews.drop reviews.set_day reviews.new
        engagements.new engagements.change engagements.strike
    """,
    "take decisions": "decisions.send_back decisions.decide",
    "publish decisions": """
        decisions.publish decisions.take_down
        plans.own plans.new plans.change plans.announce plans.withdraw plans.decided
    """,
    "record figures": """
        claims.share claims.correct_shared claims.change claims.step claims.add claims.take_back
        ledger.new ledger.grid ledger.restate ledger.withdraw drivers.enter alone.estimate alone.withdraw
    """,
    "apportion": "apportionments.new apportionments.again",
    "dispute figures": "disputes.new",
    "settle disputes": "disputes.settled",
    "read events": "events.of",
    "import figures": """
        imports.index imports.staged imports.batches imports.batch imports.undone
        imports.again imports.progress imports.discard imports.columns imports.names imports.problems
    """,
    "undo": "events.undo",
    "keep drafts": "drafts.index drafts.keep drafts.let_go",
    "search": "finding.index",
    "read prices": "prices.index prices.show prices.rates",
    "keep prices": "prices.new prices.withdraw prices.new_rates prices.withdraw_rates",
    "export": "imports.format imports.empty_workbook imports.export imports.download",
}
"""Every view and the verb it must be guarded by: a new view is written down here, by hand."""

ROLES = ("anonymous", "nobody", "reader", "recorder", "approver", "secretariat", "administrator", "stranger")
TABLE = {
    # The verb, and whether the address names a record of ours: what each of ROLES is answered.
    ("see own account", False): "sign in, in, in, in, in, in, in, in",
    ("keep drafts", False): "sign in, in, in, in, in, in, in, in",
    ("read organisations", False): "sign in, in, in, in, in, in, in, in",
    ("read organisations", True): "sign in, 404, in, in, in, in, in, 404",
    ("read collaborations", False): "sign in, in, in, in, in, in, in, in",
    ("read collaborations", True): "sign in, 404, in, in, in, in, in, 404",
    ("state positions", True): "sign in, 403, 403, in, in, in, in, 404",
    ("keep lessons", False): "sign in, 403, 403, in, in, in, in, in",
    ("keep lessons", True): "sign in, 403, 403, in, in, in, in, 403",
    ("read lessons", False): "sign in, in, in, in, in, in, in, in",
    ("read lessons", True): "sign in, in, in, in, in, in, in, in",
    ("read decisions", False): "sign in, in, in, in, in, in, in, in",
    ("read decisions", True): "sign in, 404, in, in, in, in, in, 404",
    ("read events", True): "sign in, 404, in, in, in, in, in, 404",
    ("search", False): "sign in, in, in, in, in, in, in, in",
    ("read prices", False): "sign in, in, in, in, in, in, in, in",
    ("read prices", True): "sign in, in, in, in, in, in, in, in",
    ("keep prices", False): "sign in, 403, 403, 403, 403, 403, in, 403",
    ("keep prices", True): "sign in, 403, 403, 403, 403, 403, in, 403",
    ("record figures", False): "sign in, 403, 403, in, in, in, in, in",
    ("record figures", True): "sign in, 403, 403, in, in, in, in, 404",
    ("dispute figures", True): "sign in, 403, 403, in, in, 403, 403, 404",
    ("settle disputes", True): "sign in, 403, 403, in, in, in, in, 404",
    ("import figures", False): "sign in, 403, 403, in, in, in, in, in",
    ("import figures", True): "sign in, 403, 403, 404, 404, 404, 404, 404",
    ("undo", False): "sign in, 403, 403, in, in, in, in, in",
    ("export", False): "sign in, in, in, in, in, in, in, in",
    ("record decisions", False): "sign in, 403, 403, in, in, in, in, in",
    ("record decisions", True): "sign in, 403, 403, in, in, in, in, 404",
    ("take decisions", True): "sign in, 403, 403, 403, in, 403, in, 404",
    ("publish decisions", False): "sign in, 403, 403, in, in, 403, in, in",
    ("publish decisions", True): "sign in, 403, 403, in, in, 403, in, 404",
    ("register collaborations", False): "sign in, 403, 403, 403, in, 403, in, in",
    ("keep collaborations", False): "sign in, 403, 403, 403, 403, in, in, 403",
    ("keep collaborations", True): "sign in, 403, 403, 403, 403, in, in, 403",
    ("publish agreements", True): "sign in, 403, 403, 403, 403, in, in, 403",
    ("apportion", True): "sign in, 403, 403, 403, 403, in, in, 403",
    ("keep periods", True): "sign in, 403, 403, 403, 403, in, in, 403",
    ("submit returns", True): "sign in, 403, 403, 403, in, 403, 403, 404",
    ("agree returns", True): "sign in, 403, 403, 403, in, 403, 403, 404",
    ("let partners back in", True): "sign in, 403, 403, 403, in, in, in, 404",
    ("keep organisations", False): "sign in, 403, 403, 403, 403, 403, in, 403",
    ("keep organisations", True): "sign in, 403, 403, 403, in, 403, in, 404",
    ("manage people", False): "sign in, 403, 403, 403, 403, 403, in, 403",
    ("manage people", True): "sign in, 403, 403, 403, 403, 403, in, 403",
}
ENDS_THE_SESSION = {"account.sign_out_everywhere"}


class World(NamedTuple):
    """One collaboration and its partner, and what is recorded of them."""

    ours: Organisation
    together: Collaboration
    spare: User
    numbers: dict[str, Any]


@pytest.fixture
def world(app: Flask) -> World:
    ours = make.organisation("Ashdale Fire", kind="fire", name="Ashdale Fire Authority")
    theirs = make.organisation("Elsewhere", kind="council", name="Elsewhere Council")
    together, other = make.collaboration("Five Rivers"), make.collaboration("Other Work")
    spell = make.membership(together, ours)
    make.membership(other, theirs)
    with transaction():
        agreement = collaborations.agree(together, title="The agreement", by=make.BY)
        office = bodies.open_office(ours, name="Chair", kind="PCC", by=make.BY)
        term = bodies.appoint(office, holder="Pat Chair", by=make.BY)
    make.person("nobody@example.org")
    for role in (Role.READER, Role.RECORDER, Role.APPROVER):
        make.person(f"{role}@example.org", role, organisation=ours)
    make.person("secretariat@example.org", Role.SECRETARIAT, collaboration=together)
    make.person("administrator@example.org", Role.ADMINISTRATOR)
    make.person("stranger@example.org", Role.APPROVER, organisation=theirs)
    spare = make.person("spare@example.org", Role.READER, organisation=ours)
    make.membership(together, make.body("Kent"))
    the_study = study(together, [ours, make.body("Kent")], {"A": 8, "B": 6, "AB": 11}, "2022-23")
    return World(
        ours,
        together,
        spare,
        {
            "account": spare.id,
            "held": spare.grants[0].id,
            "alone": the_study.id,
            "collaborations.amend": spell.id,
            "collaborations.amend_agreement": agreement.id,
            "collaborations.publish_agreement": agreement.id,
            "collaborations.take_down_agreement": agreement.id,
            "bodies.amend_office": office.id,
            "bodies.amend_term": term.id,
            "decisions": (decided := make.decision("FR/1", body=ours, collaboration=together)).id,
            "documents": make.document(decided).id,
            "reviews": decided.id,
            "positions": decided.id,
            "which": make.expectation(decided).id,
            "lessons": make.lesson(decided).id,
            "documents.append": decided.id,
            "documents.attach": agreement.id,
            "plans": make.plan(ours, collaboration=together, announced=False).id,
            "engagements": make.engagement(decided).id,
            "engagements.new": decided.id,
            "imports.batch": 999_999,
            "imports.undone": 999_999,
            "drivers": making.driver("calls", {ours: {"2023-24": 10}}, collaboration=together).id,
            "apportionments": making.split(together, {ours: "100"}, "2024-25", 100_00).id,
            "prices": 1,
            "returns": make.reporting_period(together, "2023-24 Q2").id,
            "cases": making_cases.case(together).id,
            "line": make.figure(together, ours, "2023-24", 100_000),
            "claims": make.evidence(make.figure(together, ours, "2021-22", 5, kind=Kind.BENEFIT)).id,
            "disputes": make.dispute(make.figure(together, None, "2022-23", 5), ours).id,
        },
    )


def values(rule: Rule, world: World) -> dict[str, Any]:
    """What stands in an address for a record of ours."""
    room = rule.endpoint.split(".")[0]
    number = world.numbers.get(rule.endpoint, world.numbers.get(room))
    body = room in {"bodies", "briefings"} or rule.endpoint == "decisions.template"
    known = {
        "short_name": world.ours.short_name if body else world.together.short_name,
        "number": number,
        "held": world.numbers["held"],
        "partner": world.ours.short_name,
        "line": world.numbers["line"],
        "which": world.numbers["which"],
        "record": "collaborations",
        "record_id": world.together.id,
        "token": "A" * 43,
    }
    return {name: known[name] for name in rule.arguments}


def addresses(app: Flask, world: World) -> Iterator[tuple[Rule, str, str]]:
    """Every guarded address, with each way of asking for it."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule)):
        if rule.endpoint in OPEN.split() or rule.endpoint.startswith("security.") or rule.endpoint in ENDS_THE_SESSION:
            continue
        there = rule.build(values(rule, world))
        assert there is not None
        for method in sorted({"GET", "POST"} & set(rule.methods or ())):
            yield rule, method, there[1]


def outcome(answer: TestResponse) -> str:
    if answer.status_code in {403, 404}:
        return str(answer.status_code)
    if answer.status_code == 302 and answer.headers["Location"].startswith("/account/login"):
        return "sign in"
    assert answer.status_code < 500
    return "in"


def test_every_view_is_guarded_by_the_verb_that_is_written_here(app: Flask) -> None:
    written = {endpoint: guard for guard, endpoints in GUARDS.items() for endpoint in endpoints.split()}
    there = {rule.endpoint: app.view_functions[rule.endpoint].guard for rule in app.url_map.iter_rules()}
    assert {endpoint: guard for endpoint, guard in there.items() if written.get(endpoint) != guard} == {}
    offered = {endpoint for endpoint in written if endpoint.split(".")[0] in {*rooms.NOUNS, "security"}}
    assert offered <= set(there)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(
    app: Flask, world: World, sign_in: SignIn, role: str
) -> None:
    browser = app.test_client() if role == "anonymous" else sign_in(f"{role}@example.org")
    hidden = token(browser)
    wrong = {}
    for rule, method, address in addresses(app, world):
        guard = app.view_functions[rule.endpoint].guard
        expected = TABLE[guard, bool(rule.arguments)].split(", ")[ROLES.index(role)]
        answer = browser.open(address, method=method, data={"csrf_token": hidden} if method == "POST" else None)
        if outcome(answer) != expected and not _gone(rule, method, answer):
            wrong[f"{method} {address}"] = f"{outcome(answer)}, not {expected}"
        if expected in {"404", "403", "sign in"}:
            assert world.together.title not in answer.text, address
            assert world.ours.name not in answer.text, address
    assert wrong == {}


def _gone(rule: Rule, method: str, answer: TestResponse) -> bool:
    """A role that was just taken away by one address is not there for the next; a link is for the newly invited."""
    return (rule.endpoint, method, answer.status_code) == ("account.link", "POST", 403)


def words(answer: TestResponse) -> str:
    """Everything an answer says; a workbook or packed file, what all of its parts say."""
    if not answer.data.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return "\n".join(packed.read(name).decode() for name in packed.namelist())


@pytest.mark.parametrize("role", ["anonymous", "nobody", "stranger"])
def test_nobody_else_meets_the_names_of_a_partnership_anywhere(
    app: Flask, world: World, sign_in: SignIn, role: str
) -> None:
    browser = app.test_client() if role == "anonymous" else sign_in(f"{role}@example.org")
    for rule, method, address in addresses(app, world):
        if method == "GET" and not rule.arguments:
            text = words(browser.get(address, follow_redirects=True))
            for name in (world.ours.name, world.ours.short_name, world.together.title, world.together.short_name):
                assert name not in text, address


def test_fifteen_more_answers_on_a_form_change_nothing(world: World, sign_in: SignIn) -> None:
    browser = sign_in("administrator@example.org")
    names = """
        id active admin is_admin grants password fs_uniquifier person_id by user_id tf_totp_secret version_id
        create_datetime email_confirmed _method
    """
    more = dict.fromkeys(names.split(), "1")
    browser.post(
        "/account/people/new",
        data={"csrf_token": token(browser), "email": "new@example.org", "name": "New", **more, "role": "administrator"},
    )
    db.session.rollback()
    invited = person_with("new@example.org")
    assert invited is not None
    assert (invited.grants, invited.password, invited.active) == ([], None, True)
    assert len(invited.fs_uniquifier) == 64


def test_a_former_member_sees_until_it_left(world: World) -> None:
    leaver = make.organisation("Leaver", kind="fire")
    spell = make.membership(world.together, leaver, left=date(2019, 3, 31))
    person = make.person("leaver@example.org", Role.READER, organisation=leaver)
    before = make.figure(world.together, world.ours, "2018-19", 1)
    after = make.figure(world.together, world.ours, "2019-20", 1)
    early = make.decision("FR/2", body=world.ours, collaboration=world.together, decided="2019")
    late = make.decision("FR/3", body=world.ours, collaboration=world.together, decided="2019-04-01")
    known = {line: written(line) for line in (before, after)}
    assert access.sees_until(person, world.together) == date(2019, 3, 31)
    assert access.sees(person, known[before])
    assert not access.sees(person, known[after])
    assert access.reads(person, early)
    assert not access.reads(person, late)
    with set_to(datetime(2019, 3, 31, 12, tzinfo=UTC)):
        assert access.sees_until(person, world.together) is None, "the last day is still a day of membership"
    make.membership(world.together, leaver, joined=date(2021, 4, 1))
    assert access.sees_until(person, world.together) is None
    assert spell.left == date(2019, 3, 31)


def test_whoever_has_no_part_in_a_collaboration_sees_nothing_of_it(world: World) -> None:
    stranger = person_with("stranger@example.org")
    assert access.sees_until(stranger, world.together) == date.min
    assert world.together.id not in (access.readable_collaborations(stranger) or [])
    assert not access.knows(stranger, world.ours)


def test_a_recorder_records_for_its_own_and_a_secretariat_for_all_joint_figures_too(world: World) -> None:
    second = make.organisation("Second", kind="fire")
    make.membership(world.together, second)
    recorder = person_with("recorder@example.org")
    secretariat = person_with("secretariat@example.org")
    reader = person_with("reader@example.org")
    number = world.together.id
    assert access.may_record(recorder, number, world.ours.id)
    assert not access.may_record(recorder, number, second.id)
    assert not access.may_record(recorder, number, None)
    assert access.allowed(recorder, "record figures", collaboration_id=number)
    assert not access.may_record(reader, number, world.ours.id)
    for partner in (world.ours.id, second.id, None):
        assert access.may_record(secretariat, number, partner)


def test_police_areas_are_known_to_everyone_who_has_signed_in(world: World) -> None:
    nobody = person_with("nobody@example.org")
    kent = make.body("Kent")
    assert access.knows(nobody, kent)


def test_a_role_reaches_no_further_than_its_scope(world: World) -> None:
    approver = person_with("approver@example.org")
    administrator = person_with("administrator@example.org")
    assert access.scope(approver, "keep organisations").organisations == {world.ours.id}
    assert not access.scope(approver, "manage people")
    assert access.scope(administrator, "record figures").everything
    assert access.readable_organisations(approver) == [world.ours.id]
    assert access.readable_collaborations(administrator) is None
    assert access.readable_collaborations(None) == []


def test_a_verb_that_the_table_does_not_have_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        access.may("do anything")


def test_a_view_without_a_guard_does_not_start() -> None:
    app = Flask("bare")
    app.add_url_rule("/bare", "bare", lambda: "", methods=["GET"])
    app.view_functions["static"] = access.open_to_all(lambda filename: filename)
    with pytest.raises(RuntimeError, match="bare names no guard"):
        access.check(app)
