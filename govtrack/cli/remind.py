"""`govtrack remind`: one message a person about returns due, overdue or to be agreed, and decisions to review."""

from typing import Any
from urllib.parse import quote

import click
from flask import Flask, render_template
from flask_mailman import EmailMessage

from govtrack.analytics.words import counted, listed
from govtrack.cli.opening import with_register
from govtrack.domain.reminding import Message, messages, note
from govtrack.store.cycle import Return
from govtrack.store.db import transaction
from govtrack.store.reviews import ReviewDay

CONSOLE = "flask_mailman.backends.console"


@click.command()
@click.option(
    "--days", default=5, show_default=True, type=click.IntRange(0, 60), help="Working days before a return is due."
)
@click.option("--dry-run", is_flag=True, help="Print the messages; send nothing and remember nothing.")
@with_register
def remind(app: Flask, *, days: int, dry_run: bool) -> None:
    """Remind people of returns due within some working days, overdue, or to be agreed, and of decisions to review.

    Run it once a day. Each person gets one message at most; run twice, it sends nothing twice. Messages go to the
    server that GOVTRACK_MAIL names, or are printed here. Exit code 1 when a message could not be sent: it is tried
    again at the next run.
    """
    found = messages(days=days)
    failed = [one.person.email for one in found if not _sent(app, one, dry_run=dry_run)]
    verb = "would be sent" if dry_run else "sent"
    click.echo(f"{counted(len(found) - len(failed), 'message')} {verb}.")
    if failed:
        raise click.ClickException(f"Not sent to {', '.join(failed)}: tried again at the next run.")


def _sent(app: Flask, message: Message, *, dry_run: bool) -> bool:
    """Send one message, and remember it once it is sent: nobody else's saving waits for a mail server."""
    letter = letter_for(app, message)
    if dry_run:
        click.echo(f"To {message.person.email}: {letter.subject}\n\n{letter.body}")
        return True
    try:
        letter.send()
    except OSError as fault:
        click.echo(f"{letter.to[0]}: {fault}", err=True)
        return False
    with transaction():
        note(message)
    return True


def letter_for(app: Flask, message: Message) -> Any:
    """The letter that tells a person everything at once."""
    settings = app.extensions["govtrack"]
    home = f"{'https' if settings.https else 'http'}://{settings.hosts[0]}"
    lines = [{"words": line.words, "href": home + _address(line.one)} for line in message.lines]
    body = render_template("returns/mail/reminder.txt", name=message.person.name, lines=lines)
    returns = sum(isinstance(line.one, Return) for line in message.lines)
    about = [counted(returns, "return")] * bool(returns) + [counted(len(lines) - returns, "decision")] * (
        returns < len(lines)
    )
    subject = f"govtrack: {listed(about)} to look at"
    letter = EmailMessage(subject, body, to=[message.person.email])  # type: ignore[no-untyped-call] # its own words
    if not settings.mail:
        letter.connection = app.extensions["mailman"].get_connection(backend=CONSOLE)
    return letter


def _address(one: Return | ReviewDay) -> str:
    if isinstance(one, ReviewDay):
        return f"/reviews/{one.decision_id}"
    names = (one.period.collaboration.short_name, str(one.period.id), "of", one.partner.short_name)
    return "/returns/" + "/".join(quote(name, safe="") for name in names)
