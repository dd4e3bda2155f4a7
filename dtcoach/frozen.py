"""`dataclass(frozen=True, slots=True)` for what a start imports: made in a thirtieth of the time.

The standard decorator compiles six functions for every class, about a millisecond for each class;
a start defines a hundred of them and builds a dozen. Here a class only gets its slots, and the
rest when it is asked for: a method is compiled when it is called for the first time, `fields()` and
`replace()` have the standard library describe the class. Everything else is the same, and a type
checker sees the standard decorator.
"""

from __future__ import annotations

import dataclasses
from _thread import RLock
from collections.abc import Callable, Iterator, Mapping
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
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


def _made(cls: type[_Class]) -> type[_Class]:
    own = dict(cls.__dict__)
    names = tuple(name for name, kind in _annotated(own) if "ClassVar[" not in kind)
    defaults = {name: own.pop(name) for name in names if name in own}
    above = [base for base in cls.__mro__ if base in _DEFAULTS]
    _refuse(cls, own, defaults)
    inherited: tuple[str, ...] = above[0].__match_args__ if above else ()
    fresh = tuple(name for name in names if name not in inherited)
    own.pop("__dict__", None)
    own.pop("__weakref__", None)
    metaclass: Any = type(cls)
    made: type[_Class] = metaclass(
        cls.__name__,
        cls.__bases__,
        {
            **_SHARED,
            **own,
            "__qualname__": cls.__qualname__,
            "__slots__": fresh,
            "__match_args__": (*inherited, *fresh),
            _FIELDS: _Described(cls, _FIELDS),
            _PARAMS: _Described(cls, _PARAMS),
        },
    )
    _DEFAULTS[made] = {**_DEFAULTS[above[0]], **defaults} if above else defaults
    for name, source in _SOURCES.items():
        if name not in own:
            setattr(made, name, _when_called(made, name, source))
    return made


def _annotated(own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each name and its annotation, which is never evaluated."""
    for name, kind in own.get("__annotations__", {}).items():
        if not isinstance(kind, str):
            raise TypeError(f"{name}: the module needs `from __future__ import annotations`")
        yield name, kind


_DEFAULTS: dict[type[Any], Mapping[str, Any]] = {}
"""What fields are when they are not given: a value, or what `dataclasses.field` made."""


def _refuse(cls: type[Any], own: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Whatever would not be as the standard decorator has it."""
    if "__post_init__" in own:
        raise TypeError(f"{cls.__name__}: __post_init__ is for dataclasses.dataclass")
    for name, default in defaults.items():
        if isinstance(default, dataclasses.Field):
            plain = default.init and default.repr and default.compare and default.hash is None
            if not plain or default.kw_only is True:
                raise TypeError(f"{cls.__name__}.{name}: this field is for dataclasses.dataclass")
        elif default.__class__.__hash__ is None:
            raise ValueError(f"{cls.__name__}.{name}: use default_factory for {type(default)}")


_ONE_AT_A_TIME = RLock()
"""The standard library takes a class apart while it describes it: a second thread would find its
defaults gone. A class asks for those it inherits from, so one thread may come again."""


class _Described:
    """What the standard library says of the class, when it is first asked; read off the class as
    it was written, because a slot hides its default."""

    __slots__ = ("_name", "_written")

    def __init__(self, written: type[Any], name: str) -> None:
        self._written = written
        self._name = name

    def __get__(self, _one: object, cls: type[Any]) -> Any:
        written = self._written
        if self._name not in written.__dict__:
            with _ONE_AT_A_TIME:
                if self._name not in written.__dict__:
                    written.__doc__ = written.__doc__ or ""  # else it works out a signature
                    dataclasses.dataclass(init=False, repr=False, eq=False)(written)
        return written.__dict__[self._name]


# --- compiled when first called ---------------------------------------------------------------

_Source = Callable[[type[Any], dict[str, Any]], Iterator[str]]
"""The lines of a method of a class; what they name besides goes into the dict."""


def _when_called(cls: type[Any], name: str, source: _Source) -> _Method:
    def first(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        known: dict[str, Any] = {}
        exec("\n".join(source(cls, known)), known)
        method: _Method = known[name]
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(self, *args, **kwargs)

    return first


def _init(cls: type[Any], known: dict[str, Any]) -> Iterator[str]:
    known.update(_set=object.__setattr__, _missing=dataclasses.MISSING)
    parameters, body = ["self"], []
    for name in cls.__match_args__:
        default, new = _default_of(cls, name)
        parameter = value = name
        if new is not dataclasses.MISSING:
            known[f"_new_{name}"] = new
            parameter = f"{name}=_missing"
            value = f"_new_{name}() if {name} is _missing else {name}"
        elif default is not dataclasses.MISSING:
            known[f"_default_{name}"] = default
            parameter = f"{name}=_default_{name}"
        parameters.append(parameter)
        body.append(f" _set(self, {name!r}, {value})")
    yield f"def __init__({', '.join(parameters)}):"
    yield from body or [" pass"]


def _default_of(cls: type[Any], name: str) -> tuple[Any, Any]:
    """The default of a field and what makes one; MISSING where there is none."""
    default = _DEFAULTS[cls].get(name, dataclasses.MISSING)
    if isinstance(default, dataclasses.Field):
        return default.default, default.default_factory
    return default, dataclasses.MISSING


def _eq(cls: type[Any], _: dict[str, Any]) -> Iterator[str]:
    yield "def __eq__(self, other):"
    yield " if other.__class__ is not self.__class__: return NotImplemented"
    yield f" return {_values_of('self', cls)} == {_values_of('other', cls)}"


def _hash(cls: type[Any], _: dict[str, Any]) -> Iterator[str]:
    yield "def __hash__(self):"
    yield f" return hash({_values_of('self', cls)})"


def _values_of(one: str, cls: type[Any]) -> str:
    return "(" + "".join(f"{one}.{name}, " for name in cls.__match_args__) + ")"


_SOURCES = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}


# --- the same for every class -----------------------------------------------------------------


def _repr(self: Any) -> str:
    said = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _is_frozen(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _setstate(self: Any, state: list[Any]) -> None:
    put = object.__setattr__
    for name, value in zip(self.__match_args__, state, strict=True):
        put(self, name, value)


_SHARED: dict[str, _Method] = {
    "__repr__": _repr,
    "__setattr__": _is_frozen,
    "__delattr__": _is_frozen,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
