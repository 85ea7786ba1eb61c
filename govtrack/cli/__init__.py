"""The `govtrack` command: one small file a chore."""

import click

from govtrack.cli import audit, demo, exports, imports, longrun, rollups, serve, upgrade, user


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="govtrack")
def main() -> None:
    """The collective memory of police collaboration: what each partner puts in, gets out and decides, over the years.

    Settings are read from GOVTRACK_* in the environment; the README lists them.
    """


for command in (
    demo.demo,
    serve.serve,
    user.user,
    imports.imports,
    exports.export,
    longrun.longrun,
    rollups.rollups,
    audit.audit,
    upgrade.upgrade,
    upgrade.backup,
):
    main.add_command(command)
