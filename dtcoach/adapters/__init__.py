"""The outside world behind the ports: files, SQLCipher, keys, clock, calendar."""
