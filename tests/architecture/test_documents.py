"""What the documents name exists: links, pictures, commands, words of dev.py."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest

from desktop_app.cli.masuk import skp_luring

LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def documents(root: Path) -> list[Path]:
    """Every Markdown file of the product."""
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "resources").rglob("*.md")]


def test_that_every_link_and_picture_leads_somewhere(root: Path) -> None:
    dead = [
        f"{document.relative_to(root)}: {target}"
        for document in documents(root)
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:")) and not (document.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_that_every_picture_of_the_guide_is_shown(root: Path) -> None:
    guide = root / "docs" / "panduan"
    text = "".join(chapter.read_text(encoding="utf-8") for chapter in guide.glob("*.md"))
    pictures = list((guide / "gambar").glob("*.png"))
    assert pictures, "the guide has pictures"
    assert not [picture.name for picture in pictures if f"gambar/{picture.name}" not in text]


def spoken(command: click.Command) -> set[str]:
    """Return the options that a command understands."""
    return {name for parameter in command.params for name in parameter.opts if name.startswith("--")} | {"--help"}


def test_that_the_readme_uses_only_commands_and_options_that_exist(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = re.findall(r"^ {4}(?:\w+: +)?skp-luring (.+)$", text, re.MULTILINE)
    assert len(lines) > 10, "the first use is shown"
    for line in lines:
        words = line.split("#")[0].split()
        command: click.Command = skp_luring
        while isinstance(command, click.Group) and words and not words[0].startswith("--"):
            command = command.commands[words.pop(0)]
        unknown = {word for word in words if word.startswith("--")} - spoken(command)
        assert not unknown, f"{line}: {unknown}"


def test_that_the_readme_shows_every_command_of_the_program(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    visible = [name for name, command in skp_luring.commands.items() if not command.hidden]
    missing = [name for name in visible if f"skp-luring {name}" not in text]
    assert not missing, missing


def test_that_the_readme_names_every_word_of_dev(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("dev_of_readme", root / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    text = (root / "README.md").read_text(encoding="utf-8")
    missing = [word for word in dev.WORDS if f"dev.py {word}" not in text and f"`{word}" not in text]
    assert not missing, missing


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4])
def test_that_the_readme_explains_every_exit_code(root: Path, code: int) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {code} \| \S", text, re.MULTILINE)
