"""Before an incident: what is going on, who is here, which outage it looks like."""
