"""What docs/importing.md says: python -m tests.devices.importers.table > docs/importing.md"""

from __future__ import annotations

import sys

from homefuse.devices.importers import read_messages
from homefuse.devices.parse import parse_device
from tests.devices.importers.models import messages

HEAD = """# Importing devices

`homefuse devices import` makes a device file of everything that zigbee2mqtt, Tasmota, Homie 5 and Home
Assistant's MQTT discovery announce. Without an argument it asks the broker, which retains the announcements;
or name a file:

- the JSON list that `zigbee2mqtt/bridge/devices` retains,
- a JSON object of topics and their payloads,
- the output of `mosquitto_sub -v`,
- a folder with a file a topic, as `zigbee2mqtt/bridge/devices.json`.

Files that are there are left alone unless you say `--force`; `--dry-run` writes nothing. What you say of an
imported device in `_overlays.yaml`, in the same folder, outlives every import:

```yaml
study_radiator: {name: Radiator, area: study, aliases: [heater under the window], risk: normal}
hall_motion_temperature: {hide: true}
```

Keys: `name`, `aliases`, `area`, `kind`, `risk`, `pronunciation`, `hide`. An area of the configuration whose
name stands in a device's name is taken by itself.

## What is made of what

This table is made from the models in the tests. *Left out* is what HomeFuse has no word for.

| model | device | type | commands | properties | left out |
|---|---|---|---|---|---|
"""


def table() -> str:
    rows = []
    for imported in read_messages(messages()).devices:
        device, _ = parse_device(imported.data)
        assert device is not None
        kind = (
            f"{device.type} ({device.kind or device.measures})"
            if device.kind or device.measures
            else device.type
        )
        commands = [c.removeprefix("set_") for c in device.commands if c != "toggle"]
        cells = (
            imported.origin,
            device.name,
            kind,
            _list(commands),
            _list(device.properties),
            _list(imported.left_out),
        )
        rows.append("| " + " | ".join(cells) + " |")
    return HEAD + "\n".join(rows) + "\n"


def _list(words) -> str:
    return ", ".join(words) or "-"


if __name__ == "__main__":
    sys.stdout.write(table())
