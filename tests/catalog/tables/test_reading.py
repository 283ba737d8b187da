from pathlib import Path

import pytest

from catalog.problems import CatalogError
from catalog.tables.reading import (
    correction_sources,
    read_table,
    row_sources,
    split_urls,
    url_sources,
    with_corrections,
)

HEAD = "file,key_column,key,column,old,new,why,source_name,source_url,source_date,accessed\n"


def write(sources: Path, name: str, text: str) -> None:
    path = sources / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def correct(sources: Path, *rows: str) -> None:
    write(sources, "edits/corrections.csv", HEAD + "".join(f"{row}\n" for row in rows))


def test_a_row_knows_its_line_even_after_a_quoted_line_break(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", 'id,note\nA,"two\nlines"\n\nB,one\n')
    table = read_table(tmp_path, "facts/ports.csv")
    assert [(row["id"], row.line) for row in table] == [("A", 2), ("B", 5)]
    assert table.rows[1].problem("is wrong").line == 5


def test_every_row_of_the_wrong_width_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA\nB,ok\nC,x,y\n")
    with pytest.raises(CatalogError) as caught:
        read_table(tmp_path, "facts/ports.csv")
    assert [problem.line for problem in caught.value.problems] == [2, 4]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"facts/ports.csv: is missing"):
        read_table(tmp_path, "facts/ports.csv")


