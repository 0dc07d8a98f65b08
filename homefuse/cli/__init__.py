"""The command line. Each command's module is imported only when that command runs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

import homefuse

if TYPE_CHECKING:
    from collections.abc import Mapping


class Entry(NamedTuple):
    """Where a command lives, and its line in the help."""

    place: str
    """module:attribute, within homefuse.cli; the attribute is a function or a Typer app."""
    help: str


COMMANDS: Mapping[str, Entry] = {
    "run": Entry("run:run", "Run the daemon: listen for commands and act."),
    "demo": Entry("demo:demo", "Run the daemon with a simulated home to play with."),
    "say": Entry("say:say", "Say something to the running daemon and watch what comes of it."),
    "decide": Entry("decide:decide", "Decide what a text asks for, without a broker and without doing it."),
    "eval": Entry("eval:evaluate", "Measure how well the cases of a file are understood."),
    "replay": Entry("replay:replay", "Compare what two models decide about the same cases."),
    "check": Entry("check:command", "Check the configuration and every device file."),
    "devices": Entry("devices:app", "List devices, check a device file, print the schema."),
    "models": Entry("models:app", "List and verify the model files."),
    "acl": Entry("acl:acl", "Print access rules for Mosquitto."),
    "doctor": Entry("doctor:doctor", "Tell what works on this machine, and how to mend the rest."),
}


class LazyCommands(TyperGroup):
    """A group that knows its commands' help without importing them."""

    _only_listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, imported now; while the help is printed a stand-in will do."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        if self._only_listing:
            return TyperCommand(cmd_name, help=entry.help)
        return _load(cmd_name, entry)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help of all commands."""
        self._only_listing = True
        super().format_help(ctx, formatter)


app = typer.Typer(
    cls=LazyCommands,
    name="homefuse",
    help="Understands what people ask of their home, and does it over MQTT.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"homefuse {homefuse.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Understands what people ask of their home, and does it over MQTT."""


def _load(name: str, entry: Entry) -> Any:
    module, _, attribute = entry.place.partition(":")
    found = getattr(import_module(f"homefuse.cli.{module}"), attribute)
    if isinstance(found, typer.Typer):
        return typer.main.get_group(found)
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    single.command(name)(found)
    return typer.main.get_command(single)
