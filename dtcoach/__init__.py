"""dtcoach (ダウン対策コーチ): guidance, case log and drills for counters whose systems are down."""

__version__ = "0.1.0"
