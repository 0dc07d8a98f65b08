"""What a home consists of: areas, devices, their commands, arguments and properties."""
