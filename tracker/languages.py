"""Which language a page is in: the reader's, of those that the site has; programs get English."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

OF_PROGRAMS = ("/api/", "/health", "/readyz", "/metrics")
DATA = (".json", ".jsonld", ".csv", ".atom")


class PageLanguage(LocaleMiddleware):
    """Django's choice by cookie and `Accept-Language`, for pages only.

    What programs read is one text for all, so that its strong ETags mean the same bytes to
    everybody; pages vary by language only where there are two to choose from.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of this request; nothing stays from the thread's last one."""
        if _is_page(request):
            super().process_request(request)
        else:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Name the language of a page, and let caches keep one for each."""
        if _is_page(request):
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            if len(settings.LANGUAGES) > 1:
                patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _is_page(request: HttpRequest) -> bool:
    address = request.path_info
    return not address.startswith(OF_PROGRAMS) and not address.endswith(DATA)
