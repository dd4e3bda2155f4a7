"""One command, from its words to its exit code; no traceback for anything outside the program."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from dtcoach.app.errors import KnownError, WrongUsage
from dtcoach.cli.output import OK, PROBLEM, USAGE, complain, speak_utf8

if TYPE_CHECKING:
    import argparse

    from dtcoach.compose import House

    Command = Callable[[House, argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one, open the window. Returns the exit code."""
    speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except WrongUsage as error:
        complain(error.sentence)
        return USAGE
    except KnownError as error:
        complain(error.sentence)
        return PROBLEM
    except KeyboardInterrupt:
        complain("中止しました。")
        return PROBLEM
    except BrokenPipeError:
        # The reader of our output went away; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEM
    except OSError as error:
        complain(f"{error.filename or 'ファイル'} を扱えませんでした（{error.strerror}）。")
        return PROBLEM


def _run(words: list[str]) -> int:
    from dtcoach.compose import House, data_folder, open_window

    if not words:
        return open_window(House(data_folder(None)))
    if len(words) == 2 and words[0] == "--data":
        return open_window(House(data_folder(words[1])))  # as below, without the parser
    from dtcoach.cli.words import parser

    given = parser().parse_args(words)
    if given.version:
        from dtcoach import __version__

        print(f"dtcoach {__version__}")
        return OK
    house = House(data_folder(getattr(given, "data", None)))
    given.json = getattr(given, "json", False)
    if given.command is None:
        return open_window(house)
    command = _command(given.command)
    gc.enable()
    return command(house, given)


def _command(name: str) -> Command:
    """The command of that name; its module is imported only when it is used."""
    from importlib import import_module

    module = import_module(f"dtcoach.cli.{_MODULES.get(name, name)}")
    run: Command = module.run
    return run


_MODULES: Mapping[str, str] = {"self-test": "self_test"}
