"""Content files, read into the domain's frozen facts or into problems with file and line."""
