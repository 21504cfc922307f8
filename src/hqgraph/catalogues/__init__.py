"""Catalogues that users keep: tables of policies and of their relations, into a store and out."""

from hqgraph.catalogues.columns import Column, Mapped, guess
from hqgraph.catalogues.importing import (
    AddReport,
    CatalogueError,
    Imported,
    add_catalogue,
    list_catalogues,
    remove_catalogue,
)

__all__ = [
    "AddReport",
    "CatalogueError",
    "Column",
    "Imported",
    "Mapped",
    "add_catalogue",
    "guess",
    "list_catalogues",
    "remove_catalogue",
]
