"""The enums of PySide6, made in a tenth of the time.

A start makes two hundred of them with three thousand members: Qt is a namespace, and whoever
touches it gets all of its enums. Python's own way asks of every member whether it is a dunder, a
descriptor or hides one, and takes it off its class again before it puts it there. Those of Qt
are only names and whole numbers. So they are made here from an empty enum of Python's, with what
Python would have given to each member; everything else goes the way it always went
(`tests/ui/test_lean_enums.py` tells that each enum of Qt is the same by both ways).
"""

from __future__ import annotations

import enum
import sys
from functools import reduce
from operator import or_
from typing import Any

_METACLASS: Any = enum.EnumType
_ORIGINAL = _METACLASS._create_
_KNOWN = (3, 11)
"""The Python whose enums look like those made here."""
_BASES = (enum.Enum, enum.Flag, enum.IntEnum, enum.IntFlag)
_NOT_COPIED = ("__dict__", "__weakref__")
_TEMPLATES: dict[type, dict[str, Any]] = {}
_RESERVED = frozenset(
    name
    for above in (*enum.IntFlag.__mro__, *enum.IntEnum.__mro__, *_METACLASS.__mro__)
    for name in vars(above)
)
"""A member of such a name hides something, or is hidden by it."""


def install() -> None:
    """From now on, in a Python whose enums are known."""
    if sys.version_info[:2] == _KNOWN:
        _METACLASS._create_ = _create


def _create(cls: Any, name: str, names: Any, **how: Any) -> Any:
    """Like `EnumType._create_`, as shiboken calls it: pairs of names and whole numbers."""
    module = sys._getframe(2).f_globals.get("__name__")
    if module is None or not _is_of_qt(cls, names, how):
        # Told whose it is: Python would look for that one frame too near.
        return _ORIGINAL(cls, name, names, **{**how, "module": how.get("module") or module})
    made = type.__new__(
        enum.EnumType,
        name,
        (cls,),
        {
            **_template(cls, how["boundary"]),
            "__module__": module,
            "_member_names_": [],
            "_member_map_": {},
            "_value2member_map_": {},
            "_unhashable_values_": [],
        },
    )
    _fill(made, names, is_flag=issubclass(cls, enum.Flag))
    return made


def _is_of_qt(cls: type, names: Any, how: dict[str, Any]) -> bool:
    """Plain pairs under one name each, and nothing else that could matter."""
    if (
        cls not in _BASES
        or how.get("boundary") is not enum.KEEP
        or not (how.get("module") is how.get("qualname") is how.get("type") is None)
        or type(names) is not list
        or set(map(type, names)) != {tuple}
    ):
        return False
    members = dict(names)
    return (
        len(members) == len(names)
        and set(map(type, members)) == {str}
        and set(map(type, members.values())) == {int}
        and _RESERVED.isdisjoint(members)
        and " _" not in " " + " ".join(members)
    )


def _template(cls: Any, boundary: enum.FlagBoundary) -> dict[str, Any]:
    """What the class of an enum holds besides its members."""
    found = _TEMPLATES.get(cls)
    if found is None:
        empty = _ORIGINAL(cls, "Empty", [], module=__name__, boundary=boundary)
        found = {key: one for key, one in vars(empty).items() if key not in _NOT_COPIED}
        _TEMPLATES[cls] = found
    return found


def _fill(made: Any, names: list[tuple[str, int]], *, is_flag: bool) -> None:
    """Its members. Of a flag only single bits count as such, and the class knows all its bits."""
    new, is_number = made._new_member_, made._use_args_
    order, members, by_value = made._member_names_, made._member_map_, made._value2member_map_
    put = type.__setattr__
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if is_number else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            if not is_flag or (value != 0 and value & (value - 1) == 0):
                order.append(name)
        members[name] = member
        put(made, name, member)
    if is_flag:
        _tell_bits(made)


def _tell_bits(made: Any) -> None:
    singles = [made._member_map_[name]._value_ for name in made._member_names_]
    made._flag_mask_ = reduce(or_, made._value2member_map_, 0)
    made._singles_mask_ = reduce(or_, singles, 0)
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    if singles != sorted(singles):
        made._iter_member_ = made._iter_member_by_def_
