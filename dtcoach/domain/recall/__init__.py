"""Documents issued from a snapshot, compared after recovery: pure folds over the events."""
