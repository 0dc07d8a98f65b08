"""From what other systems announce over MQTT to HomeFuse's own device files. Pure."""

from __future__ import annotations

from homefuse.devices.importers.draft import Found, Imported, Place, with_overlays
from homefuse.devices.importers.messages import FILTERS, read_messages

__all__ = ["FILTERS", "Found", "Imported", "Place", "read_messages", "with_overlays"]
