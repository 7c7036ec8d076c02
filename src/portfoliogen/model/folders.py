"""What folders' names tell, for every stage that asks."""

from __future__ import annotations

from portfoliogen.text import fold

_ASSETS = frozenset(
    "img imgs image images photo photos picture pictures pic pics assets asset media attachments attachment files "
    "file static video videos audio sound sounds resources uploads docs documents figures screenshots imagenes "
    "fotos immagini bilder fichiers".split()
)


def is_asset_folder(path: str) -> bool:
    """Whether a folder's name says that it only keeps media for texts elsewhere."""
    return fold(path.rpartition("/")[2]) in _ASSETS
