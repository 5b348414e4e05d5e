"""All that is kept about one number, for whoever has the machine."""

from deskbot import settings
from deskbot.bootstrap import house as house_values
from deskbot.flows import export_caller
from deskbot.inspection import opened as opened_module
from deskbot.inspection import report as reports
from deskbot.people import phone


def caller(chosen: settings.Settings, number: str) -> reports.Report:
    """Return all that is kept about a number, other people's numbers masked.

    :raises CannotLook: if it is no number, or the database does not answer.
    """
    with opened_module.opened(chosen) as given:
        try:
            e164 = phone.parse(number)
        except phone.NotAPhoneNumber:
            raise opened_module.CannotLook(given.words.text("plan_word", "not_a_number")) from None
        now = given.parts.clock.now()
        elsewhere = house_values.elsewhere_of(chosen)
        with given.parts.data.read() as work:
            found = export_caller.of_number(work, e164, elsewhere=elsewhere, now=now)
        said = given.words.render(found.message, now=now)
    return reports.Report(said=said, data=found.data, outcome=reports.Outcome.AS_WANTED)
