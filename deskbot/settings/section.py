"""What every section of the file is."""

import pydantic


class Section(pydantic.BaseModel):
    """A section of the file: no other name than its own goes in it."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)
