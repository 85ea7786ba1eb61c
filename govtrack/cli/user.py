"""`govtrack user`: the people of a register, from the machine it runs on."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from rich.console import Console
from rich.table import Table

from govtrack.analytics.kinds import Role
from govtrack.cli.opening import with_register
from govtrack.domain import account
from govtrack.domain.refusals import Refused
from govtrack.store import sessions
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import collaboration_named
from govtrack.store.db import transaction
from govtrack.store.people import Grant, User, everyone, person_with
from govtrack.web.people import invitation

BY = "govtrack user"


@click.group()
def user() -> None:
    """The people of this register: who has an account, and what they may do."""


def _scoped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say a role and where it holds."""

    @click.option("--organisation", metavar="NAME", help="Where a reader, recorder or approver has the role.")
    @click.option("--collaboration", metavar="NAME", help="Where a secretariat has the role.")
    @functools.wraps(command)
    def scoped(*args: Any, organisation: str | None, collaboration: str | None, **options: Any) -> Any:
        where = {"organisation": None, "collaboration": None}
        if organisation:
            where["organisation"] = _found(organisation_named(organisation), organisation, "--organisation")
        if collaboration:
            where["collaboration"] = _found(collaboration_named(collaboration), collaboration, "--collaboration")
        return command(*args, where=where, **options)

    return scoped


role_choice = click.Choice([str(role) for role in Role])


@user.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--role", type=role_choice, help="A role to begin with.")
@with_register
@_scoped
def add(app: Flask, email: str, *, name: str, role: str | None, where: dict[str, Any]) -> None:
    """Open an account for EMAIL, and print the link where they set a password."""
    with _refusing(), transaction():
        person = account.invite(email=email, name=name, by=BY)
        if role:
            account.grant(person, role, **where, by=BY)
    click.echo(f"{person.email} has an account. This link sets a password; it works once, and lasts a day:")
    click.echo(_link(app, person))


@user.command()
@click.argument("email")
@click.argument("role", type=role_choice)
@with_register
@_scoped
def grant(_app: Flask, email: str, role: str, *, where: dict[str, Any]) -> None:
    """Give the person of EMAIL a role."""
    with _refusing(), transaction():
        held = account.grant(_person(email), role, **where, by=BY)
        click.echo(f"{held.person.email} is {_in_words(held)}.")


@user.command()
@click.argument("email")
@click.argument("role", type=role_choice)
@with_register
@_scoped
def revoke(_app: Flask, email: str, role: str, *, where: dict[str, Any]) -> None:
    """Take a role away from the person of EMAIL."""
    with _refusing(), transaction():
        person = _person(email)
        held = [one for one in person.grants if (one.role, *_place(one)) == (role, *where.values())]
        if not held:
            raise click.ClickException(f"{person.email} does not have that role there.")
        said = _in_words(held[0])
        account.revoke(held[0], by=BY)
    click.echo(f"{person.email} is no longer {said}.")


@user.command()
@click.argument("email")
@with_register
def close(_app: Flask, email: str) -> None:
    """Close the account of EMAIL: every session ends at once, and what was recorded stays."""
    with _refusing(), transaction():
        person = _person(email)
        before = person.fs_uniquifier
        account.close(person, by=BY)
    sessions.forget_person(before)
    click.echo(f"The account of {email} is closed.")


@user.command()
@click.argument("email")
@with_register
def reopen(_app: Flask, email: str) -> None:
    """Open a closed account again."""
    with _refusing(), transaction():
        account.reopen(_person(email), by=BY)
    click.echo(f"The account of {email} is open again.")


@user.command()
@click.argument("email")
@with_register
def link(app: Flask, email: str) -> None:
    """Print a link where the person of EMAIL sets a new password; it works once, and lasts a day."""
    person = _person(email)
    if not person.active:
        raise click.ClickException(f"The account of {email} is closed.")
    click.echo(_link(app, person))


@user.command(name="list")
@with_register
def list_people(_app: Flask) -> None:
    """List everybody with an account, and their roles."""
    table = Table("Email address", "Name", "Roles", "Account", box=None, pad_edge=False)
    for person in everyone():
        roles = "; ".join(_in_words(held) for held in person.grants) or "no role"
        table.add_row(person.email, person.name, roles, "open" if person.active else "closed")
    Console(soft_wrap=True).print(table)


@contextmanager
def _refusing() -> Iterator[None]:
    """End the command with the rule's own sentence."""
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(refusal.sentence) from refusal


def _person(email: str) -> User:
    found: User = _found(person_with(email), email, "EMAIL")
    return found


def _found(row: Any, name: str, where: str) -> Any:
    if row is None:
        raise click.BadParameter(f"“{name}” is not in the register.", param_hint=where)
    return row


def _place(held: Grant) -> tuple[Any, Any]:
    return held.organisation, held.collaboration


def _in_words(held: Grant) -> str:
    place = held.organisation or held.collaboration
    return f"{held.role} of {place.short_name}" if place else f"{held.role} of this register"


def _link(app: Flask, person: User) -> str:
    settings = app.extensions["govtrack"]
    return f"{'https' if settings.https else 'http'}://{settings.hosts[0]}{invitation(person)}"
