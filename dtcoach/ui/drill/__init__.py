"""訓練: what the controller and the observers see and do."""
