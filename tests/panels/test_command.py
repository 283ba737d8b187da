import pytest

from panels.command import main


def test_a_package_of_the_project_is_run_by_its_name(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["catalog", "status", "torkham", "--on", "2025-11-02"])
    assert not ended.value.code
    assert "Torkham" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["frobnicate"]])
def test_what_is_no_command_is_answered_with_those_that_are(given, capsys):
    assert main(given) == 2
    assert "crossings routing" in capsys.readouterr().err


def test_help_is_no_mistake(capsys):
    assert main(["--help"]) == 0
    assert "crossings serve" in capsys.readouterr().out
