"""How well it understands: case files, the judge, and the report (design, section 7)."""
