"""What the account room asks."""

from govtrack.analytics.kinds import Role
from govtrack.store.bodies import Organisation, organisation_named, organisations
from govtrack.store.collaborations import Collaboration, collaboration_named, collaborations_of
from govtrack.web.fields import Line, OneOf, OneOfRadios, SelectChoice
from govtrack.web.forms import Form

MEANINGS = {
    Role.READER: "Sees the figures and decisions of an organisation's collaborations.",
    Role.RECORDER: "A reader who also records its figures and decisions.",
    Role.APPROVER: "A recorder who also registers collaborations and keeps its offices.",
    Role.SECRETARIAT: "Keeps a collaboration, and records for all of its partners.",
    Role.ADMINISTRATOR: "Keeps this register and its people, and sees everything.",
}


class Press(Form):
    """A button that changes something, and asks nothing more."""


class Invite(Form):
    """Who is to have an account."""

    email = Line("Email address", missing="Give an email address.", longest=255)
    name = Line("Name", longest=100)


class GrantRole(Form):
    """A role and where it holds."""

    role = OneOfRadios(
        "Role",
        missing="Choose a role.",
        choices=[SelectChoice(str(role), str(role).capitalize(), render_kw={"hint": MEANINGS[role]}) for role in Role],
    )
    organisation = OneOf("Organisation", choices=[])
    collaboration = OneOf("Collaboration", choices=[])

    def offer(self) -> None:
        """Offer every organisation and collaboration of the register."""
        self.organisation.choices = _named("No organisation", [one.short_name for one in organisations()])
        self.collaboration.choices = _named("No collaboration", [one.short_name for one in collaborations_of(None)])

    def chosen_organisation(self) -> Organisation | None:
        """The organisation that was chosen, if any."""
        return organisation_named(str(self.organisation.data)) if self.organisation.data else None

    def chosen_collaboration(self) -> Collaboration | None:
        """The collaboration that was chosen, if any."""
        return collaboration_named(str(self.collaboration.data)) if self.collaboration.data else None


def _named(none: str, names: list[str]) -> list[SelectChoice]:
    return [SelectChoice("", none), *(SelectChoice(name, name) for name in names)]
