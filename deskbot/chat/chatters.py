"""The people of the chat, as the chat knows them; `people` knows the members of the house."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Chatter:
    """An account of the team. `name` is what people call them: first name, else nickname, else username."""

    user_id: str
    username: str
    name: str
    is_active: bool
    is_guest: bool
    is_bot: bool
