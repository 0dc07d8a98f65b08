"""The small part of Jinja that describes payloads: reading a value out, writing one in. Pure.

Templates come from devices, so nothing of them is run: jinja2 only parses them, and what is not listed here
is refused. There are no loops, and only numbers can be multiplied, so the cost is bounded by their length.
"""

from __future__ import annotations

import json
import operator
import re
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, TemplateSyntaxError, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_LENGTH = 2000
"""A longer template is not one."""

MAX_TEXT, MAX_NUMBER = 65_536, 1e15
"""What a template may make of a payload, so that none can fill the memory."""

_ENVIRONMENT = Environment(autoescape=False)  # noqa: S701 - it only parses, nothing is rendered into a page
_MISSING = object()
"""What is not there: `value_json.nothing`."""


class _UnknownError(Exception):
    """A template needs what is not there; it tells nothing then."""


class Template:
    """One template of a value or of a command."""

    def __init__(self, source: str, names: tuple[str, ...] = ("value",)) -> None:
        """`names` are what a command fills in; raises ValueError on what is not understood."""
        if len(source) > MAX_LENGTH:
            raise ValueError(f"a template has at most {MAX_LENGTH} characters")
        try:
            self._body = _ENVIRONMENT.parse(source).body
            for node in self._body:
                _check(node)
        except TemplateSyntaxError as error:
            raise ValueError(f"not a template: {error.message}") from error
        except RecursionError as error:
            raise ValueError("the template is nested too deeply") from error
        self._names = names

    def fill(self, raw: str) -> str | None:
        """The payload that holds the raw value, or its parts between commas where it has several names."""
        parts = raw.split(",") if len(self._names) > 1 else [raw]
        scope = {name: _number_or_text(part) for name, part in zip(self._names, parts, strict=False)}
        whole = _number_or_text(raw)
        return self._run({"value": whole, "action": whole, **scope})  # alarms call it action

    def read(self, payload: str) -> str | None:
        """The value in a payload; None if there is none."""
        scope: dict[str, Any] = {"value": payload}
        try:
            scope["value_json"] = json.loads(payload)
        except (ValueError, RecursionError):
            scope["value_json"] = _MISSING
        text = self._run(scope)
        return text or None

    def unfill(self, payload: str) -> str | None:
        """The raw value in a command's payload; None if the template does more than place it."""
        pattern, names = "", []
        for node in self._pieces():
            if isinstance(node, nodes.TemplateData):
                pattern += re.escape(node.data)
            elif (name := _plain_name(node)) in {*self._names, "value"}:
                pattern += "(.+?)"
                names.append(name)
            else:
                return None
        found = re.fullmatch(pattern, payload.strip())
        parts = dict(zip(names, found.groups(), strict=True)) if found else {}
        wanted = self._names if len(self._names) > 1 else ("value",)
        if set(parts) != set(wanted):
            return next(iter(parts.values()), None) if len(parts) == 1 and len(wanted) == 1 else None
        return ",".join(parts[name] for name in wanted)

    def place(self) -> tuple[str, ...] | None:
        """The keys of the JSON value that it reads; () = the whole payload; None if it does more."""
        pieces = [
            node for node in self._pieces() if not isinstance(node, nodes.TemplateData) or node.data.strip()
        ]
        return _path(pieces[0]) if len(pieces) == 1 else None

    def _pieces(self) -> list[nodes.Node]:
        return [
            piece
            for node in self._body
            for piece in (node.nodes if isinstance(node, nodes.Output) else [node])
        ]

    def _run(self, scope: dict[str, Any]) -> str | None:
        try:
            return "".join(_statement(node, scope) for node in self._body).strip()
        except (_UnknownError, ArithmeticError, LookupError, TypeError, ValueError):
            return None


def _statement(node: nodes.Node, scope: dict[str, Any]) -> str:
    if isinstance(node, nodes.Output):
        return "".join(_text(_value(piece, scope)) for piece in node.nodes)
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        scope[node.target.name] = _value(node.node, scope)
        return ""
    if isinstance(node, nodes.If):
        return _branch(node, scope)
    raise ValueError(_refused(node))


def _branch(node: nodes.If, scope: dict[str, Any]) -> str:
    for candidate in (node, *node.elif_):
        if _truth(_value(candidate.test, scope)):
            return "".join(_statement(inner, scope) for inner in candidate.body)
    return "".join(_statement(inner, scope) for inner in node.else_)


def _value(node: nodes.Node, scope: Mapping[str, Any]) -> Any:
    return _VALUES[type(node)](node, scope)


