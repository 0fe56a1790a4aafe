"""On which connection do the steps run? On the one, and in the transaction, of who asks."""

from alembic import context

from store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite can change a table only by copying it
)
context.run_migrations()
