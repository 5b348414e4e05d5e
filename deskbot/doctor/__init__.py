"""What is wrong with the settings and with what they name, each with how to mend it.

`house` looks at every outside system, `ovh` at the operator's account in detail. Tested in
`tests/adapters/cli/test_doctor*.py`.
"""

from deskbot.doctor.findings import Finding, Verdict
from deskbot.doctor.house import examine

__all__ = ["Finding", "Verdict", "examine"]
