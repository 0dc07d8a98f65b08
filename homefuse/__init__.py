"""HomeFuse: a local daemon that fuses words and senses into smart-home actions."""

__version__ = "0.1.0"
