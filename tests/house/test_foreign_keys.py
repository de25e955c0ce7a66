"""Foreign keys point into their own room or to a floor below: import-linter sees no key named by a string."""

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import ForeignKey, ManyToManyField, Model

from tests.house.floors import floor_of, is_below

OURS = "uphold."


def test_foreign_keys_of_models_point_downward() -> None:
    upward = [
        f"{model.__name__}.{field.name} -> {target.__name__}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | ManyToManyField)
        and not may_point(room_of(model), room_of(target := model_of(field)))
    ]

    assert upward == []


def test_migrations_depend_on_floors_below() -> None:
    rooms = {config.label: config.name for config in apps.get_app_configs()}
    graph = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upward = [
        f"{label}.{name} depends on {other}.{needed}"
        for (label, name), migration in graph.items()
        for other, needed in migration.dependencies
        if other in rooms and not may_point(rooms[label], rooms[other])
    ]

    assert upward == []


def may_point(room: str, target: str) -> bool:
    if not room.startswith(OURS) or not target.startswith(OURS) or room == target:
        return True
    return is_below(floor_of(target), floor_of(room))


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if room_of(model).startswith(OURS)]


def room_of(model: type[Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name


def model_of(field: object) -> type[Model]:
    target = getattr(field, "related_model", None)
    if not (isinstance(target, type) and issubclass(target, Model)):
        raise TypeError(f"{field} points to no model")
    return target
