"""台帳: every case of the incident, found as it is typed."""
