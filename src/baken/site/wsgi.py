"""The web application that the server loads."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from baken.site import environment

environment.hand_on(DJANGO_SETTINGS_MODULE="baken.site.settings")
application = get_wsgi_application()
# Every desk is loaded before the first visitor comes, and what was loaded stays: looking it all
# over for garbage, now and again, took a tenth of a second from somebody's page.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
