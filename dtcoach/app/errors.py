"""Troubles of the environment, each already the sentence that the user reads."""

from __future__ import annotations


class KnownError(Exception):
    """Something outside the program is wrong. `code` is stable; `str(error)` is plain Japanese."""

    code = "known"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WrongUsage(KnownError):
    """The words of the call are off (exit 2)."""

    code = "usage"


class ProblemFound(KnownError):
    """The call was understood and the answer is no (exit 1)."""

    code = "problem"


class StorageTrouble(KnownError):
    """A write did not reach the disk; nothing of it counts."""

    code = "storage"


class DiskFull(StorageTrouble):
    """No space left."""

    code = "disk-full"


class FolderNotWritable(StorageTrouble):
    """The data folder cannot be written."""

    code = "folder-not-writable"


class NotSurelyKept(StorageTrouble):
    """The file stands there, whole; that it still does after a power cut cannot be said."""

    code = "not-surely-kept"


class FolderGone(StorageTrouble):
    """The folder that a file was to be put into is not there (any more)."""

    code = "folder-gone"


class FileInUse(StorageTrouble):
    """Another program holds the file that was to be replaced."""

    code = "file-in-use"


class LogUnreadable(StorageTrouble):
    """The log cannot be opened as it stands; it is kept and a fresh one is used instead."""

    code = "log-unreadable"


class LogBroken(LogUnreadable):
    """Pages, or the hash chain, do not hold."""

    code = "log-broken"


class LogNewer(LogUnreadable):
    """Written by a newer version of dtcoach; not guessed at."""

    code = "log-newer"


class KeyLost(LogUnreadable):
    """The key of this log is not here, or is not the right one."""

    code = "key-lost"


class DataFolderInUse(KnownError):
    """Another dtcoach window works on this data folder."""

    code = "in-use"
