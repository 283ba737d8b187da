"""The pages for people hold together: the README is short, and every link of a page leads somewhere."""

import re

import pytest

from catalog.paths import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
README = TEXTS["README.md"]


def test_the_readme_is_read_in_a_few_minutes():
    assert len(README.splitlines()) <= 100
    assert README.index("docs/first-sight.png") < README.index("    make run ")


def test_the_two_commands_stand_first_in_the_readme_and_the_pipeline_runs_the_second():
    assert re.findall(r"^ {4}(\S.*?)(?: {2,}#.*)?$", README, re.MULTILINE)[:2] == [
        "make run", "make test",
    ]  # fmt: skip
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"


def anchors(text):
    """Return what a link may name in a page: its headings as a browser writes them."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page):
    bare = re.sub(r"```.*?```|`[^`\n]*`", "", TEXTS[page], flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", bare):
        name, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists(), target
        if heading:
            assert heading in anchors(path.read_text(encoding="utf-8")), target


def test_every_page_can_be_reached_from_the_readme():
    seen, todo = set(), ["README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page not in TEXTS:
            continue
        seen.add(page)
        todo += [
            ((ROOT / page).parent / target.partition("#")[0]).resolve().relative_to(ROOT).as_posix()
            for target in re.findall(r"\]\(([^)\s:]+)\)", TEXTS[page])
            if target.partition("#")[0]
        ]
    assert set(TEXTS) - seen == set()
