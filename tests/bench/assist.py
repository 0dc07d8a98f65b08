"""Home Assistant's sentence matcher as a decider: hassil and home-assistant-intents over a HomeFuse home.

Only its strict matching, which is what Assist does out of the box: no language model. Entities, areas,
floors and the speaker's area are handed over as Home Assistant's conversation agent does, and an intent is
carried out as its handlers do. It has no confirmation, no history, and no confidence but 1 or 0.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hassil.intents import Intents, SlotList, TextSlotList
from hassil.recognize import recognize_best
from home_assistant_intents import get_intents

from homefuse.types import About, Action, Decision, Outcome, Reason, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homefuse.devices.model import Device, Home, Value

DOMAINS = {
    **{same: same for same in ("light", "switch", "fan", "cover", "lock", "climate", "humidifier", "valve")},
    **{same: same for same in ("water_heater", "media_player", "vacuum", "lawn_mower", "siren", "scene")},
    **{same: same for same in ("script", "button", "select", "number", "sensor", "binary_sensor")},
    "dehumidifier": "humidifier",
    "air_purifier": "fan",
    "alarm": "alarm_control_panel",
}
"""HomeFuse type -> Home Assistant domain; a timer is the voice satellite's own there."""

TURN = {
    "HassTurnOn": {
        "cover": "open",
        "valve": "open",
        "lock": "lock",
        "vacuum": "start",
        "scene": "activate",
        "script": "run",
        "button": "press",
    },
    "HassTurnOff": {"cover": "close", "valve": "close", "lock": "unlock", "vacuum": "return_home"},
}
"""Intent -> domain -> command where that is not turn_on or turn_off, as in Home Assistant's handlers."""

DIRECT = {
    "HassSetPosition": ("set_position", "position"),
    "HassClimateSetTemperature": ("set_temperature", "temperature"),
    "HassClimateSetFanMode": ("set_fan_mode", "fan_mode"),
    "HassFanSetSpeed": ("set_speed", "percentage"),
    "HassSetVolume": ("set_volume", "volume_level"),
    "HassListAddItem": ("add_item", "item"),
    "HassShoppingListAddItem": ("add_item", "item"),
    "HassMediaPause": ("pause", None),
    "HassMediaUnpause": ("play", None),
    "HassMediaNext": ("next_track", None),
    "HassMediaPrevious": ("previous_track", None),
    "HassMediaPlayerMute": ("mute", None),
    "HassMediaPlayerUnmute": ("unmute", None),
    "HassVacuumStart": ("start", None),
    "HassVacuumReturnToBase": ("return_home", None),
    "HassLawnMowerStartMowing": ("start", None),
    "HassLawnMowerDock": ("return_home", None),
    "HassCancelTimer": ("cancel", None),
    "HassCancelAllTimers": ("cancel", None),
    "HassPauseTimer": ("pause", None),
    "HassUnpauseTimer": ("resume", None),
}
"""Intent -> (command, the slot that holds its argument)."""

LIGHT = {"brightness": "set_brightness", "color": "set_color", "temperature": "set_color_temperature"}
STATE_OF = {
    "lock": "locked",
    "cover": "position",
    "valve": "position",
    "climate": "current_temperature",
    "sensor": "value",
    "binary_sensor": "value",
    "vacuum": "activity",
}
"""Domain -> the property that is its state; `on` for the others."""
SECONDS = {"hours": 3600, "minutes": 60, "seconds": 1}
VOLUME_STEP = 10
"""Percent by which "turn it up" changes the volume there."""

Slots = dict[str, Any]


class Assist:
    """Decides as Home Assistant's conversation agent would."""

    def __init__(self) -> None:
        self._intents = Intents.from_dict(get_intents("en"))
        self._lists: dict[str, SlotList] = {}

    def prepare(self, home: Home) -> None:
        """Hand over the home's entities, areas and floors."""
        names = [
            (
                name,
                device.name,
                {"domain": domain_of(device), "device_class": device.kind or device.measures or ""},
            )
            for device in home.devices
            if domain_of(device)
            for name in (device.name, *device.aliases)
        ]
        areas = [(name, area.id) for area in home.areas for name in (area.name, *area.aliases)]
        floors = [(floor, floor) for floor in {area.floor for area in home.areas if area.floor}]
        self._lists = {
            "name": TextSlotList.from_tuples(names, allow_template=False),
            "area": TextSlotList.from_tuples(areas, allow_template=False),
            "floor": TextSlotList.from_tuples(floors, allow_template=False),
        }

    def decide(self, snapshot: Snapshot) -> Decision:
        """What Home Assistant would do on hearing this."""
        area = snapshot.command.area
        found = recognize_best(
            snapshot.command.text,
            self._intents,
            slot_lists=self._lists,
            intent_context={"area": {"value": area, "text": area}} if area else {},
            language="en",
            best_slot_name="name",
        )
        if found is None:
            return _reject(Reason.NOT_FOR_ME)
        slots = {name: entity.value for name, entity in found.entities.items()}
        slots |= {"said_name": found.entities["name"].text_clean} if "name" in found.entities else {}
        if found.intent.name == "HassStartTimer" and "conversation_command" in slots:
            return self._later(snapshot, slots)
        return _carry_out(snapshot, found.intent.name, slots)

    def _later(self, snapshot: Snapshot, slots: Slots) -> Decision:
        command = replace(snapshot.command, text=str(slots["conversation_command"]))
        decision = self.decide(replace(snapshot, command=command))
        delayed = (replace(action, after_s=float(_seconds(slots))) for action in decision.actions)
        return replace(decision, actions=tuple(delayed))


