"""From the bytes of an address book to its entries, without I/O; what cannot be read is named by its line."""

from deskbot.outside.contacts.wire import table, text, vcards
from deskbot.outside.contacts.wire.reading import NoColumns, Reading

__all__ = ["NoColumns", "Reading", "read"]


def read(content: bytes) -> Reading:
    """Return what an address book holds: vCards or a table, told by its content as names of files mislead.

    :raises NoColumns: if it is no vCard, and no line of the table names columns that can be used.
    """
    written = text.decoded(content)
    lines = text.lines_of(written)
    return vcards.read(lines) if vcards.are_in(written) else table.read(lines)
