"""ヘルプ (F1): what is on the screen now, why, where the rule comes from, which keys act here."""
