"""The web application that the server loads."""

from django.core.wsgi import get_wsgi_application

from baken.site import environment

environment.hand_on(DJANGO_SETTINGS_MODULE="baken.site.settings")
application = get_wsgi_application()
