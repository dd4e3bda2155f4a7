"""Pure rules: same inputs, same answer. No I/O, no clock, no random, no Qt."""
