"""Streams delivered files to disk, and lets nobody else send any.

Django reads the body of a form before the view runs, to find its token against forgery. So it is
decided here, before the first byte is kept, who may send files and how much.
"""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from baken.foundation.partners.permissions import DELIVER_FILES, Permission


class StreamedUpload(TemporaryFileUploadHandler):
    """Keeps a file on disk with its sha256; a file that is too large is named and let go."""

    def new_file(self, *args: Any, **named: Any) -> None:
        """Begin a file, when the route takes files and the person has its permission."""
        match = getattr(self.request, "resolver_match", None)
        takes_files = match is not None and getattr(match.func, "takes_files", False)
        scope = getattr(self.request, "scope", None)
        # A view may name another permission under which its files come.
        wanted = takes_files if isinstance(takes_files, Permission) else DELIVER_FILES
        if not takes_files or scope is None or not wanted.allows(scope, public_site=False):
            raise SkipFile
        settings.FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().new_file(*args, **named)
        self._digest, self._size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk to disk."""
        self._size += len(raw_data)
        if self._size > settings.LARGEST_UPLOAD:
            self.file.close()
            too_large = getattr(self.request, "too_large", ())
            self.request.too_large = (*too_large, self.file_name)
            raise SkipFile
        self._digest.update(raw_data)
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Hand the file over with its fingerprint."""
        done = super().file_complete(file_size)
        done.sha256 = self._digest.hexdigest()
        return done
