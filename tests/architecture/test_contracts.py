"""A room is entered by its doors alone: the contracts in pyproject.toml leave no module of a room outside."""

import tomllib

import pytest

from app.config import ROOT

DOORS = {"__init__", "domain", "api"}
OPEN_ON_PURPOSE = {
    "councils": "facts of this deployment, which every page shows",
    "helplines": "facts with their sources, and nothing else",
    "questionnaire": "an engine, whose parts the rooms with questions put together",
}
DOORS_OF_THEIR_OWN = {
    "app.publishing.checks": "pure functions over words, for every room in which strangers write to each other",
}
NOT_ROOMS = {"kernel", "schema", "web"}

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
PROTECTED = {
    module for contract in CONTRACTS if contract["type"] == "protected" for module in contract["protected_modules"]
}
ROOMS = sorted(
    folder.parent.name
    for folder in (ROOT / "app").glob("*/__init__.py")
    if folder.parent.name not in NOT_ROOMS | OPEN_ON_PURPOSE.keys()
)


def inner_modules(room: str) -> set[str]:
    """What stands in a room besides its doors: modules and packages."""
    folder = ROOT / "app" / room
    modules = {path.stem for path in folder.glob("*.py")}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return {f"app.{room}.{name}" for name in (modules | packages) - DOORS} - DOORS_OF_THEIR_OWN.keys()


@pytest.mark.parametrize("room", ROOMS)
def test_every_inner_module_of_a_room_is_behind_its_doors(room: str) -> None:
    """When this fails, name the new module in the room's contract "Enter … by its doors" in pyproject.toml."""
    assert sorted(inner_modules(room) - PROTECTED) == []


def test_no_contract_names_a_module_that_is_gone() -> None:
    assert sorted(PROTECTED - {module for room in ROOMS for module in inner_modules(room)}) == []


def test_only_the_room_itself_and_the_factory_pass_a_door() -> None:
    for contract in CONTRACTS:
        if contract["type"] == "protected":
            (room,) = {".".join(module.split(".")[:2]) for module in contract["protected_modules"]}
            assert set(contract["allowed_importers"]) == {room, "app.factory"}, contract["name"]
