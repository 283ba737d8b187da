"""What a browser makes of the expressions that our scripts hold."""

import json
from typing import Any


def said(expression: str) -> Any:
    """Evaluate ``JSON.parse('...')``: the literal of JavaScript, then the JSON in it."""
    literal = expression.removeprefix("JSON.parse('").removesuffix("')")
    assert "'" not in literal
    return json.loads(json.loads('"' + literal.replace('"', r"\"") + '"'))
