"""What was promised to residents, and what became of it: pure folds over the events."""
