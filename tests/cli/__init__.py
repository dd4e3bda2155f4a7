"""Tests of the command line: words in, sentences or JSON out."""
