"""What a browser makes of the expressions that our scripts hold."""

import base64
import json
import re
import zlib
from typing import Any


def said(expression: str) -> Any:
    """Evaluate ``JSON.parse('...')``: the literal of JavaScript, then the JSON in it."""
    literal = expression.removeprefix("JSON.parse('").removesuffix("')")
    assert "'" not in literal
    return json.loads(json.loads('"' + literal.replace('"', r"\"") + '"'))


def told(script: str) -> Any:
    """Unpack the command in a script that hands it to the client."""
    found = re.search(r'Crossings\.take\("([\w+/=]+)"\)', script)
    if found is None:
        raise ValueError("the map was told nothing")
    return json.loads(zlib.decompress(base64.b64decode(found[1]), -zlib.MAX_WBITS))
