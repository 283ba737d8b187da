"""A few lines of HTML that put the map into another page: live, or from the HTML file beside it."""

from __future__ import annotations

from briefing.canvas.plain import plain
from briefing.formats.job import Job
from briefing.formats.markdown import hidden
from briefing.formats.names import named
from briefing.formats.prose import paragraph
from briefing.receipt import as_json, is_followed
from layers.text.escape import safe, safe_link
from layers.text.words import long_day

RECEIPT = ("<!-- crossings-receipt: ", " -->")
"""What stands before and behind the receipt."""


def iframe(job: Job) -> bytes:
    """Write a frame with its caption.

    It shows the View on the installation whose address the file bears; without one that others can
    follow, the HTML file of the same View, which has to stand beside the page.
    """
    scene, receipt, profile = job.scene, job.receipt, job.profile
    live = is_followed(receipt.base)
    source = safe_link(receipt.link) if live else safe(named([scene], "", "html"))
    begin, end = RECEIPT
    house = " · ".join(filter(None, (profile.name, profile.footer)))
    said = [
        f"<strong>{safe(receipt.marking)}</strong>" if receipt.marking else "",
        safe(plain(scene.title)),
        f"{safe(long_day(scene.view.day))}",
        safe(house),
        f"Sources: {safe('; '.join(plain(one) for one in scene.credits))}",
        safe(receipt.code),
    ]
    lines = [
        f"{begin}{hidden(as_json([receipt]))}{end}",
        '<figure style="margin: 0">',
        # What is framed may run its own scripts, and cannot touch the page that it stands in.
        f'  <iframe src="{source}" title="{safe(plain(scene.title))}. {safe(paragraph(scene))}"',
        '    style="width: 100%; aspect-ratio: 16 / 10; border: 0" loading="lazy"',
        '    sandbox="allow-scripts allow-same-origin allow-popups" referrerpolicy="no-referrer">'
        if live
        else '    sandbox="allow-scripts" referrerpolicy="no-referrer">',
        f"    {safe(paragraph(scene))}",
        "  </iframe>",
        '  <figcaption style="font: 12px/1.4 sans-serif">',
        f"    {'. '.join(filter(None, said))}.",
        "  </figcaption>",
        "</figure>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")
