"""From what the model read to what shall be done: pure."""
