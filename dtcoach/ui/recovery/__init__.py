"""復旧: from the word that it can be used again to the last promise."""
