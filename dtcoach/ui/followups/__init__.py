"""What 約束 and 回収 share: reading in slices, sheets, the words of what came of a try."""