def _name(node: nodes.Name, scope: Mapping[str, Any]) -> Any:
    return scope.get(node.name, _MISSING)


def _item(node: nodes.Getattr | nodes.Getitem, scope: Mapping[str, Any]) -> Any:
    whole = _value(node.node, scope)
    key = node.attr if isinstance(node, nodes.Getattr) else _value(node.arg, scope)
    if isinstance(whole, dict):
        return whole.get(key, _MISSING)
    if isinstance(whole, list | tuple | str) and isinstance(key, int) and -len(whole) <= key < len(whole):
        return whole[key]
    return _MISSING


def _condition(node: nodes.CondExpr, scope: Mapping[str, Any]) -> Any:
    if _truth(_value(node.test, scope)):
        return _value(node.expr1, scope)
    return "" if node.expr2 is None else _value(node.expr2, scope)


def _compare(node: nodes.Compare, scope: Mapping[str, Any]) -> bool:
    left = _value(node.expr, scope)
    for operand in node.ops:
        right = _value(operand.expr, scope)
        if _MISSING in (left, right) and operand.op not in {"eq", "ne"}:
            raise _UnknownError
        if not _COMPARISONS[operand.op](left, right):
            return False
        left = right
    return True


def _binary(node: nodes.BinExpr, scope: Mapping[str, Any]) -> Any:
    left, right = _value(node.left, scope), _value(node.right, scope)
    if isinstance(node, nodes.Add) and isinstance(left, str) and isinstance(right, str):
        return (left + right)[:MAX_TEXT]
    result = _ARITHMETIC[type(node)](_number(left), _number(right))
    if abs(result) > MAX_NUMBER:
        raise ValueError("too large a number")
    return result


def _filter(node: nodes.Filter, scope: Mapping[str, Any]) -> Any:
    assert node.node is not None
    value = _value(node.node, scope)
    arguments = [_value(argument, scope) for argument in node.args]
    arguments += [_value(pair.value, scope) for pair in node.kwargs]
    if node.name in {"default", "d"}:
        return arguments[0] if value is _MISSING and arguments else value
    if value is _MISSING:
        if node.name in {"int", "float"} and arguments:
            return arguments[0]
        raise _UnknownError
    return _FILTERS[node.name](value, *arguments)


def _test(node: nodes.Test, scope: Mapping[str, Any]) -> bool:
    value = _value(node.node, scope)
    return _TESTS[node.name](value)


def _call(node: nodes.Call, scope: Mapping[str, Any]) -> Any:
    arguments = [_value(argument, scope) for argument in node.args]
    if isinstance(node.node, nodes.Getattr):
        whole = _value(node.node.node, scope)
        return (
            whole.get(*arguments) if isinstance(whole, dict) else _METHODS[node.node.attr](whole, *arguments)
        )
    assert isinstance(node.node, nodes.Name)
    if node.node.name == "iif":
        condition, *branches = arguments
        return (branches or [True])[0] if _truth(condition) else (branches[1] if len(branches) > 1 else False)
    return _FILTERS[node.node.name](*arguments)


def _round(value: Any, digits: int = 0, method: str = "common") -> Any:
    if method != "common":
        raise ValueError("only common rounding")
    rounded = round(_number(value), digits)
    return int(rounded) if digits == 0 else rounded


def _cast(kind: Callable[[float], Any]) -> Callable[..., Any]:
    def cast(value: Any, default: Any = _MISSING) -> Any:
        try:
            return kind(float(value))
        except (TypeError, ValueError):
            if default is _MISSING:
                raise
            return default

    return cast


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    return value


def _number_or_text(text: str) -> Any:
    """As Home Assistant hands values to command templates: numbers stay numbers."""
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() and "." not in text else value


def _truth(value: Any) -> bool:
    return value is not _MISSING and bool(value)


def _text(value: Any) -> str:
    if value is _MISSING:
        raise _UnknownError
    return (
        value
        if isinstance(value, str)
        else json.dumps(value)
        if isinstance(value, dict | list)
        else str(value)
    )


def _path(node: nodes.Node) -> tuple[str, ...] | None:
    """The keys under `value_json`, through filters that leave a value what it is."""
    if isinstance(node, nodes.Filter) and node.name in {"int", "float", "is_defined", "string"}:
        return _path(node.node) if node.node is not None else None
    if isinstance(node, nodes.Name):
        return () if node.name in {"value", "value_json"} else None
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        above = _path(node.node)
        key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
        rooted = above or (isinstance(node.node, nodes.Name) and node.node.name == "value_json")
        return (*(above or ()), key) if rooted and isinstance(key, str) else None
    return None


