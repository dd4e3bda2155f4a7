"""回収: documents issued from a snapshot, compared after recovery, and who must be told."""
