"""`dtcoach.frozen.dataclass` is the standard one, made later."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import threading
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import pytest

from dtcoach.frozen import dataclass as later

MAKERS = (dataclasses.dataclass(frozen=True, slots=True), later(frozen=True, slots=True))


def made(maker: Callable[[type], type]) -> tuple[type, type]:
    @maker
    class Base:
        kind: ClassVar[str] = "base"
        name: str

    @maker
    class Point(Base):
        """Where."""

        kind: ClassVar[str] = "point"
        x: int
        y: int = 0
        seen: Mapping[str, int] = dataclasses.field(default_factory=dict)

    return Base, Point


STANDARD, OURS = made(MAKERS[0]), made(MAKERS[1])
Point: Any = OURS[1]


@later(frozen=True, slots=True)
class Kept:
    name: str
    count: int = 1


@later(frozen=True, slots=True)
class Empty:
    """Nothing in it."""


def answers(cls: Any) -> list[Any]:
    """What a class answers to everything that is asked of a dataclass."""
    one, same, other = cls("a", 1), cls(name="a", x=1, y=0, seen={}), cls("a", 1, 2)
    told: list[Any] = [repr(one), one == same, one == other, one == "a", one != other]
    told += [one.__match_args__, cls.__slots__, cls.__doc__, cls.__qualname__]
    told += [dataclasses.asdict(one), repr(dataclasses.replace(one, y=5))]
    told += [[(field.name, field.type) for field in dataclasses.fields(cls)]]
    told += [cls("a", 1).seen is cls("a", 1).seen, hasattr(one, "__dict__")]
    told += [cls.kind, one.kind, cls.__mro__[1].kind]
    told += [copy.copy(one) == one, copy.deepcopy(one) == one]
    return told


def test_it_answers_as_the_standard_one():
    assert answers(OURS[1]) == answers(STANDARD[1])
    assert hash(OURS[0]("a")) == hash(STANDARD[0]("a"))


@pytest.mark.parametrize("cls", [STANDARD[1], OURS[1]], ids=["standard", "ours"])
def test_nothing_of_it_can_be_changed(cls: Any):
    point = cls("a", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        point.z = 2


@pytest.mark.parametrize("given", [(), ("a",), ("a", 1, 2, {}, 3)])
def test_wrong_arguments_are_refused_in_the_same_words(given: tuple[Any, ...]):
    said = []
    for cls in (STANDARD[1], OURS[1]):
        with pytest.raises(TypeError) as refused:
            cls(*given)
        said.append(str(refused.value))
    assert said[0] == said[1]
    with pytest.raises(TypeError, match="unknown"):
        OURS[1]("a", 1, unknown=2)


def test_it_can_be_kept_and_hashed():
    assert pickle.loads(pickle.dumps(Kept("a", 2), 5)) == Kept("a", 2)
    assert {Kept("a"): 1}[Kept("a", 1)] == 1
    assert Empty() == Empty()
    assert hash(Empty()) == hash(())


def test_own_methods_stay():
    @later(frozen=True, slots=True)
    class Own:
        name: str

        def __repr__(self) -> str:
            return self.name

    assert repr(Own("a")) == "a"


@pytest.mark.parametrize(
    "special",
    [
        lambda: dataclasses.field(compare=False),
        lambda: dataclasses.field(repr=False),
        lambda: dataclasses.field(kw_only=True),
    ],
)
def test_fields_that_are_not_plain_are_refused(special: Callable[[], Any]):
    with pytest.raises(TypeError, match="name"):

        @later(frozen=True, slots=True)
        class _Special:
            name: str = special()


def test_shared_defaults_are_refused():
    with pytest.raises(ValueError, match="default_factory"):

        @later(frozen=True, slots=True)
        class _Shared:
            names: list[str] = []  # noqa: RUF012


def test_two_threads_describe_a_class_one_after_the_other(monkeypatch: pytest.MonkeyPatch):
    @later(frozen=True, slots=True)
    class Shared:
        things: list[str] = dataclasses.field(default_factory=list)

    inside, most, together = 0, 0, threading.Barrier(2)
    real, pause = dataclasses.dataclass, threading.Event()

    def slow(**how: bool) -> Callable[[type], type]:
        def describe(cls: type) -> type:
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            pause.wait(0.05)
            inside -= 1
            return real(**how)(cls)

        return describe

    def ask() -> None:
        together.wait()
        dataclasses.fields(Shared)

    monkeypatch.setattr(dataclasses, "dataclass", slow)
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    (field,) = dataclasses.fields(Shared)
    assert field.default_factory is list


def test_patterns_find_the_fields():
    match OURS[1]("a", 1, 2):
        case Point(name, x, y) if isinstance(Point, type):
            assert (name, x, y) == ("a", 1, 2)
        case _:
            pytest.fail("no match")


def test_what_it_cannot_do_is_refused():
    with pytest.raises(TypeError, match="__post_init__"):

        @later(frozen=True, slots=True)
        class _Checked:
            name: str

            def __post_init__(self) -> None: ...


def test_nothing_is_compiled_before_it_is_needed():
    @later(frozen=True, slots=True)
    class Unused:
        name: str

    first: Any = Unused.__init__
    assert first.__code__.co_varnames[0] == "self"
    assert "name" not in first.__code__.co_varnames
    Unused("a")
    compiled: Any = Unused.__init__
    assert compiled.__code__.co_varnames == ("self", "name")
