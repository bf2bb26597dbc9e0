"""Lesson and worksheet sources: which there are, and the notebooks that each becomes, not yet run."""

from __future__ import annotations

import ast
import hashlib
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesmark._checks import BadInput

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_CHECK = re.compile(r"""\bsm\.check\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One notebook to publish.

    Attributes:
        source: Its text, relative to the course's folder.
        target: The notebook, relative to the course's folder.
        blank: Whether answers are taken out; such a page is published without having been run.
    """

    source: Path
    target: Path
    blank: bool = False

    @property
    def name(self) -> str:
        """What the page is called on the command line, such as 02_customer_journey."""
        return self.source.stem


def pages(root: Path) -> list[Page]:
    """Return every page that the folder `sources` asks for: index, lessons, then worksheets.

    Raises:
        BadInput: There is no such folder.
    """
    if not (root / "sources").is_dir():
        raise BadInput(f"There is no folder 'sources' in {root}. Run salesmark build in the course's folder.")
    found = [Page(source=Path("sources/index.py"), target=Path("index.ipynb"))]
    found = [page for page in found if (root / page.source).exists()]
    for file in sorted((root / "sources" / "lessons").glob("*.py")):
        source = file.relative_to(root)
        found.append(Page(source=source, target=Path("notebooks", f"{file.stem}.ipynb")))
    for file in sorted((root / "sources" / "worksheets").glob("*.py")):
        source = file.relative_to(root)
        found.append(Page(source=source, target=Path("exercises", f"{file.stem}.ipynb"), blank=True))
        found.append(Page(source=source, target=Path("solutions", f"{file.stem}.ipynb")))
    return found


def notebook(page: Page, text: str) -> dict[str, Any]:
    """Make the notebook of a page, without outputs.

    Args:
        page: Which one.
        text: Its source, in jupytext's py:percent form; every cell has a label of its own as title.

    Returns:
        A notebook (nbformat 4.5) with ids that depend on file and label alone.

    Raises:
        BadInput: A label is missing or double, a cell's metadata is not allowed, a solution cannot be blanked,
            or an exercise would show a line of it.
    """
    try:
        import jupytext
    except ModuleNotFoundError as missing:
        raise BadInput("Building needs jupytext, which learners do without. Run: pip install jupytext") from missing

    worksheet = page.target.parts[0] in ("exercises", "solutions")
    cells: list[Any] = []
    labels: set[str] = set()
    for number, raw in enumerate(jupytext.reads(text, fmt="py:percent").cells, 1):
        label = _label(page, number, raw, labels)
        labels.add(label)
        where = f"{page.source.as_posix()}, cell {label!r}"
        metadata = _metadata(where, raw) | (_nbgrader(where, label, raw) if worksheet else {})
        cell = {
            "cell_type": raw.cell_type,
            "id": cell_id(page.name, label),
            "metadata": metadata,
            "source": _without_answers(where, raw) if page.blank else _with_answers(raw.source),
        }
        cells.append(cell | ({"execution_count": None, "outputs": []} if raw.cell_type == "code" else {}))
    if page.blank:
        _no_leak(page, text, cells)
    return {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}


def cell_id(name: str, label: str) -> str:
    """Return a cell's id: the same for the same file and label, and at most 64 characters.

    Example:
        >>> cell_id("02_customer_journey", "story")
        '02_customer_journey-story'
    """
    whole = f"{name}-{label}"
    return whole if len(whole) <= 64 else f"{whole[:55]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def answer_lines(text: str) -> Iterator[str]:
    """Give each line of a worksheet's source that only the solution may show, without its indent."""
    inside = False
    for line in text.splitlines():
        bare = line.removeprefix("# ").strip()
        if bare in (BEGIN, END):
            inside = bare == BEGIN
        elif inside and bare:
            yield bare


def _no_leak(page: Page, text: str, cells: list[Any]) -> None:
    """Refuse an exercise that shows, anywhere, a line of its own solution."""
    secret = {line for line in answer_lines(text) if any(letter.isalnum() for letter in line)}
    for cell in cells:
        for line in cell["source"].splitlines():
            if line.strip() in secret:
                raise BadInput(
                    f"{page.source.as_posix()} shows a line of its solution in the exercise, cell {cell['id']!r}: "
                    f"{line.strip()!r}. Say it in other words there."
                )


def _label(page: Page, number: int, raw: Any, known: set[str]) -> str:
    label = raw.metadata.get("title", "")
    where = f"{page.source.as_posix()}, cell {number} ({raw.source.strip().splitlines()[:1]})"
    if raw.cell_type not in ("code", "markdown"):
        raise BadInput(f"{where} is {raw.cell_type}. Begin the file with a '# %%' line; use code or markdown.")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", label):
        raise BadInput(
            f"{where} needs a label of small letters, digits and '-', got {label!r}. "
            "Write it as '# %% run-a-year' or '# %% [markdown] story'."
        )
    if label in known:
        raise BadInput(f"{where}: the label {label!r} is taken. Give each cell of a file its own.")
    return str(label)


def _metadata(where: str, raw: Any) -> dict[str, Any]:
    own = {key: value for key, value in raw.metadata.items() if key not in ("title", "lines_to_next_cell")}
    if set(own) - {"tags"}:
        raise BadInput(f"{where} has metadata {sorted(set(own) - {'tags'})}; only tags may be set. Take it out.")
    return own


def _nbgrader(where: str, label: str, raw: Any) -> dict[str, Any]:
    solution = any(line.strip() == BEGIN for line in raw.source.splitlines())
    tasks = _CHECK.findall(raw.source) if raw.cell_type == "code" else []
    if len(tasks) + solution > 1:
        raise BadInput(f"{where} holds more than one answer or check. Give each a cell of its own.")
    if not (tasks or solution):
        return {}
    by_hand = solution and raw.cell_type == "markdown"
    mark = {
        "schema_version": 3,
        "grade_id": label,
        "grade": bool(tasks) or by_hand,
        "locked": bool(tasks),
        "solution": solution,
        "task": False,
    }
    return {"nbgrader": mark | ({"points": 1} if mark["grade"] else {})} | (
        {"salesmark": {"task": tasks[0]}} if tasks else {}
    )


def _with_answers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in (BEGIN, END))


