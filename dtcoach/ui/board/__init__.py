"""状況: what works now, who looked and when, the lead's lists, and the course of the outage."""
