"""A6: take it with you. A leaver's bundle opens anywhere, and its sources make the same site again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import schools
from endorsed_school import *  # noqa: F403
from schools import entry

if TYPE_CHECKING:
    from conftest import Folder
