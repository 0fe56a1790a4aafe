"""Which batches had been received? Up to a second, or up to a batch by its number.

`as_of` is one integer everywhere: epoch seconds, or, where it is negative, the number of the
last batch that counts. A date asks by seconds; an evaluation notes the batch it ended with, for
within one second the batch number decides.
"""

from sqlalchemy import true
from sqlalchemy.sql import ColumnElement

from store.tables import batch


def up_to_batch(number: int) -> int:
    """The `as_of` of everything up to and with a batch."""
    return -number


def received_by(as_of: int | None) -> ColumnElement[bool]:
    """The condition on `batch` that keeps what had been received."""
    if as_of is None:
        return true()
    return batch.c.batch_id <= -as_of if as_of < 0 else batch.c.received_at <= as_of