def _plain_name(node: nodes.Node) -> str | None:
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else None


def _check(node: nodes.Node) -> None:
    """Raise ValueError unless the node and all in it are understood."""
    known = isinstance(node, _STATEMENTS) or type(node) in _VALUES or isinstance(node, _PARTS)
    if isinstance(node, nodes.Filter) and node.name not in {*_FILTERS, "default", "d"}:
        raise ValueError(f"templates with the filter {node.name!r} are not understood")
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        raise ValueError(f"templates with the test {node.name!r} are not understood")
    if isinstance(node, nodes.Call) and not _callable(node.node):
        raise ValueError("templates that call that are not understood")
    if not known:
        raise ValueError(_refused(node))
    for child in node.iter_child_nodes():
        _check(child)


def _callable(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):
        return node.attr in {*_METHODS, "get"}
    return isinstance(node, nodes.Name) and node.name in {*_FILTERS, "iif"}


def _refused(node: nodes.Node) -> str:
    return f"templates with {type(node).__name__.lower()!r} are not understood"


_STATEMENTS = (nodes.Output, nodes.Assign, nodes.If)
_PARTS = (nodes.Operand, nodes.Pair, nodes.Keyword)

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda item, whole: item in whole,
    "notin": lambda item, whole: item not in whole,
}

_ARITHMETIC: Mapping[type[nodes.BinExpr], Callable[[Any, Any], Any]] = {
    nodes.Add: operator.add,
    nodes.Sub: operator.sub,
    nodes.Mul: operator.mul,
    nodes.Div: operator.truediv,
    nodes.FloorDiv: operator.floordiv,
    nodes.Mod: operator.mod,
}

_METHODS: Mapping[str, Callable[..., Any]] = {
    "lower": lambda text: str(text).lower(),
    "upper": lambda text: str(text).upper(),
    "strip": lambda text: str(text).strip(),
    "split": lambda text, by=None: str(text).split(by),
    "startswith": lambda text, head: str(text).startswith(head),
}

_FILTERS: Mapping[str, Callable[..., Any]] = {
    "int": _cast(int),
    "float": _cast(float),
    "round": _round,
    "abs": lambda value: abs(_number(value)),
    "string": str,
    "bool": lambda value: str(value).lower() in {"true", "on", "yes", "1"},
    "lower": lambda value: str(value).lower(),
    "upper": lambda value: str(value).upper(),
    "trim": lambda value: str(value).strip(),
    "replace": lambda value, old, new: str(value).replace(str(old), str(new))[:MAX_TEXT],
    "is_defined": lambda value: value,
    "tojson": json.dumps,
    "to_json": json.dumps,
    "first": lambda value: value[0],
    "last": lambda value: value[-1],
    "length": len,
    "multiply": lambda value, by: _number(_number_or_text(str(value))) * _number(by),
}

_TESTS: Mapping[str, Callable[[Any], bool]] = {
    "defined": lambda value: value is not _MISSING,
    "undefined": lambda value: value is _MISSING,
    "none": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "true": lambda value: value is True,
    "false": lambda value: value is False,
}

_VALUES: Mapping[type[nodes.Node], Callable[[Any, Mapping[str, Any]], Any]] = {
    nodes.Const: lambda node, _: node.value,
    nodes.TemplateData: lambda node, _: node.data,
    nodes.Name: _name,
    nodes.Getattr: _item,
    nodes.Getitem: _item,
    nodes.CondExpr: _condition,
    nodes.Compare: _compare,
    nodes.Not: lambda node, scope: not _truth(_value(node.node, scope)),
    nodes.And: lambda node, scope: _truth(_value(node.left, scope)) and _truth(_value(node.right, scope)),
    nodes.Or: lambda node, scope: _truth(_value(node.left, scope)) or _truth(_value(node.right, scope)),
    nodes.Neg: lambda node, scope: -_number(_value(node.node, scope)),
    nodes.Concat: lambda node, scope: "".join(_text(_value(p, scope)) for p in node.nodes)[:MAX_TEXT],
    nodes.Dict: lambda node, scope: {_value(p.key, scope): _value(p.value, scope) for p in node.items},
    nodes.List: lambda node, scope: [_value(item, scope) for item in node.items],
    nodes.Tuple: lambda node, scope: [_value(item, scope) for item in node.items],
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Call: _call,
    **dict.fromkeys(_ARITHMETIC, _binary),
}
