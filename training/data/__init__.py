"""Homes, utterances and their labels for training."""
