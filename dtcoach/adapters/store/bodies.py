"""Event bodies to JSON and back, by their dataclasses alone; personal values go elsewhere."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from dtcoach.adapters.identity import new_id
from dtcoach.adapters.store.troubles import log_broken, log_newer
from dtcoach.domain.events import EventBody, FactLearned, Personal
from dtcoach.domain.vocabulary import BODIES
from dtcoach.domain.words import PERSONAL_FACTS

Decoder = Callable[[Any, Mapping[str, str | None]], Any]
"""From JSON, with the personal values that are still known by their reference."""


class KeptApart(NamedTuple):
    """A personal value on its way into its own table, or out of it. No salt: erased."""

    ref: str
    salt: bytes | None
    value: str | None


def personal_digest(salt: bytes, value: str) -> str:
    return hashlib.sha256(salt + value.encode()).hexdigest()


def with_personal_facts(body: EventBody) -> EventBody:
    """Three answers are personal whoever wrote them down and however (design §7)."""
    if (
        isinstance(body, FactLearned)
        and body.fact in PERSONAL_FACTS
        and isinstance(body.value, str)
    ):
        return dataclasses.replace(body, value=Personal(body.value))
    return body


def encode(body: EventBody) -> tuple[dict[str, Any], list[KeptApart]]:
    """The payload, and the personal values that it only refers to."""
    apart: list[KeptApart] = []
    names = (field.name for field in dataclasses.fields(body))
    return {name: _encode(getattr(body, name), apart) for name in names}, apart


def decode(
    type_name: str, payload: Mapping[str, Any], values: Mapping[str, str | None]
) -> EventBody:
    """Raises LogNewer for words this version does not know, LogBroken for what makes no sense."""
    kind = BODIES.get(type_name)
    if kind is None:
        raise log_newer(type_name)
    decoders = _decoders(type_name)
    if not payload.keys() <= decoders.keys():
        raise log_newer(type_name)
    try:
        return kind(**{name: read(payload[name], values) for name, read in decoders.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise log_broken(type_name) from error


def clean(text: str) -> str:
    """Half a surrogate pair, as a broken paste leaves it, must not stop the counter."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def as_stored(body: EventBody) -> EventBody:
    """The body as it is read back later: what is shown is what is on the disk."""
    body = with_personal_facts(body)
    values = ((field.name, getattr(body, field.name)) for field in dataclasses.fields(body))
    mended = {name: whole for name, value in values if (whole := _whole(value)) is not value}
    return dataclasses.replace(body, **mended) if mended else body


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value)
    if isinstance(value, Personal) and value.value is not None:
        whole = clean(value.value)
        return value if whole is value.value else Personal(whole)
    if isinstance(value, tuple):
        whole_items = tuple(map(_whole, value))
        return value if whole_items == value else whole_items
    return value


def _encode(value: Any, apart: list[KeptApart]) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Personal):
        return _set_apart(value, apart)
    if isinstance(value, datetime):
        return aware(value)
    if isinstance(value, tuple):
        return [_encode(item, apart) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _encode(item, apart) for key, item in value.items()}
    raise TypeError(f"no place in an event for {type(value).__name__}")


def aware(at: datetime) -> str:
    """ISO 8601 with offset; a time without one is a mistake of ours."""
    if at.utcoffset() is None:
        raise ValueError("a time without offset")
    return at.isoformat()


def moment(text: str) -> datetime:
    """The other way round. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.utcoffset() is None:
        raise ValueError("a time without offset")
    return at


def _set_apart(value: Personal, apart: list[KeptApart]) -> dict[str, str]:
    ref, salt = new_id(), os.urandom(16)
    text = None if value.value is None else clean(value.value)
    apart.append(KeptApart(ref, salt, text))
    return {"personal": ref, "digest": personal_digest(salt, text or "")}


@cache
def _decoders(type_name: str) -> Mapping[str, Decoder]:
    kind = BODIES[type_name]
    hints = typing.get_type_hints(kind)
    return {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)}


def _decoder(hint: Any) -> Decoder:
    if isinstance(hint, types.UnionType):
        return _union(hint)
    if typing.get_origin(hint) is tuple:
        return _several(_decoder(typing.get_args(hint)[0]))
    if typing.get_origin(hint) is not None:
        key, item = map(_decoder, typing.get_args(hint))
        return lambda value, values: {
            key(name, values): item(part, values) for name, part in value.items()
        }
    if issubclass(hint, StrEnum):
        return lambda value, _values: _word(hint, value)
    if hint is datetime:
        return lambda value, _values: moment(value)
    if hint is Personal:
        return lambda value, values: Personal(values.get(value["personal"]))
    return lambda value, _values: _exactly(hint, value)


def _several(item: Decoder) -> Decoder:
    """A tuple of any length of one kind."""

    def read(value: Any, values: Mapping[str, str | None]) -> tuple[Any, ...]:
        if type(value) is not list:
            raise TypeError("list expected")
        return tuple(item(part, values) for part in value)

    return read


def _union(hint: types.UnionType) -> Decoder:
    plain = [part for part in hint.__args__ if part not in (Personal, types.NoneType)]
    if len(plain) > 1:
        raise TypeError(f"cannot tell the parts of {hint} apart")
    of_plain = _decoder(plain[0]) if plain else _decoder(types.NoneType)
    of_personal = _decoder(Personal) if Personal in hint.__args__ else of_plain
    may_be_none = types.NoneType in hint.__args__

    def read(value: Any, values: Mapping[str, str | None]) -> Any:
        if value is None and may_be_none:
            return None
        return (of_personal if isinstance(value, dict) else of_plain)(value, values)

    return read


def _word(kind: type[StrEnum], value: Any) -> StrEnum:
    """Broken pages cannot pass for another word (each page is sealed): a newer version wrote it."""
    try:
        return kind(value)
    except ValueError:
        raise log_newer(str(value)) from None


def _exactly(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} expected")
    return value
