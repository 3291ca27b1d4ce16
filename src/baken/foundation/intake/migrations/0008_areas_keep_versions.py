"""The areas of older homes become the first versions of themselves."""

import shapely
from django.db import migrations

SAME = (
    *("code", "year", "level", "name", "sort_key", "municipality_code", "wijk_code"),
    *("land_hectares", "outline", "svg_path", "min_x", "min_y", "max_x", "max_y"),
    *("label_x", "label_y", "origin_delivery", "origin_row"),
)
AT_ONCE = 200


def keep_versions(apps, schema_editor) -> None:
    """Copy every area, known from when its delivery was; a stream with flat memory."""
    area, version = apps.get_model("places", "Area"), apps.get_model("places", "AreaVersion")
    known = dict(apps.get_model("intake", "Delivery").objects.values_list("id", "known_from"))
    found = area.objects.order_by("id").values(*SAME)
    held = []
    for row in found.iterator(AT_ONCE):
        if row["origin_delivery"] not in known:
            continue
        hectares = shapely.from_wkb(bytes(row["outline"])).area / 10_000
        held.append(
            version(**row, drawn_hectares=hectares, known_from=known[row["origin_delivery"]])
        )
        if len(held) == AT_ONCE:
            version.objects.bulk_create(held)
            held.clear()
    version.objects.bulk_create(held)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_rows_in_packs"),
        ("places", "0002_area_versions"),
    ]

    operations = [migrations.RunPython(keep_versions, migrations.RunPython.noop)]
