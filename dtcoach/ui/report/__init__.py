"""報告: the figures of an incident to look at, what people write of it, and what came before."""
