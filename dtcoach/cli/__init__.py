"""The command line: words in, sentences or JSON out, never a traceback."""
