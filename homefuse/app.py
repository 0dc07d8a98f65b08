"""The composition root: builds every part, runs them in one task group, stops them in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import homefuse
from homefuse.actor import DeviceActor, Reporting
from homefuse.announce import Announcer, offline
from homefuse.broker import PublishedAddress
from homefuse.clock import Clock
from homefuse.connect import AUTO_PORT, client_settings, find_broker, note_connected
from homefuse.context.store import StateStore
from homefuse.deciding import Decider
from homefuse.deciding import Known as Deciding
from homefuse.errors import BrokerError, HomeFuseError
from homefuse.handler import CommandHandler, Surroundings
from homefuse.home_keeper import HomeKeeper
from homefuse.later import Later
from homefuse.mirror import Mirror
from homefuse.mqtt import Message, MqttClient, Will
from homefuse.outbox import Outbox
from homefuse.publish.publisher import Publisher
from homefuse.runtime import only_one
from homefuse.service import Service
from homefuse.simulate.mqtt_devices import SimulatedDevices
from homefuse.sources.text import control_filters, text_filters
from homefuse.store.errand import scheduled
from homefuse.store.store import Store
from homefuse.worker import Decides, DecisionWorker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from homefuse.broker import BrokerAddress, EmbeddedBroker
    from homefuse.config import Config
    from homefuse.mqtt import Inbox

log = logging.getLogger(__name__)

WAITING_COMMANDS = (
    100  # a household says a few a minute; what is more is a flood, and is told that we are busy
)
WAITING_CONTROLS = 50
DRAIN_S = 3.0  # with the client's goodbye, everything ends within five seconds
NOTE_EVERY = 5  # ticks
TIDY_EVERY = 5
RESUME_S = 2.0  # how long what was left undone waits for a broker and for the devices' retained states
SETTLE_S = 0.2


@dataclass(frozen=True, slots=True)
class DaemonOptions:
    """What a daemon is built from."""

    config: Config
    load: Callable[[], Decides]
    """Loads the pipeline; called on the decision thread."""
    model_name: str = ""
    simulate: bool = False
    """True = also play every device of the home."""
    broker_port: int = AUTO_PORT
    """Where `auto` looks, and where an embedded broker listens."""
    clock: Clock = field(default_factory=Clock)
    service: Service = field(default_factory=Service)
    state: Path | None = None
    """Folder of what must outlive the daemon; None = nothing does."""
    store: Callable[[Path | None, Clock], Store] = Store


class Daemon:
    """HomeFuse, running."""

    def __init__(self, options: DaemonOptions) -> None:
        self._options = options
        self._worker = DecisionWorker(options.load)
        self._model_problem = "the model is not loaded yet"
        self.ready = False
        """True once commands are listened to."""
        self._reload = asyncio.Event()
        self._stop = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    def stop(self) -> None:
        """End in order, within five seconds."""
        self._stop.set()

    def reload(self) -> None:
        """Read the device files again."""
        self._reload.set()

    async def run(self) -> None:
        """Run until `stop`; raises HomeFuseError if it cannot even start."""
        mqtt, self._base = self._options.config.mqtt, self._options.config.mqtt.base_topic
        with only_one():
            async with AsyncExitStack() as stack:
                address, embedded = await find_broker(mqtt, stack, self._options.broker_port)
                stack.enter_context(PublishedAddress(address))
                will = Will(f"{self._base}/status", offline(homefuse.__version__))
                store = self._options.store(self._options.state, self._options.clock)
                await stack.enter_async_context(store)
                parts = _Parts.build(self._options, MqttClient(client_settings(mqtt, address, will)), store)
                stack.callback(self._worker.close)
                await stack.enter_async_context(parts.client)
                try:
                    await self._serve(parts, address, embedded)
                finally:
                    await self._say_goodbye(parts.client, will)

    async def _serve(self, parts: _Parts, address: BrokerAddress, embedded: EmbeddedBroker | None) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                if embedded is not None:
                    tasks.create_task(embedded.supervise(), name="embedded broker")
                if self._options.simulate:
                    tasks.create_task(self._simulate(parts, address), name="simulated devices")
                tasks.create_task(parts.outbox.run(), name="outbox")
                tasks.create_task(self._come_up(parts, tasks), name="start")
                await self._stop.wait()
                self._options.service.stopping()
                await self._drain(parts)
                raise _StoppedError
        except* _StoppedError:
            log.info("stopped")

    async def _come_up(self, parts: _Parts, tasks: asyncio.TaskGroup) -> None:
        """Get warm first, then listen; messages wait in their inboxes until then."""
        service, keeper = self._options.service, parts.keeper
        service.starting("loading the model", extend_s=120)
        publisher = Publisher(
            parts.client,
            device=keeper.device,
            known=parts.states.values,
            clock=self._options.clock.monotonic,
        )
        reporting = Reporting(
            parts.announcer, parts.mirror, parts.store, parts.states, home=lambda: keeper.home
        )
        actor = DeviceActor(tasks, publisher, reporting, self._options.clock)
        later = Later(tasks, self._options.clock, actor.act)
        parts.handler = handler = CommandHandler(self._surroundings(parts), actor, later)
        parts.commands.on_full = handler.busy
        with contextlib.suppress(HomeFuseError):  # noted by _prepare, and shown as degraded
            await keeper.reload(self._prepare)
        await self._one_at_a_time.acquire()  # new commands wait until the old ones are dealt with
        tasks.create_task(self._resume(parts), name="resume")
        show = partial(self._show_status, parts)
        tasks.create_task(keeper.listen(publisher.observe), name="device reports")
        tasks.create_task(keeper.ask_the_silent(), name="ask silent devices")
        tasks.create_task(keeper.keep_current(self._reload, self._prepare), name="device files")
        tasks.create_task(self._each(parts.commands, handler.command, show), name="commands")
        tasks.create_task(self._each(parts.controls, handler.control, show), name="controls")
        tasks.create_task(self._tick(parts), name="tick")
        probes = {
            "decision thread": self._worker.alive,
            "mqtt thread": _moving(parts.client),
            "store": parts.store.alive,
        }
        tasks.create_task(service.watch(probes), name="watchdog")
        self.ready = True
        service.ready(f"{len(keeper.home.devices)} devices")
        log.info("ready: %d devices, model %s", len(keeper.home.devices), self._model_problem or "warm")

    def _surroundings(self, parts: _Parts) -> Surroundings:
        return Surroundings(
            base=self._base,
            home=lambda: parts.keeper.home,
            decider=Decider(
                Deciding(lambda: parts.keeper.home, parts.states, self._worker, self._options.clock)
            ),
            store=parts.store,
            announcer=parts.announcer,
            clock=self._options.clock,
            reload=self.reload,
        )

    async def _prepare(self, home: Any) -> None:
        try:
            await self._worker.prepare(home)
        except HomeFuseError as error:
            self._model_problem = str(error)
            log.error("the model cannot be used: %s", error)
            raise
        self._model_problem = ""

    async def _resume(self, parts: _Parts) -> None:
        """Take up what the last daemon left undone; what is undecided needs to know how the home stands."""

        async def heard_of_the_home() -> None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RESUME_S):
                    await parts.client.wait_ready()
                    await asyncio.sleep(SETTLE_S)

        try:
            if parts.handler is not None:
                await parts.handler.resume(heard_of_the_home)
        finally:
            self._one_at_a_time.release()

    async def _each(
        self, inbox: Inbox, deal: Callable[[Message], Awaitable[None]], show: Callable[[], None]
    ) -> None:
        async for message in inbox:
            async with self._one_at_a_time:
                try:
                    await deal(message)
                except Exception:
                    log.exception("a message on %s cannot be dealt with", message.topic)
                    message.ack()
            show()

    async def _tick(self, parts: _Parts) -> None:
        """Once a second: what expires, and how we are."""
        ticks = 0
        while True:
            self._show_status(parts)
            if parts.handler is not None:
                parts.handler.expire()
            if ticks % TIDY_EVERY == 0:
                await parts.store.tidy()
            if parts.client.connected and ticks % NOTE_EVERY == 0:
                note_connected()
            ticks += 1
            await asyncio.sleep(1.0)

    def _show_status(self, parts: _Parts) -> None:
        handler, problems = parts.handler, [p for p in (self._model_problem, parts.store.problem) if p]
        facts = {
            "state": "degraded" if problems else "online",
            "version": homefuse.__version__,
            "model": self._options.model_name or None,
            "provider": self._worker.provider,
            "modalities": {"text": "ok"},
            "devices": len(parts.keeper.home.devices),
            "problems": len(parts.keeper.problems),
            "paused": handler.paused if handler is not None else False,
            "detail": "; ".join(problems),
            "kept": parts.store.durable,
            "waiting": parts.commands.waiting,
        }
        parts.announcer.status(facts)
        if handler is not None:
            parts.announcer.scheduled(scheduled(handler.waiting()))

    async def _simulate(self, parts: _Parts, address: BrokerAddress) -> None:
        """Play the devices over a connection of their own, as real ones would have."""
        settings = client_settings(self._options.config.mqtt, address, will=None)
        name = f"{settings.client_id}-simulated"
        async with MqttClient(replace(settings, client_id=name, keep_session=False)) as client:
            while not self.ready:
                await asyncio.sleep(0.05)
            await SimulatedDevices(client, parts.keeper.home.devices).run()

    async def _drain(self, parts: _Parts) -> None:
        """Finish the command in hand, tell what will not happen any more, let the news go out."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_S):
                await self._one_at_a_time.acquire()
                if parts.handler is not None:
                    parts.handler.give_up()
                if parts.client.connected:
                    await parts.outbox.flushed()

    async def _say_goodbye(self, client: MqttClient, will: Will) -> None:
        """A clean disconnect makes the broker forget our last will, so say it ourselves."""
        with contextlib.suppress(BrokerError):
            await client.publish(will.topic, will.payload, retain=True, timeout_s=1.0)


class _StoppedError(Exception):
    """Ends the task group."""


@dataclass(slots=True)
class _Parts:
    """What is built before the task group."""

    client: MqttClient
    store: Store
    outbox: Outbox
    announcer: Announcer
    states: StateStore
    mirror: Mirror
    keeper: HomeKeeper
    commands: Inbox
    controls: Inbox
    handler: CommandHandler | None = None

    @classmethod
    def build(cls, options: DaemonOptions, client: MqttClient, store: Store) -> _Parts:
        """Wire them; the inboxes exist before the first message can come."""
        base = options.config.mqtt.base_topic
        outbox, states = Outbox(client), StateStore()
        announcer = Announcer(outbox, base)
        mirror = Mirror(states, announcer, options.clock)
        return cls(
            client,
            store,
            outbox,
            announcer,
            states,
            mirror,
            HomeKeeper(options.config, client, states, mirror, announcer),
            client.inbox(text_filters(base), size=WAITING_COMMANDS),
            client.inbox(control_filters(base), size=WAITING_CONTROLS),
        )


def _moving(client: MqttClient) -> Callable[[], Awaitable[None]]:
    async def probe() -> None:
        if not client.alive:
            raise BrokerError("the network thread does not move")

    return probe
