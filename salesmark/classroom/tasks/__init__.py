"""The worksheets' tasks, one module a worksheet: `ex02.py` holds `TASKS`, a tuple, for lesson 02."""

from __future__ import annotations

import importlib
import pkgutil

from salesmark._checks import BadInput, one_of
from salesmark.classroom.questions import Task


def sheets() -> dict[str, tuple[Task, ...]]:
    """Return the tasks of every worksheet, by lesson number such as "02"."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("ex"))
    return {name.removeprefix("ex"): _tasks(name) for name in names}


def find(task_id: str) -> Task:
    """Return a task.

    Args:
        task_id: Worksheet and number, such as "ex02-1".

    Raises:
        BadInput: There is no such task, or it is one that nobody checks; the ones there are, are named.
    """
    known = {task.id: task for tasks in sheets().values() for task in tasks}
    if not isinstance(task_id, str):
        raise BadInput(f'The task comes first, as text: sm.check("ex02-1", answer). Got {task_id!r}.')
    lesson, _, number = task_id.removeprefix("ex").partition("-")
    if task_id not in known and number.isdigit() and lesson in sheets():
        raise BadInput(
            f"There is no check and no hint for {task_id}: worksheet {lesson} has them for "
            f"{', '.join(task.id for task in sheets()[lesson])}. "
            "A task answered in your own words is for people to read: your teacher, or a neighbour."
        )
    return known[one_of("task", task_id, known)]


def _tasks(name: str) -> tuple[Task, ...]:
    tasks: tuple[Task, ...] = importlib.import_module(f"{__name__}.{name}").TASKS
    return tasks
