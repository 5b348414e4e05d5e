"""What the bot can say, as values. Each class has its sentence in `prompts/fr/<its name>.md.j2`.

Free text typed by people is masked and defused by the templates' filters, never here. One module a subject;
callers see them all here.
"""

from deskbot.chat.messages.alerts import *  # noqa: F403
from deskbot.chat.messages.answers import *  # noqa: F403
from deskbot.chat.messages.base import *  # noqa: F403
from deskbot.chat.messages.cards import *  # noqa: F403
from deskbot.chat.messages.drift import *  # noqa: F403
from deskbot.chat.messages.duty import *  # noqa: F403
from deskbot.chat.messages.handling import *  # noqa: F403
from deskbot.chat.messages.hours import *  # noqa: F403
from deskbot.chat.messages.line import *  # noqa: F403
from deskbot.chat.messages.lists import *  # noqa: F403
from deskbot.chat.messages.month import *  # noqa: F403
from deskbot.chat.messages.people import *  # noqa: F403
from deskbot.chat.messages.privacy import *  # noqa: F403
from deskbot.chat.messages.profile import *  # noqa: F403
from deskbot.chat.messages.rates import *  # noqa: F403
from deskbot.chat.messages.route import *  # noqa: F403
from deskbot.chat.messages.texts import *  # noqa: F403
from deskbot.chat.messages.turn import *  # noqa: F403
from deskbot.chat.messages.views import *  # noqa: F403
