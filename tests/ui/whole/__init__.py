"""The whole app: real processes, real files broken, the real window."""
