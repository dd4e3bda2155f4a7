"""自習: invented residents, a deck that covers everything, and the engine as the answer key."""
