"""The append-only event log in SQLCipher, and how it is opened whatever happened to it."""

from dtcoach.adapters.store.log import SqlCipherLog
from dtcoach.adapters.store.opening import OpenedLog, open_fresh, open_log
from dtcoach.adapters.store.somewhere import open_log_somewhere

__all__ = ["OpenedLog", "SqlCipherLog", "open_fresh", "open_log", "open_log_somewhere"]
