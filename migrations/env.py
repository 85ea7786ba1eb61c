"""Alembic's way in: it runs on the connection that `govtrack.store.schema` hands over."""

from alembic import context

from govtrack.store.tables import metadata


def run() -> None:
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    context.run_migrations()


run()
