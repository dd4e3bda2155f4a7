"""`dataclass(frozen=True, slots=True)` for what a start imports: made in a tenth of the time.

The standard decorator compiles six functions for every class, about a millisecond for each class;
a start defines a hundred of them and builds a dozen. Here a method is compiled when it is called
for the first time. Everything else is the same, and a type checker sees the standard decorator.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: Literal[True], slots: Literal[True]
    ) -> Callable[[type[_Class]], type[_Class]]:
        """As `dataclasses.dataclass(frozen=True, slots=True)`, without `__post_init__`."""
        return _made


__all__ = ["dataclass"]

_Class = TypeVar("_Class")
_Method = Callable[..., Any]


def _made(cls: type[_Class]) -> type[_Class]:
    own = frozenset(cls.__dict__)
    if "__post_init__" in own:
        raise TypeError(f"{cls.__name__}: __post_init__ is for dataclasses.dataclass")
    if cls.__doc__ is None:
        cls.__doc__ = ""  # else the standard library works out a signature for it
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, source in _SOURCES.items():
        if name not in own:
            setattr(made, name, _when_called(made, name, source))
    for name, method in _SHARED.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _when_called(cls: type[Any], name: str, source: _Source) -> _Method:
    def first(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        method = _compiled(cls, name, source)
        setattr(cls, name, method)
        return method(self, *args, **kwargs)

    return first


# --- compiled when first called ---------------------------------------------------------------

_Source = Callable[[tuple["dataclasses.Field[Any]", ...], dict[str, Any]], Iterator[str]]
"""The lines of a method for these fields; what they name besides goes into the dict."""


def _compiled(cls: type[Any], name: str, source: _Source) -> _Method:
    known: dict[str, Any] = {}
    exec("\n".join(source(dataclasses.fields(cls), known)), known)
    method: _Method = known[name]
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    return method


def _init(fields: tuple[dataclasses.Field[Any], ...], known: dict[str, Any]) -> Iterator[str]:
    known.update(_set=object.__setattr__, _missing=dataclasses.MISSING)
    parameters, body = ["self"], []
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_new_{name}"] = field.default_factory
            parameters.append(f"{name}=_missing")
            value = f"_new_{name}() if {name} is _missing else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            parameters.append(f"{name}=_default_{name}")
        else:
            parameters.append(name)
        body.append(f" _set(self, {name!r}, {value})")
    yield f"def __init__({', '.join(parameters)}):"
    yield from body or [" pass"]


def _eq(fields: tuple[dataclasses.Field[Any], ...], _: dict[str, Any]) -> Iterator[str]:
    yield "def __eq__(self, other):"
    yield " if other.__class__ is not self.__class__: return NotImplemented"
    yield f" return {_values_of('self', fields)} == {_values_of('other', fields)}"


def _hash(fields: tuple[dataclasses.Field[Any], ...], _: dict[str, Any]) -> Iterator[str]:
    yield "def __hash__(self):"
    yield f" return hash({_values_of('self', fields)})"


def _values_of(name: str, fields: tuple[dataclasses.Field[Any], ...]) -> str:
    return "(" + "".join(f"{name}.{field.name}, " for field in fields) + ")"


_SOURCES = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}


# --- the same for every class -----------------------------------------------------------------


def _repr(self: Any) -> str:
    said = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _is_frozen(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, _Method] = {
    "__repr__": _repr,
    "__setattr__": _is_frozen,
    "__delattr__": _is_frozen,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
