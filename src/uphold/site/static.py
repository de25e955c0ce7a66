"""Styles and scripts: under names that hold a hash of their content, so that browsers keep them for ever."""

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # because whitenoise has no types
    """Scripts that import one another do so by the hashed names too."""

    support_js_module_import_aggregation = True


class ServeFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # because whitenoise has no types
    """Answers with the bytes at once: our files are small, and a stream made for threads is a burden to a loop."""

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as file:
                content = file.read()
        response = HttpResponse(content, status=int(found.status))
        del response["Content-Type"]
        for name, value in found.headers:
            response[name] = value
        return response
