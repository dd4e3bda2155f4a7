"""訓練 in the domain."""
