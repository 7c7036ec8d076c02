"""`portfoliogen serve`: the same build as always, seen in a browser while people write.

A builder thread owns the school (`preview.py`) and draws what is asked for; a watcher tells it what was
saved; a small web server on this computer alone hands pages out and tells open ones when to load again.
"""

from portfoliogen.serve.running import Served, serve

__all__ = ["Served", "serve"]
