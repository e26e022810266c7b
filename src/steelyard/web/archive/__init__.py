"""A backup: all rows and all files in one archive, made while the server runs, the same for both databases.

The archive is a gzipped tar: ``about.json`` (who made it, at which state of the schema), the site's key (``secret``),
``tables/…`` (rows as JSON lines, in pieces of about a megabyte), ``files/…`` (each named by its SHA-256), and last
``manifest.json``, which counts and hashes all that stands before it. An archive without its manifest is one that was
not finished.

``look`` needs no framework, ``site`` sets it up; the other modules want it set up.
"""

from steelyard.web.archive.looking import look
from steelyard.web.archive.manifest import About, ArchiveError, Logged, Manifest, Part
from steelyard.web.archive.site import Restored, back_up, restore

__all__ = ["About", "ArchiveError", "Logged", "Manifest", "Part", "Restored", "back_up", "look", "restore"]
