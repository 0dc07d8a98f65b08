"""What is known of the home at a moment: the newest states, what was said before, frozen into a snapshot."""
