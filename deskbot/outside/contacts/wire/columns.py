"""Which column of a table holds what, by the names that spreadsheets, Google and Outlook give them."""

import collections.abc
import dataclasses
import re
import unicodedata

# Each in lower case, without accents or punctuation.
_FAMILY = frozenset({"nom", "nom de famille", "last name", "lastname", "family name", "surname"})
_GIVEN = frozenset({"prenom", "first name", "firstname", "given name"})
_WHOLE = frozenset(
    {
        *(
            "nom complet",
            "nom et prenom",
            "nom prenom",
            "prenom nom",
            "prenom et nom",
            "nom affiche",
            "contact",
        ),
        *("name", "full name", "fullname", "display name", "file as"),
    }
)
_ORGANISATION = frozenset(
    {
        *("societe", "entreprise", "organisation", "organisme", "structure", "association", "raison sociale"),
        *("company", "company name", "organization", "organization name"),
        *("organization 1 name", "organisation 1 name"),
    }
)
_PHONE = frozenset(
    {
        *("telephone", "telephones", "tel", "portable", "mobile", "gsm", "fixe", "numero", "numeros"),
        *("phone", "phones", "cell", "landline"),
    }
)
# Columns about a number that are none, and the numbers of others.
_NO_PHONE = frozenset(
    {
        *(
            "type",
            "label",
            "libelle",
            "fax",
            "telecopie",
            "telex",
            "pager",
            "tty",
            "extension",
            "isdn",
            "rnis",
        ),
        *(
            "assistant",
            "assistante",
            "adherent",
            "client",
            "siret",
            "siren",
            "rue",
            "voie",
            "id",
            "email",
            "mail",
        ),
    }
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Columns:
    """Where each thing stands in a row, from 0; None or nothing where the table does not have it."""

    family: int | None = None
    given: int | None = None
    whole: int | None = None
    organisation: int | None = None
    phones: tuple[int, ...] = ()

    @property
    def can_be_used(self) -> bool:
        """Whether a number can be put to a name."""
        named = (self.family, self.given, self.whole, self.organisation)
        return bool(self.phones) and any(column is not None for column in named)

    @property
    def count(self) -> int:
        """How many columns are known."""
        named = (self.family, self.given, self.whole, self.organisation)
        return len(self.phones) + sum(column is not None for column in named)


def columns_of(header: collections.abc.Sequence[str]) -> Columns:
    """Return where things stand under these names; of two columns of one name, the first."""
    plain = [_plain(name) for name in header]

    def first(names: frozenset[str]) -> int | None:
        return next((place for place, name in enumerate(plain) if name in names), None)

    return Columns(
        family=first(_FAMILY),
        given=first(_GIVEN),
        whole=first(_WHOLE),
        organisation=first(_ORGANISATION),
        phones=tuple(place for place, name in enumerate(plain) if _is_of_phones(name)),
    )


def _is_of_phones(name: str) -> bool:
    words = set(name.split())
    return bool(words & _PHONE) and not words & _NO_PHONE


def _plain(name: str) -> str:
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    )
    return " ".join(re.findall(r"[a-z]+|[0-9]+", bare.lower()))
