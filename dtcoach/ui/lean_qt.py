"""PySide6, imported without what only its own tools need: half of the time it takes.

Each import of PySide6 compiles the sources that write its type stubs and explain wrong arguments,
and each module that is imported afterwards is read once more, to see whether it asks for a
`__feature__`. dtcoach asks for none. So these sources wait until a name in them is wanted, as
for the message of a TypeError, and imports are Python's own again.

A PySide6 that is made otherwise is imported as ever (`tests/ui/test_lean_qt.py` tells).
"""

from __future__ import annotations

import builtins
import importlib.machinery
import sys
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from dtcoach.ui import lean_enums

_SUPPORT = "shibokensupport.signature."
LATE = frozenset(
    _SUPPORT + name
    for name in (
        "errorhandler",
        "layout",
        "mapping",
        "lib.enum_sig",
        "lib.pyi_generator",
        "lib.tool",
        "parser",
    )
)
"""What is executed when a name of it is first wanted."""
_LOOKED_UP = {_SUPPORT + "mapping": ("update_mapping",)}
"""What C takes out of the module itself, without asking it."""


def load() -> None:
    """Import PySide6, unless it is there already."""
    lean_enums.install()
    if "PySide6" not in sys.modules:
        # Its support is found by a finder of its own, which makes a spec for each module.
        importlib.machinery.ModuleSpec = _spec  # type: ignore[misc, assignment]
        try:
            import PySide6  # noqa: F401
        finally:
            importlib.machinery.ModuleSpec = ModuleSpec  # type: ignore[misc]
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _spec(name: str, loader: Any, **how: Any) -> ModuleSpec:
    found: Any = _LateLoader(loader) if name in LATE else loader
    return ModuleSpec(name, found, **how)


class _LateModule(ModuleType):
    _run: Callable[[], None] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._run is None or name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        self.run_now()
        return getattr(self, name)

    def run_now(self) -> None:
        """Execute what waited."""
        run, self._run = self._run, None
        if run is not None:
            run()


class _LateLoader:
    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LateModule(spec.name)

    def exec_module(self, module: _LateModule) -> None:
        spec = module.__spec__
        assert spec is not None
        name = spec.name

        def run() -> None:
            # By then it goes by another name, too, which its loader does not know.
            other, spec.name = spec.name, name
            try:
                self._loader.exec_module(module)
            finally:
                spec.name = other

        module._run = run
        for wanted in _LOOKED_UP.get(name, ()):
            setattr(module, wanted, _late_function(module, wanted))


def _late_function(module: _LateModule, name: str) -> Callable[..., Any]:
    """Stands for that function of the module until it is called."""

    def call(*args: Any) -> Any:
        module.run_now()
        return getattr(module, name)(*args)

    return call
