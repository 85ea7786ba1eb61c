"""The `govtrack` command: one small file a chore, loaded when it is asked for."""

from importlib import import_module

import click

CHORES = {
    "demo": "demo:demo",
    "serve": "serve:serve",
    "user": "user:user",
    "import": "imports:imports",
    "export": "exports:export",
    "longrun": "longrun:longrun",
    "remind": "remind:remind",
    "rollups": "rollups:rollups",
    "search": "search:search",
    "audit": "audit:audit",
    "backup": "upgrade:backup",
    "upgrade": "upgrade:upgrade",
}


class Chores(click.Group):
    """Commands by name, each in a module of its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names the arguments
        return list(CHORES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in CHORES:
            return None
        module, name = CHORES[cmd_name].split(":")
        command = getattr(import_module(f"govtrack.cli.{module}"), name)
        assert isinstance(command, click.Command), f"{cmd_name} is no command"
        return command


@click.command(cls=Chores, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="govtrack")
def main() -> None:
    """The collective memory of police collaboration: what each partner puts in, gets out and decides, over the years.

    Settings are read from GOVTRACK_* in the environment; the README lists them.
    """
