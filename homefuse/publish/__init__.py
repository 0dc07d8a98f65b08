"""The edge out: actions become messages, and messages become the truth about what happened."""