def _without_answers(where: str, raw: Any) -> str:
    kept: list[str] = []
    answer: list[str] | None = None
    for line in raw.source.splitlines():
        mark = line.strip()
        if mark in (BEGIN, END):
            if (mark == BEGIN) is not (answer is None):
                raise BadInput(f"{where}: '{BEGIN}' and '{END}' must take turns. Mend the markers.")
            if answer is not None:
                kept += _blanks(where, raw.cell_type, answer)
            answer = [] if mark == BEGIN else None
        else:
            (kept if answer is None else answer).append(line)
    if answer is not None:
        raise BadInput(f"{where}: '{BEGIN}' has no '{END}'. Add it.")
    source = "\n".join(kept)
    if raw.cell_type == "code" and source != raw.source:
        _whole_bodies(where, source)
    return source


def _blanks(where: str, cell_type: str, answer: list[str]) -> list[str]:
    """Give what stands in an exercise where the answer stood."""
    if cell_type == "markdown":
        return ["*Your answer here.*"]
    indent = answer[0][: len(answer[0]) - len(answer[0].lstrip())] if answer else ""
    if indent:
        return [f"{indent}____"]
    blanks = []
    for statement in _parsed(where, textwrap.dedent("\n".join(answer))).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                blanks.append(f"{name} = ____")
            case _:
                raise BadInput(
                    f"{where}: a solution is 'name = ...' or a whole function body, "
                    f"got {ast.unparse(statement)!r}. Put it outside of the markers, or name its result."
                )
    return blanks


def _whole_bodies(where: str, source: str) -> None:
    """Refuse a blank that is only a part of a function."""
    nodes = list(ast.walk(_parsed(where, source)))
    blanks = [node for node in nodes if _is_blank(node)]
    bodies = [
        node.body[1:] if ast.get_docstring(node) else node.body for node in nodes if isinstance(node, ast.FunctionDef)
    ]
    whole = sum(len(body) == 1 and _is_blank(body[0]) for body in bodies)
    if whole != len(blanks):
        raise BadInput(f"{where}: a solution in a function must be its whole body. Move the markers.")


def _parsed(where: str, code: str) -> ast.Module:
    try:
        return ast.parse(code)
    except SyntaxError as problem:
        raise BadInput(f"{where} holds a solution that is not Python: {problem.msg}. Mend it.") from problem


def _is_blank(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Name) and node.value.id == "____"
