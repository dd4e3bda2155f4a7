"""After the outage, as folds."""
