"""The police day: registrations in, weeks judged, phases stepped, the morning told."""