def test_an_index_refuses_empty_and_repeated_keys(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\nA,y\n,z\n")
    with pytest.raises(CatalogError, match="stands on line 2 already") as caught:
        read_table(tmp_path, "facts/ports.csv").by("id")
    assert [problem.line for problem in caught.value.problems] == [3, 4]


def test_a_correction_replaces_one_cell_and_brings_its_source(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,depth_m\nA,9\nB,9\n")
    correct(tmp_path, "facts/ports.csv,id,B,depth_m,9,12,typo,Dawn,https://dawn.com/1,2025-01,2026")
    first, second = read_table(tmp_path, "facts/ports.csv")
    assert (first["depth_m"], second["depth_m"]) == ("9", "12")
    assert correction_sources(first) == []
    assert correction_sources(second) == [
        {"name": "Dawn", "url": "https://dawn.com/1", "date": "2025-01"}
    ]


def test_a_page_that_corrects_several_cells_is_named_once_and_with_its_date(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,depth_m,berths,sources\nA,9,3,https://dawn.com/1\n")
    page = "w,Dawn,https://dawn.com/1,2025-01,2026"
    correct(
        tmp_path,
        f"facts/ports.csv,id,A,depth_m,9,12,{page}",
        f"facts/ports.csv,id,A,berths,3,4,{page}",
    )
    (row,) = read_table(tmp_path, "facts/ports.csv")
    assert with_corrections(url_sources(row["sources"]), row) == [
        {"name": "Dawn", "url": "https://dawn.com/1", "date": "2025-01"}
    ]


def test_what_tells_that_a_page_is_no_source_is_not_one_itself(tmp_path: Path) -> None:
    write(tmp_path, "facts/claims.csv", "id,source_urls\nA,https://a.com https://b.com\n")
    correct(
        tmp_path,
        "facts/claims.csv,id,A,source_urls,https://a.com https://b.com,https://b.com,w,A,"
        "https://a.com,2025-01,2026",
    )
    (row,) = read_table(tmp_path, "facts/claims.csv")
    found = with_corrections(url_sources(row["source_urls"]), row)
    assert [source["url"] for source in found] == ["https://b.com"]


def test_a_correction_may_name_its_row_by_two_columns(tmp_path: Path) -> None:
    write(tmp_path, "facts/status.csv", "place,date,status\nX,2025,open\nX,2026,open\n")
    correct(tmp_path, "facts/status.csv,place+date,X+2026,status,open,closed,w,n,,,2026")
    assert [row["status"] for row in read_table(tmp_path, "facts/status.csv")] == ["open", "closed"]


def test_corrections_that_do_not_fit_are_all_refused(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,depth_m\nA,9\n")
    correct(
        tmp_path,
        "facts/ports.csv,id,A,depth_m,8,12,w,n,,,2026",
        "facts/ports.csv,id,Z,depth_m,9,12,w,n,,,2026",
        "facts/ports.csv,id,A,depht,9,12,w,n,,,2026",
    )
    with pytest.raises(CatalogError) as caught:
        read_table(tmp_path, "facts/ports.csv")
    assert [problem.line for problem in caught.value.problems] == [2, 3, 4]
    assert "expected depth_m '8'" in str(caught.value)
    assert "0 rows of facts/ports.csv" in str(caught.value)
    assert "no column ['depht']" in str(caught.value)


def test_rows_found_later_follow_those_received(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\n")
    write(tmp_path, "edits/ports_additions.csv", "note,id,accessed,why\ny,B,2026,seen\n")
    table = read_table(tmp_path, "facts/ports.csv")
    assert [(row["id"], row["note"]) for row in table] == [("A", "x"), ("B", "y")]
    assert table.rows[1].problem("is wrong").file.endswith("edits/ports_additions.csv")


def test_an_index_names_the_file_of_a_key_that_was_received(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\n")
    write(tmp_path, "edits/ports_additions.csv", "id,note,why,accessed\nA,y,seen,2026\n")
    with pytest.raises(CatalogError, match=r"id 'A' stands on \S+facts/ports.csv:2 already"):
        read_table(tmp_path, "facts/ports.csv").by("id")


def test_additions_with_other_columns_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\n")
    write(tmp_path, "edits/ports_additions.csv", "id,remark,why\nB,y,seen\n")
    with pytest.raises(CatalogError) as caught:
        read_table(tmp_path, "facts/ports.csv")
    (problem,) = caught.value.problems
    assert problem.file.endswith("edits/ports_additions.csv")
    assert "lacks columns ['note', 'accessed'] and has columns ['remark']" in problem.message
    assert "its columns are those of facts/ports.csv, and why and accessed" in problem.message


def test_an_addition_may_say_how_we_have_it(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\n")
    later = "id,note,why,accessed,basis\nB,y,seen,2026,page_read\nC,z,seen,2026,\n"
    write(tmp_path, "edits/ports_additions.csv", later)
    table = read_table(tmp_path, "facts/ports.csv")
    assert [row.get("basis", "") for row in table] == ["", "page_read", ""]


def test_an_addition_can_be_corrected_like_any_row(tmp_path: Path) -> None:
    write(tmp_path, "facts/ports.csv", "id,note\nA,x\n")
    write(tmp_path, "edits/ports_additions.csv", "id,note,why,accessed\nB,y,seen,2026\n")
    correct(tmp_path, "edits/ports_additions.csv,id,B,note,y,z,typo,Dawn,https://dawn.com/1,,2026")
    assert [row["note"] for row in read_table(tmp_path, "facts/ports.csv")] == ["x", "z"]


def test_a_list_of_addresses_is_parted_from_the_words_around_it() -> None:
    urls, rest = split_urls(
        "https://a.b/c | http://d.e:443/f https://a.b/c (2012) javascript://x/%0aalert(1)"
    )
    assert urls == ["https://a.b/c", "http://d.e:443/f"]
    assert rest == "(2012) javascript://x/%0aalert(1)"
    assert url_sources("https://www.a.b/c") == [
        {"name": "a.b", "url": "https://www.a.b/c", "date": None}
    ]


def test_a_source_keeps_its_name_but_never_an_unsafe_address() -> None:
    row = {
        "source_1_name": "Dawn",
        "source_1_url": "javascript://x/%0aalert(1)",
        "source_1_date": "",
        "source_2_name": "",
        "source_2_url": "https://www.tolo.af/x",
        "source_2_date": "2025-10",
    }
    assert row_sources(row) == [
        {"name": "Dawn", "url": None, "date": None},
        {"name": "tolo.af", "url": "https://www.tolo.af/x", "date": "2025-10"},
    ]
