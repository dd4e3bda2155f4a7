"""Tests of the rules: no window, no disk, no clock."""
