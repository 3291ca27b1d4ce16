"""Two kinds of wall that import-linter does not know: what a room may use, and the person wall.

Registered under ``contract_types`` in pyproject.toml; proved in tests/walls.
"""

import sys
from collections.abc import Iterable

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.helpers import module_expressions_to_modules

REMEDY_PURE = "Use what the room may use (see allowed_packages), or move the code up a room."
REMEDY_WALL = (
    "Only protected counts cross from the vault: ask a fact of the house instead. A room that "
    "works inside the vault is named under `inside`, after an ADR."
)


class AllowedPackages(Contract):
    """A room imports only its own project, the standard library and the packages listed.

    Options: ``modules`` (packages), ``allowed_packages`` (top-level names of other packages).
    A deny list forgets the package that nobody thought of; this list does not.
    """

    modules = fields.ListField(subfield=fields.ModuleExpressionField())
    allowed_packages = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001, ARG002 - the linter's signature
        """Collect every direct import of a package that is not allowed."""
        allowed = {*self.session_options["root_packages"], *sys.stdlib_module_names}
        allowed |= set(self.allowed_packages or ())
        found = [
            line
            for module in sorted(_with_descendants(graph, self.modules))
            for imported in sorted(graph.find_modules_directly_imported_by(module))
            if imported.split(".")[0] not in allowed
            for line in _lines(graph, module, imported)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the imports that are not allowed, and what to do."""
        _render(check, REMEDY_PURE)


class PersonWall(Contract):
    """No room may reach the vault, however indirectly, unless it is named as inside it.

    Options: ``rooms``, ``vault`` and ``inside`` (module expressions, taken as packages). Names
    that match nothing yet are welcome: the wall stands before the first room behind it does.
    """

    rooms = fields.ListField(subfield=fields.ModuleExpressionField())
    vault = fields.ListField(subfield=fields.ModuleExpressionField())
    inside = fields.ListField(subfield=fields.ModuleExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001, ARG002 - the linter's signature
        """Collect the shortest way from every room outside to every room of the vault."""
        vault = _existing(graph, self.vault)
        outside = _existing(graph, self.rooms) - vault - _existing(graph, self.inside or ())
        found = [
            way
            for room in sorted(outside)
            for secret in sorted(vault)
            for way in _ways_into(graph, room, secret)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print the ways into the vault, and what to do."""
        _render(check, REMEDY_WALL)


def _ways_into(graph: ImportGraph, room: str, secret: str) -> list[str]:
    if room.startswith(f"{secret}."):
        return [f"{room} lies inside {secret}"]
    chains = graph.find_shortest_chains(importer=room, imported=secret, as_packages=True)
    return sorted(" -> ".join(chain) for chain in chains)


def _existing(graph: ImportGraph, expressions: Iterable) -> set[str]:
    named = module_expressions_to_modules(graph, expressions)
    return {module.name for module in named if module.name in graph.modules}


def _with_descendants(graph: ImportGraph, expressions: Iterable) -> set[str]:
    roots = _existing(graph, expressions)
    return roots.union(*(graph.find_descendants(root) for root in roots))


def _lines(graph: ImportGraph, importer: str, imported: str) -> list[str]:
    details = graph.get_import_details(importer=importer, imported=imported)
    return [f"{importer} -> {imported} (l.{detail['line_number']})" for detail in details]


def _render(check: ContractCheck, remedy: str) -> None:
    for line in check.metadata["found"]:
        output.print_error(f"- {line}", bold=False)
    output.new_line()
    output.print_error(remedy, bold=False)
    output.new_line()
