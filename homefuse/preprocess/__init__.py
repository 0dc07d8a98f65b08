"""From a snapshot to what the model reads: pure functions, shared with training."""
