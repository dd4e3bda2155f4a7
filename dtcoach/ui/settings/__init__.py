"""設定: how this terminal looks, and who works at it."""
