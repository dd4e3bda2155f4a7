"""Papers of a visit: seen before they are printed, and never in the way of the visit."""
