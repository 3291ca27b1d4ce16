"""Pictures of stories: JPEG or PNG, without what a camera wrote into them."""

from baken.foundation.stewardship.pictures import PictureError, clean_picture
from baken.records.accounts.rules import AccountRefusedError


def cleaned_picture(content: bytes | None) -> tuple[bytes | None, str]:
    """Return a picture without its notes, and its type: jpeg, png, or nothing where none is given.

    Raises:
        AccountRefusedError: when it is neither JPEG nor PNG, or ends too early.
    """
    if content is None:
        return None, ""
    try:
        picture = clean_picture(content)
    except PictureError as error:
        raise AccountRefusedError("unusable-picture") from error
    return picture.content, picture.kind
