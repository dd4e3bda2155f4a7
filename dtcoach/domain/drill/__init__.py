"""訓練: the plan of an exercise, its clock, what became of it, and what the log proves of it."""