def domain_of(device: Device) -> str | None:
    """The Home Assistant domain of a device; None if it has nothing like it."""
    if "add_item" in device.commands:
        return "todo"
    return DOMAINS.get(device.type)


def _carry_out(snapshot: Snapshot, intent: str, slots: Slots) -> Decision:
    if intent == "HassNevermind":
        return Decision("", Outcome.CANCEL, confidence=1.0)
    if intent in {"HassGetState", "HassClimateGetTemperature"}:
        return _answer(snapshot, intent, slots)
    orders = _orders(snapshot, intent, slots)
    if orders is None:
        return _reject(Reason.NOT_FOR_ME)
    targets = _targets(snapshot, intent, slots)
    if "name" in slots and len(targets) > 1:
        return Decision("", Outcome.CLARIFY, choices=tuple(device.id for device in targets), confidence=1.0)
    actions = tuple(action for device in targets for action in _actions(snapshot, device, orders))
    if not actions:
        return _reject(Reason.UNSUPPORTED if targets else Reason.NO_SUCH_DEVICE)
    return Decision("", Outcome.ACT, actions, confidence=1.0)


Orders = list[tuple[str, "Value"]]
"""(command, its only argument or None); an intent of TURN stands for the command of the device's domain."""


def _orders(snapshot: Snapshot, intent: str, slots: Slots) -> Orders | None:
    if intent in TURN:
        return [(intent, None)]
    if intent in DIRECT:
        command, slot = DIRECT[intent]
        return [(command, slots.get(slot) if slot else None)]
    if intent == "HassLightSet":
        return [(LIGHT[slot], slots[slot]) for slot in LIGHT if slot in slots]
    if intent == "HassSetVolumeRelative":
        return [("volume_step", slots["volume_step"])]
    if intent in {"HassStartTimer", "HassIncreaseTimer", "HassDecreaseTimer"}:
        sign = -1 if intent == "HassDecreaseTimer" else 1
        return [("start" if intent == "HassStartTimer" else "add", sign * _seconds(slots))]
    return None


def _actions(snapshot: Snapshot, device: Device, orders: Orders) -> Iterable[Action]:
    """The orders that this device can carry out."""
    for order, value in orders:
        command, argument = _resolved(snapshot, device, order, value)
        spec = device.commands.get(command)
        if spec is not None:
            args = {spec.args[0].name: argument} if spec.args and argument is not None else {}
            yield Action(device.id, command, args)


def _resolved(snapshot: Snapshot, device: Device, order: str, value: Value) -> tuple[str, Value]:
    if order in TURN:
        usual = "turn_on" if order == "HassTurnOn" else "turn_off"
        return TURN[order].get(domain_of(device) or "", usual), None
    if order == "volume_step":
        known = snapshot.states.get(device.id)
        volume = known.values.get("volume") if known else None
        base = volume if isinstance(volume, int | float) else 0
        step = {"up": VOLUME_STEP, "down": -VOLUME_STEP}.get(str(value), value)
        return "set_volume", min(100, max(0, base + (step if isinstance(step, int | float) else 0)))
    return order, value


FAMILY = {
    "HassLight": "light",
    "HassClimate": "climate",
    "HassFan": "fan",
    "HassVacuum": "vacuum",
    "HassLawnMower": "lawn_mower",
    "HassMedia": "media_player",
    "HassSetVolume": "media_player",
    "HassList": "todo",
    "HassShoppingList": "todo",
}
"""Start of an intent's name -> the only domain that it reaches."""


def _targets(snapshot: Snapshot, intent: str, slots: Slots) -> list[Device]:
    """The devices that the slots mean; several of one name are narrowed to the speaker's area."""
    if "Timer" in intent:
        return [device for device in snapshot.home.devices if device.type == "timer"][:1]
    domain = slots.get("domain") or next((d for start, d in FAMILY.items() if intent.startswith(start)), None)
    found = [device for device in snapshot.home.devices if _is_meant(snapshot.home, device, slots, domain)]
    if "name" in slots:
        here = [device for device in found if device.area == snapshot.command.area]
        return here if len(found) > 1 and here else found
    if len(found) > 1 and intent.startswith(("HassClimate", "HassMedia", "HassSetVolume")):
        here = [device for device in found if device.area == snapshot.command.area]
        return (here or found)[:1]
    return found


def _is_meant(home: Home, device: Device, slots: Slots, domain: str | None) -> bool:
    own, area = domain_of(device), home.area(device.area)
    names = {name.casefold() for name in (device.name, *device.aliases)}
    named = {str(slots[slot]).casefold() for slot in ("name", "said_name") if slot in slots}
    reads_only = own in {"sensor", "binary_sensor"} and domain != own and not named
    return own is not None and not (
        reads_only
        or (domain is not None and own != domain)
        or ("device_class" in slots and device.kind != slots["device_class"])
        or ("area" in slots and device.area != slots["area"])
        or ("floor" in slots and area is not None and area.floor != slots["floor"])
        or (named and not named & names)
    )


def _answer(snapshot: Snapshot, intent: str, slots: Slots) -> Decision:
    about: list[About] = []
    for device in _targets(snapshot, intent, slots):
        name = STATE_OF.get(domain_of(device) or "", "on")
        known = snapshot.states.get(device.id)
        if known is not None and known.values.get(name) is not None:
            about.append(About(device.id, name, known.values[name]))
    if not about:
        return _reject(Reason.NO_SUCH_DEVICE)
    return Decision("", Outcome.ANSWER, about=tuple(about), confidence=1.0)


def _seconds(slots: Slots) -> int:
    return sum(int(slots[unit]) * length for unit, length in SECONDS.items() if unit in slots)


def _reject(reason: Reason) -> Decision:
    return Decision("", Outcome.REJECT, reason=reason)
