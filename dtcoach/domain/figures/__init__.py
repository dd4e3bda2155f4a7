"""The figures of an incident, computed once here for reports, screens and the scores of drills."""
