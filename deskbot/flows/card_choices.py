"""What the menu under a card offers, as the card stands."""

from deskbot.calls import case, destination, triage
from deskbot.chat import buttons


def of(card: case.Case, *, channels: destination.Channels) -> tuple[buttons.Option, ...]:
    """Return what the menu of a card offers: nothing once it is done."""
    if card.state is case.State.DONE:
        return ()
    haste = buttons.Choice.NOT_URGENT if card.urgent else buttons.Choice.URGENT
    topics = [one for one in triage.Topic if one.value != card.topic]
    elsewhere = [one for one in channels.all_of(card.desk) if one != card.channel]
    return (
        buttons.Option(choice=buttons.Choice.NOTE),
        buttons.Option(choice=haste),
        *(buttons.Option(choice=buttons.Choice.TOPIC, about=one.value) for one in topics),
        *(buttons.Option(choice=buttons.Choice.CHANNEL, about=one) for one in elsewhere),
        buttons.Option(choice=buttons.Choice.SPAM),
        buttons.Option(choice=buttons.Choice.WRONG_NUMBER),
    )
