"""What must outlive the daemon: accepted commands, promised actions, answers that were given."""
