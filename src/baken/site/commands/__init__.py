"""The commands of ``baken``, one module each: ``add_arguments(parser)`` and ``run(arguments)``."""
