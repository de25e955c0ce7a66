"""The data folder: keys, embedded database, collected static files. One folder to back up, one to move."""

import os
import sys
from pathlib import Path

from uphold.kit import environment
from uphold.kit.environment import Misconfigured

OWNER_ONLY = 0o700
PASSABLE = 0o711


def data_folder() -> Path:
    """Where data lies: `UPHOLD_DATA`; else /var/lib/uphold for root; else the user's own data folder."""
    stated = environment.optional("UPHOLD_DATA")
    if stated is not None:
        return Path(stated).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/uphold")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "uphold"
    return Path(environment.text("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "uphold"


def prepare_data_folder() -> Path:
    """Makes the data folder; others may pass through, so that the database's account reaches its part."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(PASSABLE)
    except OSError as error:
        raise Misconfigured(
            f"The data folder {folder} cannot be made ({error.strerror}). "
            "Set UPHOLD_DATA to a folder that this account may write to."
        ) from error
    return folder
